using Accounton.Features.Connections;
using Accounton.Features.Sync;
using Accounton.Jobs;
using Accounton.Tests.Running;
using Accounton.Vendors;
using Hangfire;
using Microsoft.Extensions.DependencyInjection;

namespace Accounton.Tests.Features.Sync;

/// <summary>A vendor that is still preparing the office's clients when it has just been linked.</summary>
public sealed class FirstDataTests(SyncLab lab, FirstDataTests.Later later) : IClassFixture<FirstDataTests.Later>
{
    private static readonly TimeSpan Window = new SyncOptions().FirstDataWindow;

    // 0: an empty first page.
    private static readonly int[] NotReady = [202, 204, 404, 425, 503, 0];

    public static TheoryData<Vendor, int> Answers => new(
        from vendor in Enum.GetValues<Vendor>()
        from status in NotReady
        select (vendor, status));

    [Theory, MemberData(nameof(Answers))]
    public async Task FirstRun_whileTheVendorIsNotReady_asksAgainWithoutHoldingAWorker(Vendor vendor, int status)
    {
        var (office, clock, jobs) = await OpenAsync(vendor, lab.NextAccount(SyncLab.Small));
        await office.LinkAsync();
        await office.FaultAsync(new { fault = "not-ready", status, times = 0 });
        var run = (await office.OpenRunAsync())!;

        for (var turn = 1; turn <= 3; turn++)
        {
            var asked = clock.GetUtcNow();
            run = await office.RunOnceAsync(run.Id);

            Assert.Equal((SyncPhase.Waiting, null, null), (run.Phase, run.ClaimId, run.LeaseUntil));
            Assert.Equal(asked + SyncOptions.AskAgain, run.NotBefore);
            Assert.Equal(
                (turn + 1, new Trigger(JobQueues.Small, JobDelay.AtLeast(SyncOptions.AskAgain))), (jobs.Get(run).Count, jobs.Get(run)[^1]));
            Assert.Equal(ConnectionState.Preparing, (await office.ConnectionAsync()).State);

            clock.Advance(SyncOptions.AskAgain - TimeSpan.FromSeconds(1));
            Assert.Equal(run.NotBefore, (await office.RunOnceAsync(run.Id)).NotBefore);
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        await office.ClearFaultsAsync();
        run = await office.RunOnceAsync(run.Id);
        Assert.Equal((SyncOutcome.Complete, null), (run.Outcome, run.Fault));
        Assert.Equal(ConnectionState.Active, (await office.ConnectionAsync()).State);
        await office.AssertTruthAsync();
    }

    [Theory, InlineData(Vendor.AdminPulse, 503), InlineData(Vendor.Syneton, 404), InlineData(Vendor.AdminPulse, 202)]
    public async Task FirstRun_whenTheVendorIsNotReadyAfterTheWindow_failsAndIsTriedAgain(Vendor vendor, int status)
    {
        var (office, clock, _) = await OpenAsync(vendor, lab.NextAccount(SyncLab.Small));
        await office.LinkAsync();
        await office.FaultAsync(new { fault = "not-ready", status, times = 0 });
        clock.Advance(Window);

        var run = await office.RunAsync();

        Assert.Equal((SyncOutcome.Failed, nameof(VendorFault.NotReady)), (run.Outcome, run.Fault));
        var connection = await office.ConnectionAsync();
        Assert.Equal(
            (ConnectionState.Preparing, nameof(VendorFault.NotReady), false),
            (connection.State, connection.LastFault, connection.WasActive));
        Assert.Equal(clock.GetUtcNow().AddMinutes(1), connection.NextSyncAt);
    }

    [Theory, InlineData(Vendor.AdminPulse), InlineData(Vendor.Syneton)]
    public async Task FirstRun_ofAnEmptyVendor_isActiveWithNobodyAfterTheWindow(Vendor vendor)
    {
        var (office, clock, _) = await OpenAsync(vendor, "leeg");
        await office.LinkAsync();
        var run = await office.RunOnceAsync((await office.OpenRunAsync())!.Id);
        Assert.Equal(SyncPhase.Waiting, run.Phase);

        clock.Advance(Window);
        run = await office.RunAsync();

        Assert.Equal((SyncOutcome.Complete, null, 0), (run.Outcome, run.Fault, run.NewCount));
        var connection = await office.ConnectionAsync();
        Assert.Equal((ConnectionState.Active, true, 0), (connection.State, connection.WasActive, connection.ClientCount));
    }

    [Fact]
    public async Task LaterRun_ofAVendorThatIsEmptyAllOfASudden_holdsEverybody()
    {
        var (office, _, _) = await OpenAsync(Vendor.AdminPulse, lab.NextAccount(SyncLab.Small));
        await office.LinkAsync();
        await office.RunAsync();
        var before = await office.ClientsAsync();
        await office.FaultAsync(new { fault = "not-ready", status = 0, times = 0 });

        var run = await office.SyncAsync();

        Assert.Equal((SyncOutcome.Complete, 0), (run.Outcome, run.GoneCount));
        Assert.Equal(before.Count, (await office.ConnectionAsync()).HeldMissing);
        Assert.All(await office.ClientsAsync(), c => Assert.Null(c.GoneSince));
    }

    [Fact]
    public async Task FirstRun_withAnInitialDelay_startsNoSoonerAndSaysByWhen()
    {
        var delay = TimeSpan.FromMinutes(5);
        await using var database = await TestDatabase.CreateAsync();
        await using var app = new App(database, await lab.SandboxAsync(), new StandingClock(), replace: services =>
        {
            Later.Prepare(services);
            services.Configure<SyncOptions>(o => o.InitialDelay = delay);
        });
        var clock = (StandingClock)app.Services.GetRequiredService<TimeProvider>();
        var jobs = app.Services.GetRequiredService<KeptJobs>();
        var office = await SyncOffice.DemoAsync(app, await lab.SandboxAsync(), Vendor.AdminPulse, lab.NextAccount(SyncLab.Small));
        using var browser = await app.BrowserAsync(App.Admin);
        await office.LinkAsync();
        var run = (await office.OpenRunAsync())!;

        var card = (await Page.GetAsync(browser, "/settings/integrations")).Html.QuerySelector("#card-AdminPulse")!;
        Assert.Contains("ongeveer vijf minuten", card.TextContent, StringComparison.Ordinal);
        var expected = TimeZoneInfo.ConvertTime(clock.GetUtcNow() + delay + Window, TimeZoneInfo.FindSystemTimeZoneById("Europe/Brussels"));
        Assert.Contains(
            expected.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture), card.TextContent, StringComparison.Ordinal);
        Assert.Equal([new Trigger(JobQueues.Small, JobDelay.AtLeast(delay))], jobs.Get(run));

        clock.Advance(delay - TimeSpan.FromSeconds(1));
        await SweepAsync(app);
        Assert.Single(jobs.Get(run));
        run = await office.RunOnceAsync(run.Id);
        Assert.Equal((SyncPhase.Waiting, null), (run.Phase, run.StartedAt));
        Assert.Equal(ConnectionState.Preparing, (await office.ConnectionAsync()).State);
        Assert.Empty(await office.ClientsAsync());

        clock.Advance(TimeSpan.FromSeconds(1));
        await SweepAsync(app);
        Assert.Equal(new Trigger(JobQueues.Small, TimeSpan.Zero), jobs.Get(run)[^1]);
        await office.RunOnceAsync(run.Id);
        Assert.Equal(ConnectionState.Active, (await office.ConnectionAsync()).State);
        await office.AssertTruthAsync();
        card = (await Page.GetAsync(browser, "/settings/integrations")).Html.QuerySelector("#card-AdminPulse")!;
        Assert.Contains("Sync actief", card.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("ongeveer vijf minuten", card.TextContent, StringComparison.Ordinal);
    }

    private async Task<(SyncOffice Office, StandingClock Clock, KeptJobs Jobs)> OpenAsync(Vendor vendor, string account)
    {
        var sandbox = await lab.SandboxAsync();
        var app = await later.AppAsync(sandbox);
        var office = await SyncOffice.OpenAsync(app, sandbox, vendor, account);
        return (office, (StandingClock)app.Services.GetRequiredService<TimeProvider>(), app.Services.GetRequiredService<KeptJobs>());
    }

    private static async Task SweepAsync(App app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Sweep>().RunAsync(CancellationToken.None);
    }

    /// <summary>An application of this class's own: its clock stands still until a test moves it.</summary>
    public sealed class Later : IAsyncDisposable
    {
        private TestDatabase? _database;
        private App? _app;

        public static void Prepare(IServiceCollection services)
        {
            SyncLab.Hurry(services);
            services.AddSingleton<KeptJobs>().AddSingleton<IBackgroundJobClient>(p => p.GetRequiredService<KeptJobs>());
        }

        public async Task<App> AppAsync(Running.Sandbox sandbox)
        {
            _database ??= await TestDatabase.CreateAsync();
            return _app ??= new App(_database, sandbox, new StandingClock(), replace: Prepare);
        }

        public async ValueTask DisposeAsync()
        {
            if (_app is not null)
                await _app.DisposeAsync();
            if (_database is not null)
                await _database.DisposeAsync();
        }
    }
}
