using System.Net;

namespace Accounton.Tests.Web;

public sealed class RejectedFormFilterTests
{
    private const string Again = "form[action='/sample/save']";

    private static readonly (string Name, string? Value)[] Typed =
    [
        ("Name", "Jan & <b>An</b>"), ("Extra.ApiKey", "geheim"), ("Other", "x"),
    ];

    [Fact]
    public async Task Form_ofThisOffice_isAccepted()
    {
        await using var app = await WebApp.StartAsync();
        await app.SignedInAsync();

        var page = await app.PostAsync("/sample/save", [.. Typed, await TokenAsync(app)]);

        Assert.Equal("saved Jan & <b>An</b>", page.Body);
    }

    [Fact]
    public async Task Form_ofAnotherOffice_isRefusedAndKeptWithoutSecrets()
    {
        await using var app = await WebApp.StartAsync();
        await app.SignedInAsync("ander");
        var token = await TokenAsync(app);
        await app.SignedInAsync("demo");

        var page = await app.PostAsync("/sample/save", [.. Typed, token]);

        Assert.Equal(HttpStatusCode.Conflict, page.Status);
        Assert.Equal("U werkt nu in een ander kantoor", page.Heading);
        Assert.Contains("Dit formulier hoorde bij Kantoor Ander, maar u werkt intussen in Kantoor Demo.", page.Main);
        Assert.Equal("Jan & <b>An</b>", page.Html.QuerySelector(".facts dd")!.TextContent);
        Assert.Contains("Wachtwoorden, sleutels en bestanden worden niet bijgehouden", page.Main);
        Assert.DoesNotContain("geheim", page.Body);
        Assert.NotNull(page.Html.QuerySelector("main a[href='/sample/form?tab=2']"));
        Assert.Equal([("Name", "Jan & <b>An</b>"), ("Other", "x"), token], page.Fields(Again));
    }

    [Fact]
    public async Task Form_ofAnotherOfficeSentAgain_landsInItsOwnOfficeOnly()
    {
        await using var app = await WebApp.StartAsync();
        await app.SignedInAsync("ander");
        var token = await TokenAsync(app);
        await app.SignedInAsync("demo");
        var refused = await app.PostAsync("/sample/save", [.. Typed, token]);

        var stillElsewhere = await app.PostAsync("/sample/save", refused.Fields(Again));
        await app.SignedInAsync("ander");
        var back = await app.PostAsync("/sample/save", refused.Fields(Again));

        Assert.Equal(HttpStatusCode.Conflict, stillElsewhere.Status);
        Assert.Equal(HttpStatusCode.OK, back.Status);
    }

    [Fact]
    public async Task Form_ofAnOfficeLeftSince_isNotNamedNorSentAgain()
    {
        await using var app = await WebApp.StartAsync();
        await app.SignedInAsync("verlaten");
        var token = await TokenAsync(app);
        await app.SignedInAsync("demo");

        var page = await app.PostAsync("/sample/save", [.. Typed, token]);

        Assert.Equal(HttpStatusCode.Conflict, page.Status);
        Assert.DoesNotContain("verlaten", page.Main);
        Assert.Null(page.Html.QuerySelector(Again));
    }

    [Fact]
    public async Task Form_thatIsForAnyOffice_isAccepted()
    {
        await using var app = await WebApp.StartAsync();
        await app.SignedInAsync("ander");
        var token = await TokenAsync(app);
        await app.SignedInAsync("demo");

        Assert.Equal("any", (await app.PostAsync("/sample/any", [token])).Body);
    }

    [Fact]
    public async Task Form_withoutAToken_canBeSentAgainAfterALook()
    {
        await using var app = await WebApp.StartAsync();
        await app.SignedInAsync();

        var page = await app.PostAsync("/sample/save", Typed);
        var again = await app.PostAsync("/sample/save", page.Fields(Again));

        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Equal("De pagina is verlopen", page.Heading);
        Assert.Contains("U verstuurt dit als Ann Peeters, voor Kantoor Demo.", page.Main);
        Assert.DoesNotContain("geheim", page.Body);
        Assert.Equal("saved Jan & <b>An</b>", again.Body);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Origin", "https://elders.test")]
    [InlineData("Accept", "*/*")]
    public async Task Form_ofAnotherSite_isRefusedAndNothingOfItShown(string header, string value)
    {
        await using var app = await WebApp.StartAsync();
        await app.SignedInAsync();

        var page = await app.SendAsync(HttpMethod.Post, "/sample/save", Typed, (header, value));

        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.DoesNotContain("Jan", page.Body);
        Assert.Null(page.Html.QuerySelector(Again));
    }

    [Fact]
    public async Task Fragment_ofAnotherOffice_isANoticeOnly()
    {
        await using var app = await WebApp.StartAsync();
        await app.SignedInAsync("ander");
        var token = await TokenAsync(app);
        await app.SignedInAsync("demo");

        var page = await app.PostAsync("/sample/save", [.. Typed, token], ("HX-Request", "true"));

        Assert.Equal(HttpStatusCode.Conflict, page.Status);
        Assert.DoesNotContain("<html", page.Body);
        Assert.Contains("U werkt intussen in een ander kantoor.", page.Html.QuerySelector(".notice")!.TextContent);
    }

    private static async Task<(string Name, string? Value)> TokenAsync(WebApp app) =>
        ("__RequestVerificationToken", (await app.GetAsync("/sample/token")).Body);
}
