using Accounton.Features.Connections;
using Accounton.Features.Sync;
using Accounton.Vendors;

namespace Accounton.Tests.Features.Sync;

/// <summary>The numbers that Syneton keeps apart, fetched after the clients themselves.</summary>
public sealed class NationalNumbersTests(SyncLab lab)
{
    [Fact]
    public async Task Run_whenOneNumberCannotBeHad_fetchesTheOthersAndSaysSo()
    {
        var office = await lab.OfficeAsync(Vendor.Syneton, SyncLab.Large);
        await office.LinkAsync();
        await office.FaultAsync(new { fault = "html", on = "private" });

        var run = await office.RunAsync();

        Assert.Equal((SyncOutcome.Complete, nameof(VendorFault.BadAnswer)), (run.Outcome, run.Fault));
        Assert.Equal(1, await WithoutNumberAsync(office));
        Assert.Equal(ConnectionState.Active, (await office.ConnectionAsync()).State);

        await office.SyncAsync();
        await office.AssertTruthAsync();
    }

    [Fact]
    public async Task Run_whenNumbersCannotBeHadAtAll_stopsAskingAndKeepsTheClients()
    {
        var office = await lab.OfficeAsync(Vendor.Syneton, SyncLab.Large);
        await office.LinkAsync();
        await office.FaultAsync(new { fault = "html", on = "private", times = 0 });

        var run = await office.RunAsync();

        Assert.Equal((SyncOutcome.Complete, nameof(VendorFault.BadAnswer)), (run.Outcome, run.Fault));
        Assert.Equal(
            5, (await office.Sandbox.CallsAsync(office.Account)).GetProperty("endpoints").GetProperty("syneton/private").GetInt32());
        await office.ClearFaultsAsync();
        await office.SyncAsync();
        await office.AssertTruthAsync();
    }

    [Fact]
    public async Task Run_whenNothingChanged_asksForNoNumberAgain()
    {
        var office = await lab.ActiveOfficeAsync(Vendor.Syneton);
        var before = await office.Sandbox.CallsAsync(office.Account);

        await office.SyncAsync();

        var after = await office.Sandbox.CallsAsync(office.Account);
        Assert.Equal(
            before.GetProperty("endpoints").GetProperty("syneton/private").GetInt32(),
            after.GetProperty("endpoints").GetProperty("syneton/private").GetInt32());
    }

    private static async Task<int> WithoutNumberAsync(SyncOffice office) => (await office.ClientsAsync())
        .Count(c =>
            c is { Status: ClientStatus.Customer, Type: not ClientType.Company, NationalNumberAskedAt: null, NationalNumberCipher: null });
}
