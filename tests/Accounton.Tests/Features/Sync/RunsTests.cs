using Accounton.Features.Connections;
using Accounton.Features.Sync;
using Accounton.Jobs;
using Accounton.Tenancy;
using Accounton.Tests.Running;
using Accounton.Vendors;
using Hangfire;
using Hangfire.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Accounton.Tests.Features.Sync;

/// <summary>Who holds a run, how it is let go, taken over, stopped and ended, on every database.</summary>
public sealed class RunsTests
{
    public static TheoryData<string> Providers => TestDatabase.Providers;

    [Theory, MemberData(nameof(Providers))]
    public async Task Page_afterTheLeaseWasLost_isNotWritten(string provider)
    {
        await using var scripted = await ScriptedApp.StartAsync(provider);
        var office = scripted.Office;
        var run = (await office.OpenRunAsync())!;

        await office.InAsync(async services =>
        {
            var db = SyncOffice.Db(services);
            await using var lease = (await RowLease.TakeAsync(
                db,
                services.GetRequiredService<IServiceScopeFactory>(),
                scripted.Clock,
                SyncLease.Terms(new SyncOptions(), scripted.Clock.GetUtcNow()),
                run.Id,
                CancellationToken.None))!;
            var table = services.GetRequiredService<SourceTable>();
            await table.WriteAsync(run, lease, ScriptedSource.Clients(0, 3), 3, null, CancellationToken.None);

            await db.UpdateOwnAsync<SyncRun>(r => r.Id == run.Id, set => set.SetProperty(r => r.ClaimId, Guid.NewGuid()));

            await Assert.ThrowsAsync<LeaseLostException>(
                () => table.WriteAsync(run, lease, ScriptedSource.Clients(3, 3), 6, null, CancellationToken.None));
        });

        Assert.Equal(3, (await office.ClientsAsync()).Count);
        Assert.Equal((3, 3), ((await office.OpenRunAsync())!.Done, (await office.OpenRunAsync())!.NewCount));
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task Run_whoseLeaseRanOut_isTakenOverAndTheFirstHolderWritesNothingMore(string provider)
    {
        await using var scripted = await ScriptedApp.StartAsync(provider);
        var office = scripted.Office;
        var id = (await office.OpenRunAsync())!.Id;
        var (reached, goOn) = scripted.Gate(ScriptedSource.Clients(0, 3), [ScriptedSource.Client("ghost")]);
        var first = office.RunOnceAsync(id);
        await reached;

        // The reader is a page ahead of the writer, who renews the lease.
        await Eventually.HoldsAsync(async () => (await office.ClientsAsync()).Count == 3, "the first page is written");
        await RunOutAsync(office, id, scripted.Clock.GetUtcNow());
        scripted.Source.List = _ => ScriptedSource.Pages(ScriptedSource.Clients(0, 2), ScriptedSource.Clients(2, 3));

        var second = await office.RunOnceAsync(id);
        goOn();
        await first;

        Assert.Equal(SyncOutcome.Complete, second.Outcome);
        Assert.Equal(["c0", "c1", "c2", "c3", "c4"], (await office.ClientsAsync()).Select(c => c.VendorId).Order(StringComparer.Ordinal));
        var ended = Assert.Single(await office.RunsAsync());
        Assert.Equal(
            (SyncOutcome.Complete, null, 5), (ended.Outcome, ended.Fault, ended.NewCount + ended.ChangedCount + ended.UnchangedCount));
    }

    [Fact]
    public async Task Run_thatIsHeld_isNotTakenByASecondTrigger()
    {
        await using var scripted = await ScriptedApp.StartAsync();
        var office = scripted.Office;
        var id = (await office.OpenRunAsync())!.Id;
        var (reached, goOn) = scripted.Gate(ScriptedSource.Clients(0, 3), ScriptedSource.Clients(3, 3));
        var first = office.RunOnceAsync(id);
        await reached;

        var second = await office.RunOnceAsync(id);

        Assert.True(second.IsOpen);
        goOn();
        Assert.Equal((SyncOutcome.Complete, 6), ((await first).Outcome, (await first).NewCount));
    }

    [Fact]
    public async Task Run_pastItsDeadline_failsAndSaysSo()
    {
        await using var scripted = await ScriptedApp.StartAsync();
        var office = scripted.Office;
        var (reached, _) = scripted.Gate(ScriptedSource.Clients(0, 3), ScriptedSource.Clients(3, 3));
        var running = office.RunOnceAsync((await office.OpenRunAsync())!.Id);
        await reached;

        scripted.Clock.Advance(new SyncOptions().RunDeadline + TimeSpan.FromSeconds(1));

        var run = await running;
        Assert.Equal((SyncOutcome.Failed, SyncFault.DeadlinePassed), (run.Outcome, run.Fault));
        Assert.Equal(3, (await office.ClientsAsync()).Count);
        Assert.Equal(scripted.Clock.GetUtcNow().AddMinutes(1), (await office.ConnectionAsync()).NextSyncAt);
    }

    [Fact]
    public async Task Run_pastItsDeadlineWithTheNumbers_isCompleteAndSaysWhatIsMissing()
    {
        await using var scripted = await ScriptedApp.StartAsync();
        var office = scripted.Office;
        scripted.Source.List = _ => ScriptedSource.Pages(ScriptedSource.Clients(0, 3));
        var reached = new TaskCompletionSource();
        scripted.Source.Number = async cancellationToken =>
        {
            reached.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return null;
        };
        var running = office.RunOnceAsync((await office.OpenRunAsync())!.Id);
        await reached.Task;
        Assert.Equal(ConnectionState.Active, (await office.ConnectionAsync()).State);

        scripted.Clock.Advance(new SyncOptions().RunDeadline + TimeSpan.FromSeconds(1));

        var run = await running;
        Assert.Equal((SyncOutcome.Complete, SyncFault.DeadlinePassed), (run.Outcome, run.Fault));
        var connection = await office.ConnectionAsync();
        Assert.Equal((ConnectionState.Active, null, 0), (connection.State, connection.LastFault, connection.FailuresInARow));
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task Run_whenTheServerStops_isLetGoAndGoesOnElsewhere(string provider)
    {
        await using var scripted = await ScriptedApp.StartAsync(provider);
        var office = scripted.Office;
        var (reached, _) = scripted.Gate(ScriptedSource.Clients(0, 3), ScriptedSource.Clients(3, 3));
        using var server = new CancellationTokenSource();
        var running = office.RunUntilAsync((await office.OpenRunAsync())!.Id, server.Token);
        await reached;

        await server.CancelAsync();

        var run = await running;
        Assert.Equal((SyncPhase.Waiting, null, null, null), (run.Phase, run.Outcome, run.ClaimId, run.LeaseUntil));
        Assert.Equal(new Trigger(JobQueues.Small, TimeSpan.Zero), scripted.Jobs.Get(run)[^1]);
        scripted.Source.List = _ => ScriptedSource.Pages(ScriptedSource.Clients(0, 3), ScriptedSource.Clients(3, 3));
        var again = await office.RunOnceAsync(run.Id);
        Assert.Equal((SyncOutcome.Complete, 6, 0), (again.Outcome, again.NewCount, again.ChangedCount));
    }

    [Fact]
    public async Task Run_foundToBeBig_movesToTheQueueOfThoseAndCountsEachClientOnce()
    {
        await using var scripted = await ScriptedApp.StartAsync();
        var office = scripted.Office;
        scripted.Source.List = _ =>
            ScriptedSource.Pages([.. Enumerable.Range(0, 13).Select(page => ScriptedSource.Clients(page * 400, 400))]);

        var moved = await office.RunOnceAsync((await office.OpenRunAsync())!.Id);

        Assert.Equal((SyncPhase.Waiting, true, 400), (moved.Phase, moved.IsBig, moved.NewCount));
        Assert.Equal(new Trigger(JobQueues.Big, TimeSpan.Zero), scripted.Jobs.Get(moved)[^1]);
        var run = await office.RunOnceAsync(moved.Id);
        Assert.Equal((SyncOutcome.Complete, 5200, 0, 0), (run.Outcome, run.NewCount, run.ChangedCount, run.UnchangedCount));
        Assert.Equal((5200, 5200), (run.Done, run.Total));
        Assert.Equal(5200, (await office.ClientsAsync()).Count);
    }

    [Fact]
    public async Task Run_whosePageTheDatabaseRefuses_endsWithoutAHalfPage()
    {
        // A text that PostgreSQL cannot keep, and the others can.
        await using var scripted = await ScriptedApp.StartAsync("PostgreSql");
        var office = scripted.Office;
        scripted.Source.List = _ =>
            ScriptedSource.Pages(ScriptedSource.Clients(0, 3), [ScriptedSource.Client("c4"), ScriptedSource.Client("a\0b")]);

        var run = await office.RunAsync();

        Assert.Equal((SyncOutcome.Failed, SyncFault.Unexpected, 3), (run.Outcome, run.Fault, run.Done));
        Assert.Equal(3, (await office.ClientsAsync()).Count);
        scripted.Source.List = _ => ScriptedSource.Pages(ScriptedSource.Clients(0, 5));
        Assert.Equal(
            (SyncOutcome.Complete, 2, 3),
            await office.SyncAsync() is var next ? (next.Outcome, next.NewCount, next.UnchangedCount) : default);
    }

    [Fact]
    public async Task Run_missingSomebodyWhoIsFoundById_keepsAndCountsThem()
    {
        await using var scripted = await ScriptedApp.StartAsync();
        var office = scripted.Office;
        scripted.Source.List = _ => ScriptedSource.Pages(ScriptedSource.Clients(0, 5));
        await office.RunAsync();
        scripted.Source.List = _ => ScriptedSource.Pages(ScriptedSource.Clients(0, 3));
        scripted.Source.Hidden.Add(ScriptedSource.Client("c3", "Janssens"));

        var run = await office.SyncAsync();

        Assert.Equal((0, 1, 3, 1), (run.NewCount, run.ChangedCount, run.UnchangedCount, run.GoneCount));
        Assert.Equal((4, 4), (run.Done, run.Total));
        var clients = (await office.ClientsAsync()).ToDictionary(c => c.VendorId);
        Assert.Equal(("Janssens", null, null), (clients["c3"].LastName, clients["c3"].GoneSince, clients["c3"].MissingSince));
        Assert.NotNull(clients["c4"].GoneSince);
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task Run_ofOddTexts_keepsThemWhole(string provider)
    {
        await using var scripted = await ScriptedApp.StartAsync(provider);
        var office = scripted.Office;
        ClientRecord[] odd =
        [
            ScriptedSource.Client("Ab1", "  Peeters\t van  den Berg  "),
            ScriptedSource.Client("aB1", "👩‍💻 Ödegård"),
            ScriptedSource.Client("ab1", "שלום עולם"),
            ScriptedSource.Client("İ", new string('x', 149) + "😀"),
            ScriptedSource.Client("i\u0307", "\u200fمرحبا\u0000"),
            ScriptedSource.Client("straße", "half \ud83d pair"),
            ScriptedSource.Client(new string('v', SourceClient.VendorIdLength), new string('y', 5000)) with
            {
                City = new string('z', 101),
                Email = "A@B.test ",
            },
        ];
        scripted.Source.List = _ => ScriptedSource.Pages(odd);

        var run = await office.RunAsync();

        Assert.Equal((SyncOutcome.Complete, null, odd.Length), (run.Outcome, run.Fault, run.NewCount));
        var names = (await office.ClientsAsync()).ToDictionary(c => c.VendorId, c => c.LastName, StringComparer.Ordinal);
        Assert.Equal("Peeters van den Berg", names["Ab1"]);
        // What joins two signs into one cannot be seen, and in a name is mostly there by accident.
        Assert.Equal("👩💻 Ödegård", names["aB1"]);
        Assert.Equal("שלום עולם", names["ab1"]);
        Assert.Equal(new string('x', 149), names["İ"]);
        Assert.Equal("half \ufffd pair", names["straße"]);
        Assert.Equal(150, names[odd[^1].Id]!.Length);

        var again = await office.SyncAsync();
        Assert.Equal((0, 0, odd.Length), (again.NewCount, again.ChangedCount, again.UnchangedCount));
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task Ask_byManyAtOnce_opensOneRun(string provider)
    {
        await using var scripted = await ScriptedApp.StartAsync(provider);
        var office = scripted.Office;
        scripted.Source.List = _ => ScriptedSource.Pages(ScriptedSource.Clients(0, 3));
        await office.RunAsync();

        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => office.AskAsync())));

        Assert.Equal(2, (await office.RunsAsync()).Count);
        await office.RunAsync();
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task Night_sweptByManyNodesAtOnce_asksForOneRun(string provider)
    {
        await using var scripted = await ScriptedApp.StartAsync(provider);
        var office = scripted.Office;
        scripted.Source.List = _ => ScriptedSource.Pages(ScriptedSource.Clients(0, 3));
        await office.RunAsync();
        var night = (await office.ConnectionAsync()).NextSyncAt!.Value;

        scripted.Clock.Advance(night - scripted.Clock.GetUtcNow() - TimeSpan.FromSeconds(1));
        await SweepAsync(scripted.App);
        Assert.Single(await office.RunsAsync());

        scripted.Clock.Advance(TimeSpan.FromSeconds(1));
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => SweepAsync(scripted.App))));

