using System.Net;
using Accounton.Data;
using Accounton.Features.Help;
using Accounton.Tests.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Accounton.Tests.Features.Help;

public sealed class OpinionsPageTests(RunningApp running) : IClassFixture<RunningApp>
{
    [Theory]
    [InlineData(App.Admin)]
    [InlineData(App.Accountant)]
    public async Task Opinions_forWhoIsNoOperator_doNotExist(string who)
    {
        using var browser = await running.App.BrowserAsync(who);

        Assert.Equal(HttpStatusCode.NotFound, (await Page.GetAsync(browser, "/operator/help")).Status);
    }

    [Fact]
    public async Task Opinions_signedOut_askToSignIn()
    {
        using var browser = await running.App.BrowserAsync();

        Assert.Equal(HttpStatusCode.Redirect, (await Page.GetAsync(browser, "/operator/help")).Status);
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Opinions_forAnOperator_areCountedPerArticleAndLanguageWithTheirRemarks(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var app = new App(database);
        await AddAsync(app, "aanmelden", "nl", useful: 3, notUseful: 1, "Het is <b>kort</b>.");
        await AddAsync(app, "aanmelden", "fr", useful: 0, notUseful: 2, "Trop long.");
        using var browser = await app.BrowserAsync(App.Operator);

        var page = await Page.GetAsync(browser, "/operator/help");

        var rows = page.Html.QuerySelectorAll("tbody tr")
            .Select(row => row.Children.Skip(1).Select(cell => cell.TextContent).ToArray()).ToArray();
        Assert.Equal([["Français", "1", "0", "2", "0 %"], ["Nederlands", "1", "3", "1", "75 %"]], rows);
        Assert.Equal(
            ["Het is <b>kort</b>.", "Trop long.", "Trop long."],
            page.Html.QuerySelectorAll(".remarks blockquote").Select(remark => remark.TextContent).Order(StringComparer.Ordinal));

        var french = await Page.GetAsync(browser, "/operator/help?article=aanmelden&language=fr");
        Assert.Equal(2, french.Html.QuerySelectorAll(".remarks > li").Length);
    }

    private static async Task AddAsync(App app, string article, string language, int useful, int notUseful, string remark)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AccountonContext>();
        for (var i = 0; i < useful + notUseful; i++)
        {
            db.ArticleOpinions.Add(new ArticleOpinion
            {
                Slug = article,
                Language = language,
                Version = 1,
                Reader = $"b{Guid.NewGuid():N}",
                IsUseful = i < useful,
                Reasons = i < useful ? OpinionReasons.None : OpinionReasons.Unclear | OpinionReasons.TooLong,
                Remark = i < useful ? null : remark,
                GivenAt = TimeProvider.System.GetUtcNow(),
            });
        }

        await db.SaveChangesAsync();
    }
}
