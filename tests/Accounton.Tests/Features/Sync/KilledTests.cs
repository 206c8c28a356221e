using Accounton.Features.Connections;
using Accounton.Features.Sync;
using Accounton.Tests.Running;
using Accounton.Vendors;

namespace Accounton.Tests.Features.Sync;

/// <summary>A process that is killed in the middle of a sync, and the one that goes on with it.</summary>
public sealed class KilledTests
{
    private static readonly string[] Settings = ["Sync:Lease=00:00:05", "AdminPulse:CallsPerMinute=100000"];

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Sync_killedInTheMiddle_endsWithEveryClientOnce(string provider)
    {
        var clients = Endurance.Rounds(few: 4_000, many: 20_000);
        var kills = Endurance.Rounds(few: 1, many: 4);
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var sandbox = await Running.Sandbox.StartAsync($"Sandbox:Clients:gedood={clients}");
        await using var app = new App(database, sandbox, replace: SyncLab.Hurry);
        var office = await SyncOffice.DemoAsync(app, sandbox, Vendor.AdminPulse, "gedood");
        var truth = await sandbox.TruthAsync(office.Account, "adminpulse");
        await office.LinkAsync();

        // Slow enough to be in the middle of it.
        await office.FaultAsync(new { fault = "latency", ms = 300, times = 0 });
        for (var kill = 1; kill <= kills; kill++)
        {
            await using var process = await AppProcess.StartAsync(database, sandbox, Settings);
            var half = truth.Count * kill / (kills + 1) / 2;
            await Eventually.HoldsAsync(async () => (await office.OpenRunAsync())?.Done > half, $"{half} clients are there");
            await process.KillAsync();

            var run = (await office.OpenRunAsync())!;
            Assert.InRange(run.Done, half, truth.Count - 1);
            Assert.NotNull(run.ClaimId);
            Assert.InRange((await office.ClientsAsync()).Count, half, truth.Count);
        }

        await office.ClearFaultsAsync();
        await using var next = await AppProcess.StartAsync(database, sandbox, Settings);
        await Eventually.HoldsAsync(async () => await office.OpenRunAsync() is null, "the run ended", seconds: 120);

        var ended = Assert.Single(await office.RunsAsync());
        Assert.Equal((SyncOutcome.Complete, null, 0), (ended.Outcome, ended.Fault, ended.GoneCount));
        Assert.Equal(truth.Count, ended.NewCount + ended.ChangedCount + ended.UnchangedCount);
        Assert.Equal((truth.Count, truth.Count), (ended.Done, ended.Total));
        Assert.Equal(truth.Count, (await office.ClientsAsync()).Count);
        await office.AssertTruthAsync();
        Assert.Equal(clients, (await office.ConnectionAsync()).ClientCount);
        Assert.Equal(ConnectionState.Active, (await office.ConnectionAsync()).State);
    }
}
