using System.Net;
using Accounton.Data;
using Accounton.Development.Demo;
using Accounton.Features.SignIn.SingleSignOn;
using Accounton.Localisation;
using Accounton.Tests.Running;
using Microsoft.EntityFrameworkCore;
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
    public async Task Callback_askedTwiceAtOnceAndOnceMoreLater_redeemsTheCodeOnceAndEndsWell()
    {
        await LinkAsync(App.Accountant, "dubbel");
        var visitor = await site.ComeAsync();
        var (query, held) = await site.Issuer.HoldAsync(visitor, new Token(App.Accountant) { Subject = "dubbel" });

        var first = Issuer.BackAsync(visitor, query);
        await held.Asked;
        var second = Issuer.BackAsync(visitor, query);
        held.GoOn();
        Assert.Equal(["/", "/"], await Task.WhenAll(first, second));
        var later = await Issuer.BackAsync(visitor, query);
        using var page = await visitor.GetAsync("/account");
        var stranger = await site.ComeAsync();
        var elsewhere = await Issuer.BackAsync(stranger, query);

        Assert.Equal("/", later);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal("/sign-in", elsewhere);
        Assert.Equal(site.Sentence(SingleSignOnFault.LostCookie), await ToldAsync(stranger));
        Assert.Equal(1, held.Times);
    }

    /// <summary>The browser gave up on the first answer and never got its cookies.</summary>
    [Fact]
    public async Task Callback_ofABrowserThatWentAway_isFinishedForTheOneThatComes()
    {
        await LinkAsync(App.Accountant, "ongeduldig");
        var visitor = await site.ComeAsync();
        var (query, held) = await site.Issuer.HoldAsync(visitor, new Token(App.Accountant) { Subject = "ongeduldig" });

        using var goesAway = new CancellationTokenSource();
        var ahead = visitor.AskAsync("/sign-in/sso/callback?" + query, goesAway.Token);
        await held.Asked;
        await goesAway.CancelAsync();
        var comes = Issuer.BackAsync(visitor, query);
        held.GoOn();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ahead);
        Assert.Equal("/", await comes);
        using var page = await visitor.GetAsync("/account");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal(1, held.Times);
    }

    [Fact]
    public async Task Callback_thatAsksForThePasswordOrRefuses_doesSoAgain()
    {
        var visitor = await site.ComeAsync();
        var (query, held) = await site.Issuer.HoldAsync(visitor, new Token(App.Admin) { Subject = "nog-niet" });
        held.GoOn();
        Assert.Equal("/sign-in/sso/link", await Issuer.BackAsync(visitor, query));
        Assert.Equal("/sign-in/sso/link", await Issuer.BackAsync(visitor, query));
        Assert.Equal(1, held.Times);

        var stranger = await site.ComeAsync();
        (query, held) = await site.Issuer.HoldAsync(stranger, new Token("vreemd@elders.test"));
        held.GoOn();
        for (var time = 1; time <= 2; time++)
        {
            Assert.Equal("/sign-in", await Issuer.BackAsync(stranger, query));
            Assert.Equal(site.Sentence(SingleSignOnFault.Unknown), await ToldAsync(stranger));
        }

        Assert.Equal(1, held.Times);
    }

    [Fact]
    public async Task Invitation_ofAnOfficeThatIsSuspendedMeanwhile_waitsAndIsTold()
    {
        var admin = await site.ComeAsync(App.OtherAdmin);
        (await admin.PostAsync("/settings/members/invite", new() { ["Email"] = "wacht@ander.test", ["Role"] = "Accountant" })).Dispose();
        var visitor = await site.ComeAsync();
        var (query, held) = await site.Issuer.HoldAsync(visitor, new Token("wacht@ander.test"));

        var back = Issuer.BackAsync(visitor, query);
        await held.Asked;
        await site.SuspendAsync(App.OtherOffice, true);
        held.GoOn();
        Assert.Equal("/sign-in", await back);
        Assert.Equal(site.Sentence(SingleSignOnFault.OfficeSuspended), await ToldAsync(visitor));

        await site.SuspendAsync(App.OtherOffice, false);
        Assert.Equal("/", await site.Issuer.SignInAsync(visitor, new Token("wacht@ander.test")));
    }

    /// <summary>However the request called us; the answer of the issuer must come to our own address.</summary>
    [Fact]
    public async Task RedirectUri_underAnotherHostName_isThatOfThePublicUrl() =>
        await Issuer.GoAsync(await site.ComeToAsync("http://elders.test"));

    [Fact]
    public async Task Identity_thatIsLinked_isShownAndCanBeRemoved()
    {
        var visitor = await LinkAsync(App.Admin, "tijdelijk");
        var page = await visitor.LookAsync("/account");
        Assert.Contains($"met Testhuis, als {App.Admin}", page.Text, StringComparison.Ordinal);

        (await visitor.PostAsync("/account/sso/remove")).Dispose();

        Assert.Empty((await visitor.LookAsync("/account")).Html.QuerySelectorAll("form[action='/account/sso/remove']"));
        Assert.Equal(
            "/sign-in/sso/link", await site.Issuer.SignInAsync(await site.ComeAsync(), new Token(App.Admin) { Subject = "tijdelijk" }));
    }

    [Fact]
    public async Task Identity_thatIsLinked_doesNotOutliveAChangeOfPassword()
    {
        var visitor = await LinkAsync(App.OtherAdmin, "indringer");
        await visitor.LookAsync("/account");

        using var changed = await visitor.PostAsync(
            "/account/password",
            new() { ["Password.PasswordNow"] = new DemoAccounts().Password, ["Password.PasswordNew"] = "een lange zin" });

        Assert.Equal("/account", changed.Headers.Location?.ToString());
        Assert.Equal(
            "/sign-in/sso/link",
            await site.Issuer.SignInAsync(await site.ComeAsync(), new Token(App.OtherAdmin) { Subject = "indringer" }));
        (await visitor.PostAsync(
            "/account/password",
            new() { ["Password.PasswordNow"] = "een lange zin", ["Password.PasswordNew"] = new DemoAccounts().Password })).Dispose();
    }

    [Fact]
    public async Task Identity_ofSomebodyWithoutAPassword_staysTheirWayIn()
    {
        var admin = await site.ComeAsync(App.Admin);
        (await admin.PostAsync("/settings/members/invite", new() { ["Email"] = "enkel@demo.test", ["Role"] = "Accountant" })).Dispose();
        var visitor = await site.ComeAsync();
        await site.Issuer.SignInAsync(visitor, new Token("enkel@demo.test"));
        var page = await visitor.LookAsync("/account");

        (await visitor.PostAsync("/account/sso/remove")).Dispose();

        Assert.Contains("uw enige manier", page.Text, StringComparison.Ordinal);
        Assert.Equal("/", await site.Issuer.SignInAsync(await site.ComeAsync(), new Token("enkel@demo.test")));
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
            [
                ("SingleSignOn:Authority", ServerProcess.FreeUrl().ToString()),
                ("SingleSignOn:ClientId", "x"),
                ("SingleSignOn:ClientSecret", "x"),
                ("SingleSignOn:DisplayName", "Testhuis"),
            ]);
        var visitor = await Visitor.ComeAsync(app);

        using var answer = await visitor.GetAsync("/sign-in/sso");

        Assert.Equal("/sign-in", answer.Headers.Location?.ToString());
        Assert.Equal(site.Sentence(SingleSignOnFault.Unreachable), await ToldAsync(visitor));
    }

    /// <summary>Somebody signed in, with an identity linked.</summary>
    private async Task<Visitor> LinkAsync(string email, string subject)
    {
        var visitor = await site.ComeAsync();
        var next = await site.Issuer.SignInAsync(visitor, new Token(email) { Subject = subject });
        await visitor.LookAsync(next);
        (await visitor.PostAsync(next, new() { ["Password"] = new DemoAccounts().Password })).Dispose();
        return visitor;
    }

    private static async Task<string> ToldAsync(Visitor visitor) =>
        (await visitor.LookAsync("/sign-in")).Html.QuerySelector("#notices .notice-body")!.TextContent.Trim();

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
            _app = new App(_database, settings: [.. Issuer.Settings]);
        }

        internal Task<Visitor> ComeAsync(string? email = null) =>
            Visitor.ComeAsync(_app!, email, $"203.0.113.{Interlocked.Increment(ref _addresses)}");

        internal Task<Visitor> ComeToAsync(string address) =>
            Visitor.ComeAsync(_app!, address: $"203.0.113.{Interlocked.Increment(ref _addresses)}", site: address);

        internal async Task SuspendAsync(string office, bool suspended)
        {
            await using var scope = await _app!.OfficeScopeAsync(office);
            var db = scope.ServiceProvider.GetRequiredService<AccountonContext>();
            (await db.Offices.SingleAsync(o => o.Name == office)).SuspendedAt = suspended ? DateTimeOffset.UnixEpoch : null;
            await db.SaveChangesAsync();
        }

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
