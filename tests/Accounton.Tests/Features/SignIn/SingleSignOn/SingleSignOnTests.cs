using System.Net;
using Accounton.Development.Demo;
using Accounton.Features.SignIn.SingleSignOn;
using Accounton.Localisation;
using Accounton.Tests.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Accounton.Tests.Features.SignIn.SingleSignOn;

public sealed class SingleSignOnTests(SingleSignOnTests.Site site) : IClassFixture<SingleSignOnTests.Site>
{
    /// <summary>Tokens that must not be taken, and what is said of each.</summary>
    public static TheoryData<string, SingleSignOnFault> WrongTokens => new()
    {
        { "issuer", SingleSignOnFault.Issuer },
        { "audience", SingleSignOnFault.Audience },
        { "nonce", SingleSignOnFault.Nonce },
        { "signature", SingleSignOnFault.Signature },
        { "expired", SingleSignOnFault.Expired },
        { "unverified", SingleSignOnFault.Unverified },
        { "unsaid", SingleSignOnFault.Unverified },
        { "unknown", SingleSignOnFault.Unknown },
    };

    [Theory, MemberData(nameof(WrongTokens))]
    public async Task Token_thatIsWrong_letsNobodyInAndSaysWhy(string wrong, SingleSignOnFault fault)
    {
        var good = new Token(App.Admin);
        var token = wrong switch
        {
            "issuer" => good with { Issuer = "https://elders.test/" },
            "audience" => good with { Audience = "iemand-anders" },
            "nonce" => good with { Nonce = "geraden" },
            "signature" => good with { OtherKey = true },
            "expired" => good with { IsExpired = true },
            "unverified" => good with { Verified = false },
            "unsaid" => good with { Verified = null },
            _ => good with { Email = "vreemd@elders.test" },
        };
        var visitor = await site.ComeAsync();

        var next = await site.Issuer.SignInAsync(visitor, token);

        Assert.Equal("/sign-in", next);
        Assert.Equal(site.Sentence(fault), await ToldAsync(visitor));
        await AssertSignedOutAsync(visitor);
    }

