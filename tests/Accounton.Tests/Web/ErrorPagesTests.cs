using System.Net;

namespace Accounton.Tests.Web;

public sealed class ErrorPagesTests
{
    [Theory]
    [InlineData(400, "Uw aanvraag kon niet worden verwerkt")]
    [InlineData(403, "Geen toegang")]
    [InlineData(404, "Pagina niet gevonden")]
    [InlineData(405, "Pagina niet gevonden")]
    [InlineData(418, "Uw aanvraag kon niet worden verwerkt")]
    [InlineData(429, "Even geduld")]
    [InlineData(502, "Er is iets misgegaan")]
    [InlineData(503, "Tijdelijk niet beschikbaar")]
    public async Task Status_withoutAPage_getsOneThatSaysWhatToDo(int code, string heading)
    {
        await using var app = await WebApp.StartAsync();

        var page = await app.GetAsync($"/sample/status/{code}");

        Assert.Equal(code, (int)page.Status);
        Assert.Equal(heading, page.Heading);
        Assert.NotNull(page.Html.QuerySelector("main a[href='/']"));
    }

    [Fact]
    public async Task UnknownAddress_postedWithoutToken_isNotFound()
    {
        await using var app = await WebApp.StartAsync();

        var page = await app.PostAsync("/nowhere", [("Name", "Jan")]);

        Assert.Equal(HttpStatusCode.NotFound, page.Status);
    }

    [Theory]
    [InlineData("https://accounton.test//other.test/page")]
    [InlineData("https://accounton.test/\\other.test")]
    [InlineData("https://other.test/page")]
    public async Task UnknownAddress_fromAPlaceThatIsNoPageOfOurs_hasNoWayBackToIt(string from)
    {
        await using var app = await WebApp.StartAsync();

        var page = await app.GetAsync("//other.test/page", ("Referer", from));

        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.DoesNotContain(page.Html.QuerySelectorAll("a[href], input[name=returnUrl]"), link =>
            (link.GetAttribute("href") ?? link.GetAttribute("value"))!.Contains("other.test", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ErrorPage_askedForByItsAddress_isNoFault()
    {
        await using var app = await WebApp.StartAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await app.GetAsync("/error/500")).Status);
    }

    [Fact]
    public async Task UnknownAddress_signedIn_staysInTheOffice()
    {
        await using var app = await WebApp.StartAsync();
        await app.SignedInAsync();

        var page = await app.GetAsync("/nowhere");

        Assert.Equal("Pagina niet gevonden", page.Heading);
        Assert.NotNull(page.Html.QuerySelector("nav a[href='/settings/integrations']"));
        Assert.Equal("/nowhere", page.Html.QuerySelector("input[name=returnUrl]")!.GetAttribute("value"));
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task Crash_any_tellsNothingButAReference(string method)
    {
        await using var app = await WebApp.StartAsync();
        await app.SignedInAsync();

        var page = await app.SendAsync(new(method), "/sample/crash", method == "POST" ? [] : null);

        Assert.Equal(HttpStatusCode.InternalServerError, page.Status);
        Assert.Equal("Er is iets misgegaan", page.Heading);
        Assert.DoesNotContain("smid", page.Body);
        Assert.DoesNotContain("InvalidOperation", page.Body);
        Assert.NotEmpty(page.Html.QuerySelector(".problem-reference code")!.TextContent);
        Assert.Null(page.Html.QuerySelector(".sidebar"));
    }

    [Fact]
    public async Task Crash_ofAFragment_isANoticeAndNoPage()
    {
        await using var app = await WebApp.StartAsync();

        var page = await app.GetAsync("/sample/crash", ("HX-Request", "true"));

        Assert.Equal(HttpStatusCode.InternalServerError, page.Status);
        Assert.DoesNotContain("<html", page.Body);
        Assert.Contains("Er is bij ons iets misgegaan.", page.Html.QuerySelector(".notice")!.TextContent);
    }

    [Fact]
    public async Task Crash_ofTheErrorPageToo_stillSaysSomething()
    {
        await using var app = await WebApp.StartAsync();
        await app.SignedInAsync("broken");

        var page = await app.GetAsync("/nowhere");

        Assert.Equal(HttpStatusCode.InternalServerError, page.Status);
        Assert.Equal("Er is iets misgegaan", page.Heading);
        Assert.Contains("Une erreur s’est produite", page.Html.Body!.TextContent);
        Assert.DoesNotContain("database", page.Body);
        Assert.NotNull(page.Header("Content-Security-Policy"));
    }
}
