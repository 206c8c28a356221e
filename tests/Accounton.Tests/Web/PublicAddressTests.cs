using System.Net;
using Accounton.Tests.Running;
using Microsoft.AspNetCore.Mvc.Testing;

namespace Accounton.Tests.Web;

/// <summary>What happens to those who come over plain http where people come over https.</summary>
public sealed class PublicAddressTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Request_overHttp_goesToThePublicAddressAndBehindAnUnlistedProxyIsToldSo()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var app = new App(database, settings: [("App:PublicUrl", "https://accounton.test")]);
        using var browser = app.CreateClient(
            new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, BaseAddress = new("http://10.0.0.1") });

        using (var page = await browser.GetAsync(new Uri("/sign-in?returnUrl=%2Fclients%2F%C3%A9", UriKind.Relative), Cancelled))
        {
            Assert.Equal(HttpStatusCode.TemporaryRedirect, page.StatusCode);
            Assert.Equal("https://accounton.test/sign-in?returnUrl=%2Fclients%2F%C3%A9", page.Headers.Location!.OriginalString);
        }

        using (var health = await browser.GetAsync(new Uri("/health/live", UriKind.Relative), Cancelled))
            Assert.Equal(HttpStatusCode.OK, health.StatusCode);

        browser.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        using var behind = await browser.GetAsync(new Uri("/sign-in", UriKind.Relative), Cancelled);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, behind.StatusCode);
        Assert.Contains("niet juist ingesteld", await behind.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
    }
}