    [Fact]
    public async Task UserWithAPassword_linksOnceByGivingItAndIsNotAskedAgain()
    {
        var visitor = await site.ComeAsync();
        var next = await site.Issuer.SignInAsync(visitor, new Token(App.Accountant) { Subject = "karim" });
        await AssertSignedOutAsync(visitor);
        var page = await visitor.LookAsync(next);

        using var wrong = await visitor.PostAsync(next, new() { ["Password"] = "verkeerd!!" });
        await AssertSignedOutAsync(visitor);
        using var right = await visitor.PostAsync(next, new() { ["Password"] = new DemoAccounts().Password });
        var again = await site.ComeAsync();
        var straight = await site.Issuer.SignInAsync(again, new Token(App.Accountant) { Subject = "karim" });
        using var home = await again.GetAsync("/settings/integrations");

        Assert.Equal("/sign-in/sso/link", next);
        Assert.Contains(App.Accountant, page.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Equal("/", right.Headers.Location?.ToString());
        Assert.Equal("/", straight);
        Assert.Equal(HttpStatusCode.OK, home.StatusCode);
    }

    /// <summary>The address moved to somebody else there: that somebody is not the one who linked.</summary>
    [Fact]
    public async Task AnotherSubject_withALinkedUsersAddress_isAskedForThePassword()
    {
        var visitor = await site.ComeAsync();
        var next = await site.Issuer.SignInAsync(visitor, new Token(App.Operator) { Subject = "een" });
        await visitor.LookAsync(next);
        (await visitor.PostAsync(next, new() { ["Password"] = new DemoAccounts().Password })).Dispose();

        var other = await site.Issuer.SignInAsync(await site.ComeAsync(), new Token(App.Operator) { Subject = "twee" });

        Assert.Equal("/sign-in/sso/link", other);
    }

    [Fact]
    public async Task SomebodyInvited_becomesAMemberWithoutAPassword()
    {
        var admin = await site.ComeAsync(App.Admin);
        (await admin.PostAsync("/settings/members/invite", new() { ["Email"] = "Sien@Demo.test", ["Role"] = "Accountant" })).Dispose();
        var visitor = await site.ComeAsync();

        var next = await site.Issuer.SignInAsync(visitor, new Token("sien@demo.test"));
        var page = await visitor.LookAsync("/settings/members");
        var again = await site.Issuer.SignInAsync(await site.ComeAsync(), new Token("sien@demo.test"));

        Assert.Equal("/", next);
        Assert.Contains("Sien Sign-on", page.Text, StringComparison.Ordinal);
        Assert.Equal("/", again);
    }

    /// <summary>In the visitor's language, though it is said before the request has one.</summary>
    [Theory, InlineData("nl"), InlineData("fr"), InlineData("en")]
    public async Task Visitor_whoSaidNo_readsThatInTheirLanguage(string language)
    {
        var visitor = await site.ComeAsync();
        (await visitor.PostAsync("/language", new() { ["language"] = language })).Dispose();
        var (state, _) = await Issuer.GoAsync(visitor);

        var next = await Issuer.BackAsync(visitor, $"error=access_denied&state={Uri.EscapeDataString(state)}");

        Assert.Equal("/sign-in", next);
        Assert.Equal(site.Sentence(SingleSignOnFault.Declined, language), await ToldAsync(visitor));
    }

    [Fact]
    public async Task Answer_inABrowserThatDidNotAsk_isRefused()
    {
        var (state, _) = await Issuer.GoAsync(await site.ComeAsync());
        var other = await site.ComeAsync();

        var next = await Issuer.BackAsync(other, $"code=x&state={Uri.EscapeDataString(state)}");

        Assert.Equal("/sign-in", next);
        Assert.Equal(site.Sentence(SingleSignOnFault.LostCookie), await ToldAsync(other));
    }

    [Fact]
    public async Task Issuer_thatSaysNothingOfTheAddress_isBelievedWhenTrusted()
    {
        await using var issuer = await Issuer.StartAsync();
        await using var database = await TestDatabase.CreateAsync();
        await using var app = new App(database, settings: [.. issuer.Settings, ("SingleSignOn:TrustMail", "true")]);

        var said = await issuer.SignInAsync(await Visitor.ComeAsync(app), new Token(App.Admin) { Verified = null });
        var denied = await issuer.SignInAsync(await Visitor.ComeAsync(app), new Token(App.Admin) { Verified = false });

        Assert.Equal("/sign-in/sso/link", said);
        Assert.Equal("/sign-in", denied);
    }

    [Fact]
    public async Task Issuer_thatDoesNotAnswer_isToldAndThePageStays()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var app = new App(database, settings:
            [("SingleSignOn:Authority", ServerProcess.FreeUrl().ToString()), ("SingleSignOn:ClientId", "x"), ("SingleSignOn:ClientSecret", "x"), ("SingleSignOn:DisplayName", "Testhuis")]);
        var visitor = await Visitor.ComeAsync(app);

        using var answer = await visitor.GetAsync("/sign-in/sso");

        Assert.Equal("/sign-in", answer.Headers.Location?.ToString());
        Assert.Equal(site.Sentence(SingleSignOnFault.Unreachable), await ToldAsync(visitor));
    }

    private static async Task<string> ToldAsync(Visitor visitor) => (await visitor.LookAsync("/sign-in")).Html.QuerySelector("#notices .notice-body")!.TextContent.Trim();

    private static async Task AssertSignedOutAsync(Visitor visitor)
    {
        using var home = await visitor.GetAsync("/account");
        Assert.StartsWith("/sign-in?", home.Headers.Location?.ToString() ?? "", StringComparison.Ordinal);
    }

    public sealed class Site : IAsyncLifetime
    {
        private TestDatabase? _database;
        private App? _app;
        private int _addresses;

        internal Issuer Issuer { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Issuer = await Issuer.StartAsync();
            _database = await TestDatabase.CreateAsync();
            _app = new App(_database, settings: [.. Issuer.Settings, ("App:TrustedProxies:0", "127.0.0.1")]);
        }

        internal Task<Visitor> ComeAsync(string? email = null) => Visitor.ComeAsync(_app!, email, $"203.0.113.{Interlocked.Increment(ref _addresses)}");

        internal string Sentence(SingleSignOnFault fault, string language = "nl") =>
            _app!.Services.GetRequiredService<Texts>().In(Language.Find(language)!)["SingleSignOnFault." + fault, "Testhuis"];

        public async ValueTask DisposeAsync()
        {
            await _app!.DisposeAsync();
            await _database!.DisposeAsync();
            await Issuer.DisposeAsync();
        }
    }
}
