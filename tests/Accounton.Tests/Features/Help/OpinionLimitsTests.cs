using System.Net;
using Accounton.Features.Help;
using Accounton.Tests.Running;

namespace Accounton.Tests.Features.Help;

public sealed class OpinionLimitsTests(RunningApp running) : IClassFixture<RunningApp>
{
    [Theory]
    [InlineData(null, HttpStatusCode.TooManyRequests)]
    [InlineData(App.Accountant, HttpStatusCode.Redirect)]
    public async Task Opinions_oneAfterTheOther_areLimitedForWhoIsNotSignedIn(string? who, HttpStatusCode last)
    {
        using var browser = await running.App.BrowserAsync(who);
        browser.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7");
        var page = await Page.GetAsync(browser, "/help/aanmelden");
        for (var i = 0; i < OpinionLimits.PerMinute; i++)
            (await page.PostAsync("/help/aanmelden/useful", [])).Dispose();

        using var answer = await page.PostAsync("/help/aanmelden/useful", []);

        Assert.Equal(last, answer.StatusCode);
    }
}
