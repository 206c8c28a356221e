using System.Net;
using Accounton.Features.Offices;
using Accounton.Tests.Running;

namespace Accounton.Tests.Features.SignIn;

public sealed class SignInTests(SignInSite site) : IClassFixture<SignInSite>
{
    private const int MostMistakes = 8;
    private const int TriesPerMinute = 30;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SignIn_withAWrongPasswordOrAnUnknownUser_getsTheSameAnswer()
    {
        var (email, _) = await site.AddUserAsync((App.DemoOffice, OfficeRole.Admin));
        var visitor = await site.ComeAsync();

        using var wrong = await visitor.SignInAsync(email, "verkeerd!");
        using var unknown = await visitor.SignInAsync("niemand@kantoor.test", "verkeerd!");

        Assert.Equal(HttpStatusCode.OK, wrong.StatusCode);
        Assert.Equal(wrong.StatusCode, unknown.StatusCode);
        var (first, second) = (await TextAsync(wrong), await TextAsync(unknown));
        Assert.Contains("Dit e-mailadres of dit wachtwoord klopt niet.", first, StringComparison.Ordinal);
        Assert.Equal(first, second);
    }

    [Fact]
    public async Task SignIn_withWhitespaceAroundTheAddress_works()
    {
        var (email, _) = await site.AddUserAsync((App.DemoOffice, OfficeRole.Admin));
        var visitor = await site.ComeAsync();

        using var answer = await visitor.SignInAsync($" {email.ToUpperInvariant()} ");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    [Fact]
    public async Task SignIn_afterTooManyMistakes_isLockedEvenWithTheRightPassword()
    {
        var (email, _) = await site.AddUserAsync((App.DemoOffice, OfficeRole.Admin));
        var visitor = await site.ComeAsync();
        for (var mistake = 0; mistake < MostMistakes; mistake++)
            (await visitor.SignInAsync(email, "verkeerd!")).Dispose();

        using var right = await visitor.SignInAsync(email);

        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
        Assert.Contains("Te veel mislukte pogingen.", await TextAsync(right), StringComparison.Ordinal);
    }

    /// <summary>A lock that only real accounts have would tell which are real.</summary>
    [Fact]
    public async Task SignIn_ofAnUnknownUserAfterTooManyMistakes_isLockedTheSameWay()
    {
        var (email, _) = await site.AddUserAsync((App.DemoOffice, OfficeRole.Admin));
        var visitor = await site.ComeAsync();
        var texts = new List<string>();
        foreach (var who in (string[])[email, "niemand2@kantoor.test"])
        {
            for (var mistake = 0; mistake < MostMistakes; mistake++)
                (await visitor.SignInAsync(who, "verkeerd!")).Dispose();
            using var locked = await visitor.SignInAsync(who, "verkeerd!");
            texts.Add(await TextAsync(locked));
        }

        Assert.Contains("Te veel mislukte pogingen.", texts[0], StringComparison.Ordinal);
        Assert.Equal(texts[0], texts[1]);
    }

    [Fact]
    public async Task SignIn_afterOneMistakeLess_works()
    {
        var (email, _) = await site.AddUserAsync((App.DemoOffice, OfficeRole.Admin));
        var visitor = await site.ComeAsync();
        for (var mistake = 1; mistake < MostMistakes; mistake++)
            (await visitor.SignInAsync(email, "verkeerd!")).Dispose();

        using var right = await visitor.SignInAsync(email);

        Assert.Equal(HttpStatusCode.Redirect, right.StatusCode);
    }

    [Fact]
    public async Task SignIn_tooOftenFromOneAddress_hasToWaitWhileOthersDoNot()
    {
        var busy = await site.ComeAsync();
        for (var attempt = 0; attempt < TriesPerMinute; attempt++)
            (await busy.PostAsync("/sign-in")).Dispose();

        using var refused = await busy.PostAsync("/sign-in");
        using var other = await (await site.ComeAsync()).PostAsync("/sign-in");

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Contains("Even geduld", await TextAsync(refused), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Theory]
    [InlineData("/settings/integrations?x=1", "/settings/integrations?x=1")]
    [InlineData("https://elders.test/", "/")]
    [InlineData("//elders.test/", "/")]
    [InlineData("/\\elders.test/", "/")]
    [InlineData("javascript:alert(1)", "/")]
    [InlineData("", "/")]
    public async Task ReturnUrl_afterSigningIn_isOneOfOursOrHome(string asked, string expected)
    {
        var visitor = await site.ComeAsync();

        using var answer = await visitor.SignInAsync(App.Admin, returnUrl: asked);
        using var again = await visitor.GetAsync("/sign-in?returnUrl=" + Uri.EscapeDataString(asked));

        Assert.Equal(expected, answer.Headers.Location!.ToString());
        Assert.Equal(expected, again.Headers.Location!.ToString());
    }

    [Fact]
    public async Task SignedOut_onAPage_comesBackToItAfterSigningIn()
    {
        var visitor = await site.ComeAsync();

        using var answer = await visitor.GetAsync("/settings/integrations?x=1");

        Assert.Equal("/sign-in?returnUrl=%2Fsettings%2Fintegrations%3Fx%3D1", answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task Operator_afterSigningIn_goesToTheOffices()
    {
        var visitor = await site.ComeAsync(App.Operator);

        using var home = await visitor.GetAsync("/");

        Assert.Equal("/operator/offices", home.Headers.Location!.ToString());
    }

    [Fact]
    public async Task SignOut_ofAVisitor_closesEveryPage()
    {
        var visitor = await site.ComeAsync(App.Accountant);

        (await visitor.PostAsync("/sign-out")).Dispose();

        using var home = await visitor.GetAsync("/");
        Assert.StartsWith("/sign-in", home.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://accounton.test", "__Host-accounton", "__Host-accounton-form", true)]
    [InlineData("http://accounton.test", "accounton", "accounton-form", false)]
    public async Task Cookies_byThePublicUrl_arePrefixedAndSecureOverTls(string publicUrl, string session, string form, bool secure)
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var app = new App(database, settings: ("App:PublicUrl", publicUrl));
        var visitor = await Visitor.ComeAsync(app, site: publicUrl);

        using var answer = await visitor.SignInAsync(App.Admin);

        Assert.Equal("/", answer.Headers.Location?.ToString());
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), c => c.StartsWith(session + "=", StringComparison.Ordinal));
        var flags = cookie.Split("; ")[1..];
        Assert.Contains("path=/", flags);
        Assert.Contains("samesite=lax", flags);
        Assert.Contains("httponly", flags);
        Assert.Equal(secure, flags.Contains("secure"));
        Assert.DoesNotContain(flags, flag => flag.StartsWith("domain", StringComparison.Ordinal) || flag.StartsWith("expires", StringComparison.Ordinal));
        Assert.Contains(form, visitor.Cookies);
    }

    private static async Task<string> TextAsync(HttpResponseMessage answer) =>
        Visitor.Parse(await answer.Content.ReadAsStringAsync(Cancelled)).QuerySelector("main")!.TextContent;
}