        var run = (await office.OpenRunAsync())!;
        Assert.Equal((2, SyncReason.Schedule), ((await office.RunsAsync()).Count, run.Reason));
        Assert.NotEmpty(scripted.Jobs.Get(run));
        Assert.Equal(SyncOutcome.Complete, (await office.RunAsync()).Outcome);
        Assert.InRange((await office.ConnectionAsync()).NextSyncAt!.Value, night.AddHours(23), night.AddHours(25));
        await SweepAsync(scripted.App);
        Assert.Equal(2, (await office.RunsAsync()).Count);
    }

    [Fact]
    public async Task Sweep_whenTheHolderOfARunDied_triggersItAsItsLeaseEndsAndAfterThat()
    {
        await using var scripted = await ScriptedApp.StartAsync();
        var office = scripted.Office;
        var run = (await office.OpenRunAsync())!;
        await HoldAsync(scripted, run, new SyncOptions().Lease);
        var before = scripted.Jobs.Get(run).Count;
        await SweepAsync(scripted.App);
        Assert.Equal(
            new Trigger(JobQueues.Small, JobDelay.AtLeast(new SyncOptions().Lease)), Assert.Single(scripted.Jobs.Get(run).Skip(before)));

        scripted.Clock.Advance(new SyncOptions().Lease + TimeSpan.FromSeconds(1));
        await SweepAsync(scripted.App);

        Assert.Equal(new Trigger(JobQueues.Small, TimeSpan.Zero), Assert.Single(scripted.Jobs.Get(run).Skip(before + 1)));
        Assert.Equal(SyncOutcome.Complete, (await RunAfterWindowAsync(scripted)).Outcome);
    }

    [Theory, InlineData(45, false), InlineData(36, false), InlineData(24, true), InlineData(1, true)]
    public async Task Trigger_ofARunThatIsHeld_looksAgainAsItsLeaseEndsWhenAHeartbeatWasMissed(int left, bool looksAgain)
    {
        await using var scripted = await ScriptedApp.StartAsync();
        var run = (await scripted.Office.OpenRunAsync())!;
        await HoldAsync(scripted, run, TimeSpan.FromSeconds(left));
        var before = scripted.Jobs.Get(run).Count;

        await scripted.Office.RunOnceAsync(run.Id);

        var expected = looksAgain ? [new Trigger(JobQueues.Small, JobDelay.AtLeast(TimeSpan.FromSeconds(left)))] : (Trigger[])[];
        Assert.Equal(expected, scripted.Jobs.Get(run).Skip(before));
    }

    /// <summary>Hangfire's own storage: it keeps moments in whole seconds.</summary>
    [Fact]
    public async Task Trigger_thatIsScheduled_comesNotBeforeItsMoment()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var app = new App(database);
        var jobs = app.Services.GetRequiredService<IBackgroundJobClient>();
        using var storage = app.Services.GetRequiredService<JobStorage>().GetConnection();

        for (var ms = 0; ms < 1000; ms += 50)
        {
            var moment = DateTime.UtcNow.AddSeconds(15).AddMilliseconds(ms);
            SyncJob.Schedule(jobs, new OfficeRow(Guid.NewGuid(), Guid.NewGuid()), isBig: false, moment - DateTime.UtcNow);

            var tooEarly = JobHelper.ToTimestamp(moment) - (moment.Millisecond == 0 ? 1 : 0);
            Assert.Null(storage.GetFirstByLowestScoreFromSet("schedule", 0, tooEarly));
            var id = storage.GetFirstByLowestScoreFromSet("schedule", 0, tooEarly + 2);
            using var transaction = storage.CreateWriteTransaction();
            transaction.RemoveFromSet("schedule", Assert.IsType<string>(id));
            transaction.Commit();
        }
    }

    [Fact]
    public async Task FailingRuns_oneAfterTheOther_areTriedAgainLaterAndLater()
    {
        await using var scripted = await ScriptedApp.StartAsync();
        var office = scripted.Office;
        scripted.Source.List = _ => throw new VendorException(Vendor.AdminPulse, VendorFault.Unavailable);
        var run = await office.RunAsync();
        var waits = new List<TimeSpan>();
        for (var failures = 1; failures <= 3; failures++)
        {
            Assert.Equal(SyncOutcome.Failed, run.Outcome);
            var connection = await office.ConnectionAsync();
            Assert.Equal((failures, ConnectionState.Preparing), (connection.FailuresInARow, connection.State));
            waits.Add(connection.NextSyncAt!.Value - scripted.Clock.GetUtcNow());
            scripted.Clock.Advance(waits[^1]);
            await SweepAsync(scripted.App);
            Assert.Equal(SyncReason.Retry, (await office.OpenRunAsync())!.Reason);
            run = await office.RunAsync();
        }

        Assert.Equal(waits.Order(), waits);
        Assert.Equal(TimeSpan.FromMinutes(1), waits[0]);
    }

    /// <summary>Held by a worker that does nothing.</summary>
    private static Task<int> HoldAsync(ScriptedApp scripted, SyncRun run, TimeSpan left) => scripted.Office.InAsync(services =>
        SyncOffice.Db(services).UpdateOwnAsync<SyncRun>(r => r.Id == run.Id, set => set
            .SetProperty(r => r.ClaimId, Guid.NewGuid()).SetProperty(r => r.LeaseUntil, scripted.Clock.GetUtcNow() + left)));

    private static Task<int> RunOutAsync(SyncOffice office, Guid runId, DateTimeOffset now) => office.InAsync(services =>
        SyncOffice.Db(services).UpdateOwnAsync<SyncRun>(r => r.Id == runId, set => set.SetProperty(r => r.LeaseUntil, now.AddSeconds(-1))));

    private static Task<SyncRun> RunAfterWindowAsync(ScriptedApp scripted)
    {
        scripted.Clock.Advance(new SyncOptions().FirstDataWindow);
        return scripted.Office.RunAsync();
    }

    private static async Task SweepAsync(App app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Sweep>().RunAsync(CancellationToken.None);
    }
}
