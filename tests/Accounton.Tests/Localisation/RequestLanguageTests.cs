using System.Net;
using Accounton.Tests.Web;

namespace Accounton.Tests.Localisation;

public sealed class RequestLanguageTests
{
    [Theory]
    [InlineData(null, "nl")]
    [InlineData("fr-FR,fr;q=0.9,en;q=0.8", "fr")]
    [InlineData("de,en;q=0.5,fr;q=0.7", "fr")]
    [InlineData("de-DE,*;q=0.5", "nl")]
    [InlineData("en-US", "en")]
    [InlineData("not a language at all;;;", "nl")]
    public async Task Page_unknownVisitor_speaksTheBrowsersLanguage(string? accepted, string language)
    {
        await using var app = await WebApp.StartAsync();

        var page = accepted is null ? await app.GetAsync("/nowhere") : await app.GetAsync("/nowhere", ("Accept-Language", accepted));

        Assert.Equal(language, page.Html.DocumentElement.GetAttribute("lang"));
        Assert.Equal(language, page.Header("Content-Language"));
    }

    [Fact]
    public async Task Page_ofAUser_speaksTheirs()
    {
        await using var app = await WebApp.StartAsync();
        await app.SignedInAsync(language: "fr");

        var page = await app.GetAsync("/nowhere", ("Accept-Language", "en"));

        Assert.Equal("Page introuvable", page.Heading);
    }

    [Fact]
    public async Task Choosing_aLanguage_keepsItAndComesBack()
    {
        await using var app = await WebApp.StartAsync();
        await app.SignedInAsync(language: "fr");
        var page = await app.GetAsync("/nowhere?x=1");

        var chosen = await app.PostAsync("/language", [("language", "en"), .. page.Fields(".languages")]);

        Assert.Equal(HttpStatusCode.Redirect, chosen.Status);
        Assert.Equal("/nowhere?x=1", chosen.Header("Location"));
        Assert.Equal("Page not found", (await app.GetAsync("/nowhere")).Heading);
    }

    [Theory]
    [InlineData("https://elders.test/")]
    [InlineData("//elders.test/")]
    [InlineData("")]
    public async Task Choosing_withAnAddressElsewhere_goesHome(string returnUrl)
    {
        await using var app = await WebApp.StartAsync();
        var token = ("__RequestVerificationToken", (string?)(await app.GetAsync("/nowhere")).Token(".languages"));

        var chosen = await app.PostAsync("/language", [("language", "en"), ("returnUrl", returnUrl), token]);

        Assert.Equal("/", chosen.Header("Location"));
    }

    [Fact]
    public async Task Choosing_anUnknownLanguage_isABadRequest()
    {
        await using var app = await WebApp.StartAsync();
        var token = ("__RequestVerificationToken", (string?)(await app.GetAsync("/nowhere")).Token(".languages"));

        Assert.Equal(HttpStatusCode.BadRequest, (await app.PostAsync("/language", [("language", "xx"), token])).Status);
    }
}
