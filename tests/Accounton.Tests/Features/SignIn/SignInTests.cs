using System.Net;
using Accounton.Development.Demo;
using Accounton.Features.SignIn;
using Accounton.Tenancy;
using Accounton.Tests.Running;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

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
        var first = await TextAsync(wrong);
        var second = await TextAsync(unknown);
        Assert.Contains(
            "E-mailadres of wachtwoord is niet juist. Probeer opnieuw of klik op “Wachtwoord vergeten?”.", first, StringComparison.Ordinal);
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

    /// <summary>U+212A looks like a K and is one once the address is normalised.</summary>
    [Fact]
    public async Task SignIn_withTheAddressWrittenOtherwise_isLockedAllTheSame()
    {
        var (email, _) = await site.AddUserAsync((App.DemoOffice, OfficeRole.Admin));
        var visitor = await site.ComeAsync();
        for (var mistake = 0; mistake < MostMistakes; mistake++)
            (await visitor.SignInAsync(email, "verkeerd!")).Dispose();

        using var right = await visitor.SignInAsync(email.Replace("k", "\u212A", StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
    }

    /// <summary>
    /// Whoever guesses keeps out nobody but themselves: not the owner elsewhere, not their known browser
    /// beside it, not who is signed in.
    /// </summary>
    [Fact]
    public async Task Lock_bySomebodyElse_doesNotKeepTheOwnerOut()
    {
        var (email, _) = await site.AddUserAsync((App.DemoOffice, OfficeRole.Admin));
        var shared = site.NextAddress();
        var known = await Visitor.ComeAsync(site.App, email, shared);
        var signedIn = await Visitor.ComeAsync(site.App, email, shared);
        (await known.PostAsync("/sign-out")).Dispose();
        var attacker = await Visitor.ComeAsync(site.App, address: shared);
        for (var mistake = 0; mistake < MostMistakes; mistake++)
            (await attacker.SignInAsync(email, "verkeerd!")).Dispose();

        using var locked = await attacker.SignInAsync(email);
        using var elsewhere = await (await site.ComeAsync()).SignInAsync(email);
        using var here = await known.SignInAsync(email);
        using var changed = await signedIn.PostAsync(
            "/account/password",
            new() { ["Password.PasswordNow"] = new DemoAccounts().Password, ["Password.PasswordNew"] = "een lange zin" });

        Assert.Equal(HttpStatusCode.OK, locked.StatusCode);
        Assert.Equal("/", elsewhere.Headers.Location?.ToString());
        Assert.Equal("/", here.Headers.Location?.ToString());
        Assert.Equal("/account", changed.Headers.Location?.ToString());
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Tries_ofTwoHundredAtOnceFromFiftyAddresses_areHeldToTheLimitsAndTheOwnerGetsIn(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var app = new App(database);
        var owner = await Visitor.ComeAsync(app, App.Accountant, "192.0.2.1");
        (await owner.PostAsync("/sign-out")).Dispose();
        await owner.LookAsync("/sign-in");

        // Ten that try more often than they may, and forty that stay below it.
        var addresses = Enumerable.Range(0, 50).Select(n => (Address: $"203.0.113.{n}", Tries: n < 10 ? 12 : 2)).ToArray();
        var attackers = await Task.WhenAll(addresses.Select(a => Visitor.ComeAsync(app, address: a.Address)));
        var tries = attackers
            .SelectMany((visitor, n) => Enumerable.Range(0, addresses[n].Tries).Select(_ => (addresses[n].Address, Visitor: visitor)))
            .OrderBy(t => Random.Shared.Next())
            .Select(async t => (t.Address, Text: await TryAsync(t.Visitor, "verkeerd!"))).ToArray();
        var own = Enumerable.Range(0, 5).Select(_ => TryAsync(owner, new DemoAccounts().Password)).ToArray();
        var answers = await Task.WhenAll(tries);

        Assert.All(await Task.WhenAll(own), Assert.Null);
        var looked = answers.Where(a => a.Text!.Contains(
            "E-mailadres of wachtwoord is niet juist. Probeer opnieuw of klik op “Wachtwoord vergeten?”.",
            StringComparison.Ordinal)).ToArray();
        Assert.All(answers.Except(looked), a => Assert.Contains("Te veel mislukte pogingen.", a.Text, StringComparison.Ordinal));
        Assert.All(looked.GroupBy(a => a.Address), address => Assert.InRange(address.Count(), 1, MostMistakes));
        Assert.Equal(200, answers.Length);
        Assert.Equal(SignInTries.MostFromEverywhere, looked.Length);

        // Null when it led on.
        static async Task<string?> TryAsync(Visitor visitor, string password)
        {
            using var answer = await visitor.PostAsync("/sign-in", new() { ["Email"] = App.Accountant, ["Password"] = password });
            return answer.StatusCode is HttpStatusCode.Redirect ? null : await TextAsync(answer);
        }
    }

    /// <summary>From one source all at once: what is counted after the password was looked at lets too many through.</summary>
    [Fact]
    public async Task Tries_ofThirtyAtOnceFromOneAddress_areEight()
    {
        var (email, _) = await site.AddUserAsync((App.DemoOffice, OfficeRole.Admin));
        var visitor = await site.ComeAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, TriesPerMinute).Select(async _ =>
        {
            using var answer = await visitor.PostAsync("/sign-in", new() { ["Email"] = email, ["Password"] = "verkeerd!" });
            return await TextAsync(answer);
        }));

        Assert.Equal(MostMistakes, answers.Count(text => text.Contains("is niet juist", StringComparison.Ordinal)));
        Assert.Equal(
            TriesPerMinute - MostMistakes, answers.Count(text => text.Contains("Te veel mislukte pogingen.", StringComparison.Ordinal)));
    }

    /// <summary>One connection has a whole /64 of IPv6 addresses, and as many ways to write a path as it has letters.</summary>
    [Fact]
    public async Task Limit_isForTheEndpointAndTheNetwork_howeverBothAreWritten()
    {
        var statuses = new List<HttpStatusCode>();
        for (var attempt = 0; attempt <= TriesPerMinute; attempt++)
        {
            var visitor = await Visitor.ComeAsync(site.App, address: $"2001:db8:1:2::{attempt + 1:x}");
            var path = string.Concat("/password".Select((c, n) => (attempt >> n) % 2 == 1 ? char.ToUpperInvariant(c) : c));
            using var answer = await visitor.GetAsync(path);
            statuses.Add(answer.StatusCode);
        }

        using var neighbour = await (await Visitor.ComeAsync(site.App, address: "2001:db8:1:3::1")).GetAsync("/password");
        using var otherPage = await (await Visitor.ComeAsync(site.App, address: "2001:db8:1:2::1")).GetAsync("/password/new?token=x");

        Assert.Equal([.. Enumerable.Repeat(HttpStatusCode.OK, TriesPerMinute), HttpStatusCode.TooManyRequests], statuses);
        Assert.Equal(HttpStatusCode.OK, neighbour.StatusCode);
        Assert.Equal(HttpStatusCode.Gone, otherPage.StatusCode);
    }

    [Fact]
    public async Task Refusal_any_isLoggedWithItsSource()
    {
        var log = new KeptLog<SignInByPassword>();
        await using var database = await TestDatabase.CreateAsync();
        await using var app = new App(database, replace: services => services.AddSingleton<ILogger<SignInByPassword>>(log));
        var visitor = await Visitor.ComeAsync(app, address: "198.51.100.7");

        for (var mistake = 0; mistake <= MostMistakes; mistake++)
            (await visitor.SignInAsync(App.Admin, "verkeerd!")).Dispose();

        Assert.Equal([.. Enumerable.Repeat("Wrong", MostMistakes), "Wait"], log.Lines.Select(line => line["Answer"]?.ToString()));
        Assert.All(log.Lines, line => Assert.Equal("198.51.100.7", line["Source"]?.ToString()));
        Assert.All(log.Lines, line => Assert.DoesNotContain(App.Admin, line["{OriginalFormat}"]!.ToString()!, StringComparison.Ordinal));
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
    [InlineData("/clients?page=2", "/clients?page=2")]
    [InlineData("//elders.test", "/")]
    [InlineData("/\t/elders.test", "/")]
    public async Task SecondTab_sentAfterSigningInInTheFirst_leadsOn(string asked, string expected)
    {
        var visitor = await site.ComeAsync();
        var secondTab = visitor.Token;
        (await visitor.SignInAsync(App.Accountant)).Dispose();

        using var answer = await visitor.AsIsAsync(
            HttpMethod.Post,
            "/sign-in",
            new() { ["Email"] = App.Accountant, ["Password"] = new DemoAccounts().Password, ["ReturnUrl"] = asked },
            token: secondTab);

        var page = Visitor.Parse(await answer.Content.ReadAsStringAsync(Cancelled)).QuerySelector("main")!;
        Assert.Contains("U bent al aangemeld", page.TextContent, StringComparison.Ordinal);
        Assert.Equal(expected, page.QuerySelector("a.btn-primary")!.GetAttribute("href"));
        Assert.Empty(page.QuerySelectorAll("form"));
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
        Assert.DoesNotContain(
            flags, flag => flag.StartsWith("domain", StringComparison.Ordinal) || flag.StartsWith("expires", StringComparison.Ordinal));
        Assert.Contains(form, visitor.Cookies);
    }

    private static async Task<string> TextAsync(HttpResponseMessage answer) =>
        Visitor.Parse(await answer.Content.ReadAsStringAsync(Cancelled)).QuerySelector("main")!.TextContent;
}
