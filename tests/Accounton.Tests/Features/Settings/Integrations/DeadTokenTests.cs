using System.Diagnostics;
using Accounton.Features.Connections;
using Accounton.Features.Settings.Integrations;
using Accounton.Features.Sync;
using Accounton.Tenancy;
using Accounton.Tests.Features.Sync;
using Accounton.Tests.Running;
using Accounton.Vendors;
using Accounton.Vendors.AdminPulse;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Accounton.Tests.Features.Settings.Integrations;

/// <summary>A token or key that the vendor takes no more, met on a page: told once, and never asked with again.</summary>
public sealed class DeadTokenTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("revoked", "Sqlite"), InlineData("revoked", "PostgreSql")]
    [InlineData("killed", "Sqlite"), InlineData("killed", "PostgreSql")]
    [InlineData("without", "Sqlite")]
    public async Task TaskTemplates_withADeadToken_sayItOnceAndAskTheVendorNoMore(string how, string provider)
    {
        await using var site = await Site.StartAsync(provider, Vendor.AdminPulse, firstFault: how == "without" ? "no-refresh-token" : null);
        await site.Office.FaultAsync(new { fault = how == "revoked" ? "revoke-token" : "expire-token" });
        if (how == "killed")
        {
            // The vendor has spent the old refresh token, and the process that would have stored the new one is no more.
            await site.Office.FaultAsync(new { fault = "token-lost" });
            await site.LookAsync();
            await site.Office.InAsync(
                services => SyncOffice.Db(services).UpdateOwnAsync<Connection>(c => c.Vendor == Vendor.AdminPulse, set => set
                    .SetProperty(c => c.RefreshClaim, Guid.NewGuid()).SetProperty(
                        c => c.RefreshClaimUntil, DateTimeOffset.UtcNow.AddMinutes(-1))));
        }

        for (var look = 1; look <= 6; look++)
            Assert.Contains("AdminPulse weigert de toegang: koppel opnieuw", await site.LookAsync(), StringComparison.Ordinal);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => site.LookAsync()));

        Assert.Equal(how switch { "killed" => 2, "revoked" => 1, _ => 0 }, site.TokenRequests);
        await site.AssertToldOnceAsync(VendorFault.ReconnectNeeded);

        // Neither a run that was due nor ending the link asks with it.
        await site.Office.AskAsync();
        Assert.Equal(nameof(VendorFault.ReconnectNeeded), (await site.Office.RunAsync()).Fault);
        await site.UnlinkAsync();
        Assert.Equal((how switch { "killed" => 2, "revoked" => 1, _ => 0 }, 0), (site.TokenRequests, site.Revocations));
        Assert.Single(await site.Office.MailsAsync());
    }

    [Fact]
    public async Task TaskTemplates_withAKeyThatIsRefused_sayItOnceAndSendTheKeyNoMore()
    {
        await using var site = await Site.StartAsync("Sqlite", Vendor.Syneton);
        await site.Office.FaultAsync(new { fault = "expire-token" });
        await site.Office.FaultAsync(new { fault = "token-invalid-grant", times = 0 });

        Assert.Contains("weigert deze API-sleutel", await site.LookAsync(), StringComparison.Ordinal);
        var calls = (await site.Office.Sandbox.CallsAsync(site.Office.Account)).GetProperty("calls").GetInt32();
        await site.Office.ClearFaultsAsync();
        Assert.Contains("weigert deze API-sleutel", await site.LookAsync(), StringComparison.Ordinal);

        Assert.Equal(calls, (await site.Office.Sandbox.CallsAsync(site.Office.Account)).GetProperty("calls").GetInt32());
        await site.AssertToldOnceAsync(VendorFault.KeyRefused);
        await site.Office.LinkAsync();
        Assert.Equal(SyncOutcome.Complete, (await site.Office.RunAsync()).Outcome);
    }

    [Fact]
    public async Task Link_madeAgainWhileTheOldTokenIsFoundDead_stays()
    {
        await using var site = await Site.StartAsync("Sqlite", Vendor.AdminPulse);
        await site.Office.FaultAsync(new { fault = "expire-token" });
        await site.Office.FaultAsync(new { fault = "latency", on = "token", ms = 800, times = 1 });
        await site.Office.FaultAsync(new { fault = "token-invalid-grant", times = 1 });
        var looking = site.LookAsync();
        await Eventually.HoldsAsync(() => site.TokenRequests == 1, "the token is being renewed");

        await site.Office.LinkAsync();
        await looking;

        var connection = await site.Office.ConnectionAsync();
        Assert.Equal((ConnectionState.Active, null), (connection.State, connection.LastFault));
        Assert.Equal(SyncOutcome.Complete, (await site.Office.RunAsync()).Outcome);
        Assert.Empty(await site.Office.MailsAsync());
    }

    [Fact]
    public async Task Pages_thatWaitForASilentVendor_goOnWithinTheBudget()
    {
        await using var site = await Site.StartAsync("Sqlite", Vendor.AdminPulse);
        await site.Office.FaultAsync(new { fault = "latency", ms = 30_000, times = 0 });
        site.Office.App.Services.GetRequiredService<IOptions<VendorHttpOptions>>().Value.PageTimeout = TimeSpan.FromMilliseconds(500);

        var watch = Stopwatch.StartNew();
        Assert.Contains("AdminPulse antwoordt te traag", await site.LookAsync(), StringComparison.Ordinal);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(6));
        Assert.Equal(ConnectionState.Active, (await site.Office.ConnectionAsync()).State);

        site.IsSilent = true;
        watch.Restart();
        await site.UnlinkAsync();
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(6));
        Assert.Equal((ConnectionState.Unlinked, 1), ((await site.Office.ConnectionAsync()).State, site.Revocations));
    }

    /// <summary>The demo office, active, with its admin at the page that lists a vendor's task templates.</summary>
    private sealed class Site : IAsyncDisposable
    {
        private readonly TestDatabase _database;
        private readonly Running.Sandbox _sandbox;
        private readonly App _app;
        private HttpClient _browser = null!;
        private int _tokenRequests, _revocations;

        private Site(TestDatabase database, Running.Sandbox sandbox)
        {
            _database = database;
            _sandbox = sandbox;
            _app = new App(database, sandbox, replace: services =>
            {
                SyncLab.Hurry(services);
                services.AddHttpClient(AdminPulseEndpoints.HttpClientName).AddHttpMessageHandler(() => new Counter(this));
            });
        }

        public SyncOffice Office { get; private set; } = null!;
        public int TokenRequests => _tokenRequests;
        public int Revocations => _revocations;

        /// <summary>The vendor's sign-in answers nothing any more.</summary>
        public bool IsSilent { get; set; }

        public static async Task<Site> StartAsync(string provider, Vendor vendor, string? firstFault = null)
        {
            var site = new Site(await TestDatabase.CreateAsync(provider), await SyncLab.StartSandboxAsync());
            site.Office = await SyncOffice.DemoAsync(site._app, site._sandbox, vendor, "klein");
            if (firstFault is not null)
                await site.Office.FaultAsync(new { fault = firstFault });
            await site.Office.LinkAsync();
            await site.Office.RunAsync();
            site._browser = await site._app.BrowserAsync(App.Admin);
            site._tokenRequests = 0;
            return site;
        }

        public async Task<string> LookAsync() => (await Page.GetAsync(_browser, $"/imports/new/{Office.Vendor}/templates")).Text;

        public Task UnlinkAsync() => Office.InAsync(async services => await services.GetRequiredService<ConnectionLinker>()
            .UnlinkAsync(await SyncOffice.Db(services).Connections.SingleAsync(Cancelled), removeClients: false, Cancelled));

        public async Task AssertToldOnceAsync(VendorFault fault)
        {
            var connection = await Office.ConnectionAsync();
            Assert.Equal(
                (ConnectionState.ReconnectNeeded, fault.ToString(), null), (connection.State, connection.LastFault, connection.NextSyncAt));
            Assert.Equal(App.Admin, Assert.Single(await Office.MailsAsync()).To);
            Assert.Single(await Office.InAsync(
                services => SyncOffice.Db(services).AuditEvents.Where(e => e.Type == nameof(ReconnectNeeded)).ToListAsync(Cancelled)));
        }

        public async ValueTask DisposeAsync()
        {
            _browser.Dispose();
            await _app.DisposeAsync();
            await _sandbox.DisposeAsync();
            await _database.DisposeAsync();
        }

        private sealed class Counter(Site site) : DelegatingHandler
        {
            protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            {
                var isRevocation = request.RequestUri!.AbsolutePath.EndsWith("/revoke", StringComparison.Ordinal);
                Interlocked.Increment(ref isRevocation ? ref site._revocations : ref site._tokenRequests);
                if (site.IsSilent)
                    await Task.Delay(Timeout.Infinite, cancellationToken);
                return await base.SendAsync(request, cancellationToken);
            }
        }
    }
}
