using System.Net;
using Accounton.Tests.Running;

namespace Accounton.Tests.Web;

public sealed class HostsTests
{
    [Theory]
    [InlineData("Production", null, HttpStatusCode.BadRequest)]
    [InlineData("Production", "elders.test;kantoor.test", HttpStatusCode.OK)]
    [InlineData("Development", null, HttpStatusCode.OK)]
    public async Task Host_thatIsNotOurs_isAnsweredWhereItIsAllowed(string environment, string? allowed, HttpStatusCode expected)
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var app = new App(
            database, settings: [
                ("environment", environment),
                ("App:PublicUrl", "http://kantoor.test"),
                ("DataProtection:AllowUnprotectedKeys", "true"),
                .. allowed is null ? [] : new[] { ("AllowedHosts", allowed) },
            ]);
        using var browser = app.CreateClient();

        using var own = await browser.GetAsync(new Uri("http://kantoor.test/sign-in"), TestContext.Current.CancellationToken);
        using var other = await browser.GetAsync(new Uri("http://elders.test/sign-in"), TestContext.Current.CancellationToken);

        using var health = await browser.GetAsync(new Uri("http://127.0.0.1/health/live"), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
        Assert.Equal(allowed is null ? HttpStatusCode.OK : HttpStatusCode.BadRequest, health.StatusCode);
        Assert.Equal(expected, other.StatusCode);
    }
}
