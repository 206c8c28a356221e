using System.Net;
using Accounton.Data;
using Accounton.Features.Help;
using Accounton.Tests.Running;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Accounton.Tests.Features.Help;

public sealed class OpinionTests(RunningApp running) : IClassFixture<RunningApp>
{
    [Theory]
    [InlineData(null, "aanmelden")]
    [InlineData(App.Admin, "startpagina")]
    public async Task Yes_ofAReader_isKeptAndThankedFor(string? who, string article)
    {
        using var browser = await running.App.BrowserAsync(who);

        var page = await SendAsync(browser, article, "useful", []);

        Assert.Contains("Fijn om te horen", page.Text, StringComparison.Ordinal);
        var opinion = Assert.Single(await OpinionsAsync(article));
        Assert.True(opinion.IsUseful);
        Assert.Equal((who is null ? 'b' : 'u', "nl", 1), (opinion.Reader[0], opinion.Language, opinion.Version));
        Assert.Contains("Fijn om te horen", (await Page.GetAsync(browser, $"/help/{article}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Opinion_ofAReader_changesInsteadOfBecomingTwo()
    {
        using var browser = await running.App.BrowserAsync(App.Accountant);
        await SendAsync(browser, "synchronisatie", "useful", []);

        var page = await SendAsync(browser, "synchronisatie", "not-useful", new() { ["Reasons"] = "Unclear", ["Remark"] = "  Te kort.  " });

        Assert.Contains("Uw antwoord is verstuurd", page.Text, StringComparison.Ordinal);
        Assert.Contains("om dit artikel te verbeteren", page.Text, StringComparison.Ordinal);
        var opinion = Assert.Single(await OpinionsAsync("synchronisatie"));
        Assert.Equal((false, OpinionReasons.Unclear, "Te kort."), (opinion.IsUseful, opinion.Reasons, opinion.Remark));
        var again = await Page.GetAsync(browser, "/help/synchronisatie?ask=Why");
        Assert.NotNull(again.Html.QuerySelector("input[value=Unclear][checked]"));
        Assert.Equal("Te kort.", again.Html.QuerySelector("textarea")!.TextContent.Trim());

        await SendAsync(browser, "synchronisatie", "useful", []);
        Assert.Equal(
            (true, OpinionReasons.None, null),
            (await OpinionsAsync("synchronisatie")).Select(o => (o.IsUseful, o.Reasons, o.Remark)).Single());
    }

    [Fact]
    public async Task No_firstOfAll_isSorryAndAsksWhy()
    {
        using var browser = await running.App.BrowserAsync();

        var page = await Page.GetAsync(browser, "/help/opnieuw-koppelen?ask=Why");

        Assert.Contains("Dat spijt ons", page.Text, StringComparison.Ordinal);
        Assert.Equal(6, page.Html.QuerySelectorAll("#opinion input[type=checkbox]").Length);
    }

    [Theory]
    [InlineData("")]
    [InlineData("None")]
    [InlineData("Nonsense")]
    [InlineData("64")]
    public async Task No_withoutAReason_isNotKeptAndLosesNothing(string reason)
    {
        using var browser = await running.App.BrowserAsync(App.OtherAdmin);

        var page = await SendAsync(
            browser, "taal-en-toetsenbord", "not-useful", new() { ["Reasons"] = reason, ["Remark"] = "Dit blijft staan" });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("Kies minstens één reden.", page.Html.GetElementById("reasons-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Dit blijft staan", page.Html.QuerySelector("textarea")!.TextContent.Trim());
        Assert.Empty(await OpinionsAsync("taal-en-toetsenbord"));
    }

    [Fact]
    public async Task Remark_thatIsTooLong_isNotKept()
    {
        using var browser = await running.App.BrowserAsync(App.OtherAdmin);

        var tooLong = await SendAsync(
            browser, "koppeling-leggen", "not-useful", new() { ["Reasons"] = "Wrong", ["Remark"] = new string('x', 2001) });
        Assert.Contains("Hoogstens 2000 tekens.", tooLong.Html.GetElementById("Remark-error")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(await OpinionsAsync("koppeling-leggen"));

        // A line end travels as two characters.
        var full = string.Join("\r\n", Enumerable.Repeat(new string('x', 19), 100));
        Assert.Equal(
            HttpStatusCode.OK,
            (await SendAsync(browser, "koppeling-leggen", "not-useful", new() { ["Reasons"] = "Wrong", ["Remark"] = full })).Status);
        Assert.Single(await OpinionsAsync("koppeling-leggen"));
    }

    [Fact]
    public async Task Opinion_ofAnUnknownArticle_isNotFound()
    {
        using var browser = await running.App.BrowserAsync();
        var page = await Page.GetAsync(browser, "/help/aanmelden");

        using var answer = await page.PostAsync("/help/bestaat-niet/useful", []);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Browser_thatPassesForAUser_doesNotChangeTheirOpinion()
    {
        using var user = await running.App.BrowserAsync(App.Operator);
        await SendAsync(user, "opnieuw-koppelen", "useful", []);
        var reader = Assert.Single(await OpinionsAsync("opnieuw-koppelen")).Reader;

        using var browser = await running.App.BrowserAsync();
        browser.DefaultRequestHeaders.Add("Cookie", $"help-reader={reader[1..]}");
        var page = await Page.GetAsync(browser, "/help/opnieuw-koppelen");

        Assert.Contains("Was dit artikel nuttig?", page.Text, StringComparison.Ordinal);
    }

    private static async Task<Page> SendAsync(HttpClient browser, string article, string opinion, Dictionary<string, string> fields)
    {
        var page = await Page.GetAsync(browser, $"/help/{article}");
        return await Page.OfAsync(browser, await page.PostAsync($"/help/{article}/{opinion}", fields));
    }

    private async Task<List<ArticleOpinion>> OpinionsAsync(string article)
    {
        await using var scope = running.App.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<AccountonContext>().ArticleOpinions
            .AsNoTracking().Where(o => o.Slug == article).ToListAsync();
    }
}
