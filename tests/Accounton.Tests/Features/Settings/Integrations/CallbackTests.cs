using System.Diagnostics;
using System.Net;
using Accounton.Features.Connections;
using Accounton.Features.Operators;
using Accounton.Features.Sync;
using Accounton.Tests.Features.Sync;
using Accounton.Tests.Running;
using Accounton.Vendors;
using Accounton.Vendors.AdminPulse;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Accounton.Tests.Features.Settings.Integrations;

/// <summary>Coming back from AdminPulse, more often than once, later than expected, or to an office that was closed meanwhile.</summary>
public sealed class CallbackTests
{
    private const string Page = "/settings/integrations";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Callback_askedTwiceAtOnceOnTwoNodes_redeemsTheCodeOnceAndBothEndWell(string provider)
    {
        await using var way = await Way.StartAsync(provider);
        await using var otherNode = way.NewNode();
        var callback = await way.LeaveAsync();
        await way.Office.FaultAsync(new { fault = "latency", on = "token", ms = 600 });

        var answers = await Task.WhenAll(new[] { way.Node, otherNode }.Select(node => way.Browser(node).GetAsync(callback, Cancelled)));

        Assert.All(answers, answer => Assert.Equal(Page, answer.Headers.Location?.OriginalString));
        Assert.Equal(1, way.TokenRequests);
        Assert.Contains("AdminPulse is gekoppeld met Kantoor Demo", await way.LookAsync(), StringComparison.Ordinal);
        Assert.Equal(SyncOutcome.Complete, (await way.Office.RunAsync()).Outcome);

        // A reload when all is over has no cookie of the attempt any more.
        using var reload = await way.Browser(otherNode).GetAsync(callback, Cancelled);
        Assert.Contains("AdminPulse is gekoppeld met Kantoor Demo", await way.LookAsync(), StringComparison.Ordinal);
        Assert.Equal(1, way.TokenRequests);
        Assert.Equal(SyncOutcome.Complete, (await way.Office.SyncAsync()).Outcome);
    }

    [Fact]
    public async Task Callback_ofABrowserThatOnlyLookedAhead_isFinishedForTheOneThatComes()
    {
        await using var way = await Way.StartAsync();
        var callback = await way.LeaveAsync();
        await way.Office.FaultAsync(new { fault = "latency", on = "token", ms = 600 });

        using var goesAway = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var ahead = way.Browser(way.Node).GetAsync(callback, goesAway.Token);
        await Eventually.HoldsAsync(() => way.TokenRequests == 1, "the code is being redeemed");
        await goesAway.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ahead);
        using var comes = await way.Browser(way.Node).GetAsync(callback, Cancelled);

