using System.Net;
using Accounton.Features.Help;
using Accounton.Localisation;
using Accounton.Tests.Running;

namespace Accounton.Tests.Features.Help;

public sealed class HelpPagesTests(RunningApp running) : IClassFixture<RunningApp>
{
    [Theory]
    [InlineData(null, "nl", "Hulp")]
    [InlineData(null, "fr", "Aide")]
    [InlineData(null, "en", "Help")]
    [InlineData(App.Accountant, "nl", "Hulp")]
    [InlineData(App.Operator, "nl", "Hulp")]
    public async Task Help_anybody_listsTheArticlesInTheirLanguage(string? who, string language, string heading)
    {
        using var browser = await BrowserAsync(who, language);

        var page = await Page.GetAsync(browser, "/help");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal(language, page.Html.DocumentElement.GetAttribute("lang"));
        Assert.Equal(heading, page.Html.QuerySelector("h1")!.TextContent);
        Assert.Equal(new Articles().In(Language.Find(language)!).Count, page.Html.QuerySelectorAll(".help-list > li").Length);
        Assert.Equal(who is null, page.Html.QuerySelector(".sidebar") is null);
    }

    [Theory]
    [InlineData(null, "nl", "Meldingen bij een koppeling")]
    [InlineData(null, "fr", "Messages sur une connexion")]
    [InlineData(App.Admin, "en", "Messages about a connection")]
    public async Task Article_anybody_isInTheirLanguage(string? who, string language, string heading)
    {
        using var browser = await BrowserAsync(who, language);

        var page = await Page.GetAsync(browser, "/help/koppeling-meldingen");

        Assert.Equal(heading, page.Html.QuerySelector("h1")!.TextContent);
        Assert.NotNull(page.Html.GetElementById("fault-KeyRefused"));
        Assert.All(
            page.Html.QuerySelectorAll(".article-contents a"),
            link => Assert.NotNull(page.Html.GetElementById(link.GetAttribute("href")![1..])));
        Assert.Empty(page.Html.QuerySelectorAll("[style], .article script"));
    }

    [Theory]
    [InlineData("/help/bestaat-niet")]
    [InlineData("/help/Koppeling-Leggen")]
    [InlineData("/help/..%2f..%2fappsettings")]
    public async Task Article_unknown_isNotFound(string address)
    {
        using var browser = await BrowserAsync(null, "nl");

        Assert.Equal(HttpStatusCode.NotFound, (await Page.GetAsync(browser, address)).Status);
    }

    [Fact]
    public async Task Search_withHits_leadsToTheSection()
    {
        using var browser = await BrowserAsync(null, "nl");

        var page = await Page.GetAsync(browser, "/help?search=sleutel+geweigerd");

        Assert.Equal("sleutel geweigerd", page.Html.QuerySelector("input[type=search]")!.GetAttribute("value"));
        Assert.Equal("/help/koppeling-meldingen#fault-KeyRefused", page.Html.QuerySelector(".help-sections a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Search_withoutHits_saysSoAndNothingElse()
    {
        using var browser = await BrowserAsync(null, "nl");

        var page = await Page.GetAsync(browser, "/help?search=%3Cb%3Ezeppelin");

        Assert.Contains("Niets gevonden voor “<b>zeppelin”", page.Text, StringComparison.Ordinal);
        Assert.Empty(page.Html.QuerySelectorAll(".help-list"));
    }

    [Theory]
    [InlineData("/", "/help/startpagina")]
    [InlineData("/settings/integrations", "/help/koppeling-leggen")]
    [InlineData("/settings/integrations/syneton", "/help/opnieuw-koppelen")]
    public async Task Screen_ofAnOffice_hasALinkToItsArticle(string screen, string article)
    {
        using var browser = await BrowserAsync(App.Admin, "nl");

        var link = (await Page.GetAsync(browser, screen)).Html.QuerySelector(".page-header .page-help")!;

        Assert.Equal(article, link.GetAttribute("href"));
        Assert.Equal(HttpStatusCode.OK, (await Page.GetAsync(browser, article)).Status);
    }

    [Fact]
    public async Task SignIn_page_hasHelp()
    {
        using var browser = await BrowserAsync(null, "nl");

        var page = await Page.GetAsync(browser, "/sign-in");

        Assert.NotNull(page.Html.QuerySelector("a[href='/help/aanmelden']"));
        Assert.NotNull(page.Html.QuerySelector("a[href='/help']"));
    }

    private async Task<HttpClient> BrowserAsync(string? who, string language)
    {
        var browser = await running.App.BrowserAsync(who);
        browser.DefaultRequestHeaders.Add("Cookie", $"language={language}");
        browser.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        return browser;
    }
}
