using System.Net;

namespace Accounton.Tests.Web;

public sealed class FragmentRedirectTests
{
    [Fact]
    public async Task Page_signedOut_leadsToSignInAndBack()
    {
        await using var app = await WebApp.StartAsync();

        var page = await app.GetAsync("/sample/private?x=1");

        Assert.Equal(HttpStatusCode.Redirect, page.Status);
        Assert.Equal("/sign-in?ReturnUrl=%2Fsample%2Fprivate%3Fx%3D1", page.Header("Location"));
    }

    [Fact]
    public async Task Fragment_signedOut_movesTheWholePage()
    {
        await using var app = await WebApp.StartAsync();

        var page = await app.GetAsync(
            "/sample/private", ("HX-Request", "true"), ("HX-Current-URL", "https://accounton.test/settings/integrations"));

        Assert.Equal(HttpStatusCode.Unauthorized, page.Status);
        Assert.Equal("/sign-in?ReturnUrl=%2Fsettings%2Fintegrations", page.Header("HX-Redirect"));
        Assert.Empty(page.Body);
    }

    [Fact]
    public async Task Fragment_fromAnotherSitesPage_comesBackHome()
    {
        await using var app = await WebApp.StartAsync();

        var page = await app.GetAsync("/sample/private", ("HX-Request", "true"), ("HX-Current-URL", "https://elders.test/x"));

        Assert.Equal("/sign-in?ReturnUrl=%2F", page.Header("HX-Redirect"));
    }

    [Fact]
    public async Task Form_signedOut_isKept()
    {
        await using var app = await WebApp.StartAsync();

        var page = await app.PostAsync("/sample/private", [("Name", "Jan"), ("ApiKey", "geheim")]);

        Assert.Equal(HttpStatusCode.Unauthorized, page.Status);
        Assert.Equal("U bent afgemeld", page.Heading);
        Assert.Equal("Jan", page.Html.QuerySelector(".facts dd")!.TextContent);
        Assert.Contains(("Name", "Jan"), page.Fields("form[action='/sample/private']"));
        Assert.DoesNotContain("geheim", page.Body);
    }

    [Fact]
    public async Task Form_ofAnotherSite_leadsToSignInOnly()
    {
        await using var app = await WebApp.StartAsync();

        var page = await app.SendAsync(HttpMethod.Post, "/sample/private", [("Name", "Jan")], ("Sec-Fetch-Site", "cross-site"));

        Assert.Equal("/sign-in?ReturnUrl=%2F", page.Header("Location"));
    }
}
