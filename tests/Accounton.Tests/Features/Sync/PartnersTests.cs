using Accounton.Features.Sync;
using Accounton.Vendors;

namespace Accounton.Tests.Features.Sync;

/// <summary>Couples of Syneton: a page of persons at once, or one person at a time where the server refuses that.</summary>
public sealed class PartnersTests(SyncLab lab)
{
    private const string Links = "customerlinkcustomer";

    [Fact]
    public async Task Run_ofSyneton_findsTheCouplesThatAdminPulseHas()
    {
        var syneton = await lab.ActiveOfficeAsync(Vendor.Syneton, SyncLab.Large);
        var adminPulse = syneton.At(Vendor.AdminPulse, syneton.Account);
        await adminPulse.LinkAsync();
        await adminPulse.RunAsync();

        var couples = await CouplesAsync(syneton);

        Assert.True(couples > 0);
        Assert.Equal(await CouplesAsync(adminPulse), couples);
        // Two pages, a call each.
        Assert.Equal(2, await CallsAsync(syneton));
    }

    [Fact]
    public async Task Run_whereManyAtOnceAreRefused_asksOfEachPersonOnceAndKeepsWhatItFound()
    {
        var office = await lab.OfficeAsync(Vendor.Syneton, SyncLab.Large);
        await office.LinkAsync();
        await office.FaultAsync(new { fault = "no-in", on = Links, times = 0 });

        await office.RunAsync();
        await office.AssertTruthAsync();
        var persons = (await office.ClientsAsync()).Count(c => c is { Status: ClientStatus.Customer, Type: not ClientType.Company });
        // One try with many at once, and then the persons.
        Assert.Equal(1 + persons, await CallsAsync(office));

        var again = await office.SyncAsync();

        Assert.Equal((0, 0), (again.NewCount, again.ChangedCount));
        Assert.Equal(2 + persons, await CallsAsync(office));
        await office.AssertTruthAsync();

        await office.Sandbox.EvolveAsync(office.Account);
        await office.SyncAsync();
        await office.AssertTruthAsync();

        // What many at once tell again is the same.
        await office.ClearFaultsAsync();
        await office.SyncAsync();
        await office.AssertTruthAsync();
        await office.FaultAsync(new { fault = "no-in", on = Links, times = 0 });
        await office.SyncAsync();
        await office.AssertTruthAsync();
    }

    [Fact]
    public async Task Run_whereNoLinksAreGivenAtAll_isCompleteAndSoonStopsAsking()
    {
        var office = await lab.OfficeAsync(Vendor.Syneton, SyncLab.Large);
        await office.LinkAsync();
        await office.FaultAsync(new { fault = "forbidden-config", on = Links, times = 0 });

        var run = await office.RunAsync();

        Assert.Equal((SyncOutcome.Complete, null), (run.Outcome, run.Fault));
        Assert.Equal(6, await CallsAsync(office));
        Assert.Equal(0, await CouplesAsync(office));
    }

    private static async Task<int> CouplesAsync(SyncOffice office)
    {
        var partners = (await office.ClientsAsync()).Where(c => c is { Status: ClientStatus.Customer, PartnerVendorId: not null })
            .ToDictionary(c => c.VendorId, c => c.PartnerVendorId!);
        return partners.Count(pair => partners.GetValueOrDefault(pair.Value) == pair.Key) / 2;
    }

    private static async Task<int> CallsAsync(SyncOffice office) =>
        (await office.Sandbox.CallsAsync(office.Account)).GetProperty("endpoints").TryGetProperty($"syneton/{Links}", out var calls)
            ? calls.GetInt32()
            : 0;
}
