using Accounton.Features.Sync;
using Accounton.Vendors;

namespace Accounton.Tests.Features.Sync;

/// <summary>What a later run finds changed, and whom it finds gone.</summary>
public sealed class ChangesTests(SyncLab lab)
{
    [Theory, InlineData(Vendor.AdminPulse), InlineData(Vendor.Syneton)]
    public async Task Run_afterClientsChangedCameAndWent_countsEachOfThem(Vendor vendor)
    {
        var office = await lab.ActiveOfficeAsync(vendor, SyncLab.Large);
        for (var night = 1; night <= 2; night++)
        {
            var evolved = await office.Sandbox.EvolveAsync(office.Account);

            var run = await office.SyncAsync();

            Assert.Equal(
                (evolved.GetProperty("added").GetInt32(), evolved.GetProperty("changed")
                    .GetInt32(), evolved.GetProperty("gone").GetInt32()),
                (run.NewCount, run.ChangedCount, run.GoneCount));
            Assert.Equal(
                (await office.Sandbox.TruthAsync(office.Account, vendor.ToString())).Count,
                run.NewCount + run.ChangedCount + run.UnchangedCount);
            await office.AssertTruthAsync();
            await AssertCountAsync(office);
        }
    }

    [Theory, InlineData(Vendor.AdminPulse), InlineData(Vendor.Syneton)]
    public async Task Run_whenNothingChanged_writesNoRow(Vendor vendor)
    {
        var office = await lab.ActiveOfficeAsync(vendor);
        var before = await office.ClientsAsync();

        var run = await office.SyncAsync();

        Assert.Equal((0, 0, before.Count, 0), (run.NewCount, run.ChangedCount, run.UnchangedCount, run.GoneCount));
        Assert.Equal((before.Count, before.Count), (run.Done, run.Total));
        var after = (await office.ClientsAsync()).ToDictionary(c => c.Id, c => c.FetchedAt);
        Assert.All(before, c => Assert.Equal(c.FetchedAt, after[c.Id]));
    }

    [Theory, InlineData(Vendor.AdminPulse), InlineData(Vendor.Syneton)]
    public async Task Run_missingMoreThanItLooksFor_leavesTheRestToTheNextOne(Vendor vendor)
    {
        var office = await lab.ActiveOfficeAsync(vendor, SyncLab.Large);
        var before = await office.ClientsAsync();
        await office.FaultAsync(new { fault = "shift", page = 0, rows = 70 });

        var first = await office.SyncAsync();

        var gone = before.Count - (await office.Sandbox.TruthAsync(office.Account, vendor.ToString())).Count;
        Assert.True(gone > PendingRemovals.MostLooks);
        Assert.Equal(PendingRemovals.MostLooks, first.GoneCount);
        Assert.Equal(
            gone - PendingRemovals.MostLooks, (await office.ClientsAsync()).Count(c => c is { GoneSince: null, MissingSince: not null }));

        var second = await office.SyncAsync();

        Assert.Equal(gone - PendingRemovals.MostLooks, second.GoneCount);
        await office.AssertTruthAsync();
        Assert.Equal(before.Count, (await office.ClientsAsync()).Count);
    }

    [Fact]
    public async Task Run_thatMayNotLookForTheMissing_leavesThemToTheNextOne()
    {
        var office = await lab.ActiveOfficeAsync(Vendor.AdminPulse);
        await office.Sandbox.EvolveAsync(office.Account);
        await office.FaultAsync(new { fault = "forbidden", on = "relation", times = 0 });

        var first = await office.SyncAsync();

        Assert.Equal((SyncOutcome.Complete, 0), (first.Outcome, first.GoneCount));
        Assert.Equal(1, (await office.SyncAsync()).GoneCount);
        await office.AssertTruthAsync();
    }

    [Theory, InlineData(Vendor.AdminPulse), InlineData(Vendor.Syneton)]
    public async Task Run_withASuddenShrink_marksNobodyGoneUntilAPersonConfirms(Vendor vendor)
    {
        var office = await lab.ActiveOfficeAsync(vendor);
        var before = await office.ClientsAsync();
        await office.FaultAsync(new { fault = "shrink" });

        for (var night = 1; night <= 2; night++)
        {
            var held = await office.SyncAsync();
            Assert.Equal((SyncOutcome.Complete, 0), (held.Outcome, held.GoneCount));
            Assert.All(await office.ClientsAsync(), c => Assert.Null(c.GoneSince));
        }

        var missing = (await office.ConnectionAsync()).HeldMissing;
        Assert.InRange(missing ?? 0, (before.Count / 2) + 1, before.Count - 1);

        await ConfirmAsync(office);
        Assert.Equal(missing, (await office.SyncAsync()).GoneCount);
        var connection = await office.ConnectionAsync();
        Assert.Equal((null, false), (connection.HeldMissing, connection.MissingConfirmed));
        await AssertCountAsync(office);

        await office.ClearFaultsAsync();
        await office.SyncAsync();
        await office.AssertTruthAsync();
        await AssertCountAsync(office);
    }

    [Fact]
    public async Task Run_missingMoreThanAPersonConfirmed_asksAgain()
    {
        var office = await lab.ActiveOfficeAsync(Vendor.AdminPulse);
        await office.FaultAsync(new { fault = "shrink", share = 0.4 });
        await office.SyncAsync();
        var shown = (await office.ConnectionAsync()).HeldMissing;
        await ConfirmAsync(office);
        await office.ClearFaultsAsync();
        await office.FaultAsync(new { fault = "shrink", share = 0.1 });

        var run = await office.SyncAsync();

        Assert.Equal(0, run.GoneCount);
        var connection = await office.ConnectionAsync();
        Assert.True(connection.HeldMissing > shown);
        Assert.False(connection.MissingConfirmed);
    }

    [Fact]
    public async Task Run_afterAPassingShrink_holdsNothingAnyMore()
    {
        var office = await lab.ActiveOfficeAsync(Vendor.AdminPulse);
        await office.FaultAsync(new { fault = "shrink" });
        await office.SyncAsync();
        await office.ClearFaultsAsync();

        await office.SyncAsync();

        Assert.Null((await office.ConnectionAsync()).HeldMissing);
        await office.AssertTruthAsync();
    }

    private static Task ConfirmAsync(SyncOffice office) => office.InAsync(async services =>
    {
        var db = SyncOffice.Db(services);
        var connection = db.Connections.Single(c => c.Vendor == office.Vendor);
        connection.MissingConfirmed = true;
        await db.SaveChangesAsync();
    });

    private static async Task AssertCountAsync(SyncOffice office)
    {
        var clients = await office.ClientsAsync();
        var connection = await office.ConnectionAsync();
        Assert.Equal(clients.Count(c => c is { GoneSince: null, Status: ClientStatus.Customer }), connection.ClientCount);
        Assert.Equal(clients.Count(c => c is { GoneSince: null, Status: ClientStatus.Prospect }), connection.ProspectCount);
        Assert.Equal(clients.Count(c => c.GoneSince is not null), connection.GoneCount);
        Assert.Equal(clients.Count, connection.ClientCount + connection.ProspectCount + connection.OtherCount + connection.GoneCount);
    }
}