        Assert.Contains("AdminPulse is gekoppeld met Kantoor Demo", await way.LookAsync(), StringComparison.Ordinal);
        Assert.Equal(1, way.TokenRequests);
        Assert.Equal(SyncOutcome.Complete, (await way.Office.RunAsync()).Outcome);
    }

    [Fact]
    public async Task Callback_thatWasDeclinedOrRefused_saysSoAgainToItsUserOnly()
    {
        await using var way = await Way.StartAsync();
        var callback = await way.LeaveAsync("deny");
        for (var time = 1; time <= 2; time++)
        {
            using var answer = await way.Browser(way.Node).GetAsync(callback, Cancelled);
            Assert.Contains("U gaf in AdminPulse geen toestemming", await way.LookAsync(), StringComparison.Ordinal);
        }

        callback = await way.LeaveAsync();
        await way.Office.FaultAsync(new { fault = "unauthorized", times = 0 });
        using var refused = await way.Browser(way.Node).GetAsync(callback, Cancelled);
        Assert.Contains("AdminPulse weigerde de toegang die u net gaf", await way.LookAsync(), StringComparison.Ordinal);
        await way.Office.ClearFaultsAsync();
        using var again = await way.Browser(way.Node).GetAsync(callback, Cancelled);
        Assert.Contains("AdminPulse weigerde de toegang die u net gaf", await way.LookAsync(), StringComparison.Ordinal);
        Assert.Equal(1, way.TokenRequests);

        callback = await way.LeaveAsync();
        await way.SignInAsync(App.OtherAdmin);
        using var other = await way.Browser(way.Node).GetAsync(callback, Cancelled);
        Assert.Contains("met een ander account in Accounton aangemeld", await way.LookAsync(), StringComparison.Ordinal);
        Assert.Equal(1, way.TokenRequests);
    }

    [Fact]
    public async Task Callback_toAnOfficeThatWasSuspendedMeanwhile_redeemsAndStoresNothing()
    {
        await using var way = await Way.StartAsync();
        var callback = await way.LeaveAsync();
        await way.SuspendAsync(true);

        using var answer = await way.Browser(way.Node).GetAsync(callback, Cancelled);
        await way.SuspendAsync(false);

        // The suspension signed the member out: there is nobody to tell, but the way to sign in.
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        await way.SignInAsync(App.Admin);
        Assert.Equal(0, way.TokenRequests);
        Assert.False(await way.IsLinkedAsync());
    }

    [Fact]
    public async Task Callback_toAnOfficeThatIsSuspendedWhileTheCodeIsRedeemed_storesNothing()
    {
        await using var way = await Way.StartAsync();
        var callback = await way.LeaveAsync();
        await way.Office.FaultAsync(new { fault = "latency", on = "token", ms = 600 });

        var coming = way.Browser(way.Node).GetAsync(callback, Cancelled);
        await Eventually.HoldsAsync(() => way.TokenRequests == 1, "the code is being redeemed");
        await way.SuspendAsync(true);
        using var answer = await coming;
        await way.SuspendAsync(false);

        // The suspension signed the member out: there is nobody to tell, but the way to sign in.
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        await way.SignInAsync(App.Admin);
        Assert.False(await way.IsLinkedAsync());
    }

    [Fact]
    public async Task Callback_whileAdminPulseIsSilent_saysSoWithinTheBudget()
    {
        await using var way = await Way.StartAsync();
        var callback = await way.LeaveAsync();
        await way.Office.FaultAsync(new { fault = "latency", on = "token", ms = 30_000 });
        way.Node.Services.GetRequiredService<IOptions<VendorHttpOptions>>().Value.PageTimeout = TimeSpan.FromMilliseconds(500);

        var watch = Stopwatch.StartNew();
        using var answer = await way.Browser(way.Node).GetAsync(callback, Cancelled);

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(6));
        Assert.Contains("AdminPulse is tijdelijk niet bereikbaar", await way.LookAsync(), StringComparison.Ordinal);
    }

    /// <summary>The demo office's admin with one browser, nodes on one database, and a sandbox whose AdminPulse they link.</summary>
    private sealed class Way : IAsyncDisposable
    {
        private readonly TestDatabase _database;
        private readonly Running.Sandbox _sandbox;
        private CookieContainer _jar = new();
        private int _tokenRequests;

        private Way(TestDatabase database, Running.Sandbox sandbox)
        {
            _database = database;
            _sandbox = sandbox;
            Node = NewNode();
        }

        public App Node { get; }
        public SyncOffice Office { get; private set; } = null!;
        public int TokenRequests => _tokenRequests;

        public static async Task<Way> StartAsync(string provider = "Sqlite")
        {
            var way = new Way(await TestDatabase.CreateAsync(provider), await SyncLab.StartSandboxAsync());
            way.Office = await SyncOffice.DemoAsync(way.Node, way._sandbox, Vendor.AdminPulse, "klein");
            await way.SignInAsync(App.Admin);
            return way;
        }

        public App NewNode() => new(_database, _sandbox, replace: services =>
        {
            SyncLab.Hurry(services);
            services.AddHttpClient(AdminPulseEndpoints.HttpClientName).AddHttpMessageHandler(() => new Counter(this));
        });

        public HttpClient Browser(App node) => node.CreateDefaultClient(new Uri("http://localhost"), new CookieContainerHandler(_jar));

        public async Task SignInAsync(string email)
        {
            var cookies = _jar.GetAllCookies().Where(c => c.Name.StartsWith("Accounton.Link.", StringComparison.Ordinal)).ToList();
            _jar = new CookieContainer();
            cookies.ForEach(_jar.Add);
            var form = await Running.Page.GetAsync(Browser(Node), "/sign-in");
            using var answer = await form.PostAsync(
                "/sign-in", new() { ["Email"] = email, ["Password"] = new Development.Demo.DemoAccounts().Password });
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        }

        /// <summary>Goes to AdminPulse and decides there: the address to come back to.</summary>
        public async Task<Uri> LeaveAsync(string decision = "allow")
        {
            var page = await Running.Page.GetAsync(Browser(Node), CallbackTests.Page);
            using var answer = await page.PostAsync(CallbackTests.Page + "/adminpulse/connect", []);
            var there = new Uri(Visitor.Parse(await answer.Content.ReadAsStringAsync(Cancelled)).QuerySelector("a")!.GetAttribute("href")!);
            var asked = QueryHelpers.ParseQuery(there.Query).ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
            var back = await AdminPulseVisitor.DecideAsync(_sandbox, "klein", asked, decision);
            return new Uri(back.PathAndQuery, UriKind.Relative);
        }

        /// <summary>The page with what is told there.</summary>
        public async Task<string> LookAsync() => (await Running.Page.GetAsync(Browser(Node), CallbackTests.Page)).Text;

        public Task<bool> IsLinkedAsync() => Office.InAsync(services =>
            SyncOffice.Db(services).Connections.AnyAsync(c => c.AccessToken != null || c.State != ConnectionState.Unlinked, Cancelled));

        public async Task SuspendAsync(bool suspended)
        {
            await using var scope = Node.Services.CreateAsyncScope();
            var acts = scope.ServiceProvider.GetRequiredService<OfficeActs>();
            var member = scope.ServiceProvider.GetRequiredService<Accounton.Tenancy.CurrentMember>();
            member.Set(new(Guid.NewGuid(), "Operator", App.Operator, null, true, "", []), office: null);
            Assert.True(await (suspended ? acts.SuspendAsync(Office.Id, Cancelled) : acts.ResumeAsync(Office.Id, Cancelled)));
        }

        public async ValueTask DisposeAsync()
        {
            await Node.DisposeAsync();
            await _sandbox.DisposeAsync();
            await _database.DisposeAsync();
        }

        private sealed class Counter(Way way) : DelegatingHandler
        {
            protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            {
                if (request.RequestUri!.AbsolutePath.EndsWith("/token", StringComparison.Ordinal))
                    Interlocked.Increment(ref way._tokenRequests);
                return base.SendAsync(request, cancellationToken);
            }
        }
    }
}
