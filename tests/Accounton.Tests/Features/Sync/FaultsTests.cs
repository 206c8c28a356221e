using System.Text.Json;
using Accounton.Features.Settings.Integrations;
using Accounton.Features.Sync;
using Accounton.Vendors;

namespace Accounton.Tests.Features.Sync;

/// <summary>
/// The oracle: whatever a vendor does in the middle of a run, afterwards the table is what the vendor has, or the run
/// says what is missing and the clients that were there are kept.
/// </summary>
public sealed class FaultsTests(SyncLab lab)
{
    private static readonly string[] Ids = ["id", "uniqueIdentifier", "CustomerId"];

    public static TheoryData<Vendor, string> Overcome => Cases(
        ("both", """{"fault":"shift","page":0}"""),
        ("both", """{"fault":"shift","page":0,"rows":3}"""),
        ("both", """{"fault":"shift","page":0,"insert":true}"""),
        ("both", """{"fault":"shift","page":0,"rows":3,"insert":true}"""),
        ("both", """{"fault":"twice","page":1}"""),
        ("both", """{"fault":"twice","page":1,"times":0}"""),
        ("both", """{"fault":"too-many","page":1,"retryAfter":1}"""),
        ("both", """{"fault":"too-many","page":1,"retryAfter":1,"retryAfterAsDate":true}"""),
        ("both", """{"fault":"too-many","page":1,"times":2}"""),
        ("both", """{"fault":"http-500","page":1}"""),
        ("both", """{"fault":"http-503","page":1,"times":2}"""),
        ("both", """{"fault":"drop","page":1}"""),
        ("both", """{"fault":"truncate","page":1,"mismatch":true}"""),
        ("both", """{"fault":"latency","ms":300,"times":6}"""),
        ("both", """{"fault":"latency","ms":1500,"page":1}"""),
        ("both", """{"fault":"expire-token","page":1}"""),
        ("both", """{"fault":"unauthorized","page":1}"""),
        ("AdminPulse", """{"fault":"bare-array","times":0}"""),
        ("AdminPulse", """{"fault":"no-refresh-token","times":0}"""),
        // Only Syneton has a log that tells of a change after the last page.
        ("Syneton", """{"fault":"shift","page":1,"rows":3}"""),
        ("Syneton", """{"fault":"shift","page":1,"rows":3,"insert":true}"""),
        ("Syneton", """{"fault":"forbidden-throttle","page":1}"""),
        ("Syneton", """{"fault":"forbidden","page":1}"""));

    public static TheoryData<Vendor, string, string> Told => new(
        from row in Cases(
            ("both", """{"told":"Unavailable","fault":"http-500","page":1,"times":0}"""),
            ("both", """{"told":"Unavailable","fault":"drop","page":1,"times":0}"""),
            ("both", """{"told":"NotReady","fault":"http-503","page":0,"times":0}"""),
            ("both", """{"told":"BadAnswer","fault":"truncate","page":1}"""),
            ("both", """{"told":"BadAnswer","fault":"html","page":1}"""),
            ("both", """{"told":"Throttled","fault":"too-many","page":1,"times":0}"""),
            ("both", """{"told":"Throttled","fault":"too-many","page":1,"retryAfter":3600}"""),
            ("both", """{"told":"MissingRight","fault":"forbidden","page":1,"times":0}"""),
            ("both", """{"told":"MissingRight","fault":"forbidden-config","page":1}"""),
            ("both", """{"told":"MissingRight","fault":"unauthorized","page":1,"times":0}"""),
            ("Syneton", """{"told":"Throttled","fault":"forbidden-throttle","page":1,"times":0}"""))
        let fault = JsonDocument.Parse(row.Data.Item2).RootElement
        select (row.Data.Item1, row.Data.Item2, fault.GetProperty("told").GetString()!));

    [Theory, MemberData(nameof(Overcome))]
    public async Task Run_ThroughAPassingFault_EndsWithTheTruth(Vendor vendor, string fault)
    {
        var office = await lab.OfficeAsync(vendor, SyncLab.Large);
        await office.LinkAsync();
        await office.FaultAsync(Fault(fault));

        var run = await office.RunAsync();

        Assert.Equal((SyncOutcome.Complete, null), (run.Outcome, run.Fault));
        await office.AssertTruthAsync();
        var connection = await office.ConnectionAsync();
        Assert.Equal((ConnectionState.Active, null), (connection.State, connection.LastFault));
    }

    [Theory, MemberData(nameof(Told))]
    public async Task Run_ThroughALastingFault_SaysItAndKeepsWhatThereIs(Vendor vendor, string fault, string told)
    {
        var office = await lab.ActiveOfficeAsync(vendor, SyncLab.Large);
        var before = await office.ClientsAsync();
        await office.Sandbox.EvolveAsync(office.Account);
        await office.FaultAsync(Fault(fault));

        var run = await office.SyncAsync();

        Assert.Equal((SyncOutcome.Failed, told), (run.Outcome, run.Fault));
        var connection = await office.ConnectionAsync();
        Assert.Equal(told, connection.LastFault);
        Assert.Equal(told == nameof(VendorFault.MissingRight) ? ConnectionState.ReconnectNeeded : ConnectionState.Failing, connection.State);
        var after = await office.ClientsAsync();
        Assert.Empty(before.Select(c => c.Id).Except(after.Select(c => c.Id)));
        Assert.All(after, c => Assert.Null(c.GoneSince));

        await office.ClearFaultsAsync();
        Assert.Equal(SyncOutcome.Complete, (await office.SyncAsync()).Outcome);
        await office.AssertTruthAsync();
        Assert.Null((await office.ConnectionAsync()).LastFault);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Run_ThatTheVendorAsksToWaitLong_IsTriedAgainNoSooner(bool asDate)
    {
        var office = await lab.ActiveOfficeAsync(Vendor.AdminPulse);
        await office.FaultAsync(new { fault = "too-many", retryAfter = 3600, retryAfterAsDate = asDate });

        var run = await office.SyncAsync();

        Assert.Equal(nameof(VendorFault.Throttled), run.Fault);
        Assert.InRange((await office.ConnectionAsync()).NextSyncAt!.Value - run.EndedAt!.Value, TimeSpan.FromMinutes(59), TimeSpan.FromMinutes(61));
    }

    [Theory, InlineData(Vendor.AdminPulse, "missing-fields"), InlineData(Vendor.AdminPulse, "null-fields"), InlineData(Vendor.Syneton, "missing-fields"), InlineData(Vendor.Syneton, "null-fields")]
    public async Task Run_WithoutSomeFields_TakesTheRestOfEveryClient(Vendor vendor, string kind)
    {
        var office = await lab.OfficeAsync(vendor, SyncLab.Large);
        await office.LinkAsync();
        await office.FaultAsync(new { fault = kind, times = 0 });

        var run = await office.RunAsync();

        Assert.Equal(SyncOutcome.Complete, run.Outcome);
        var truth = await office.Sandbox.TruthAsync(office.Account, vendor.ToString());
        var clients = await office.ClientsAsync();
        Assert.Equal(truth.Select(t => (string)t["id"]!).Order(StringComparer.Ordinal), clients.Select(c => c.VendorId).Order(StringComparer.Ordinal));
        Assert.All(clients, c => Assert.Null(c.Mobile));

        await office.ClearFaultsAsync();
        await office.SyncAsync();
        await office.AssertTruthAsync();
    }

    [Theory, InlineData(Vendor.AdminPulse), InlineData(Vendor.Syneton)]
    public async Task Run_OfClientsWithoutIds_SaysHowManyAreMissing(Vendor vendor)
    {
        var office = await lab.OfficeAsync(vendor, SyncLab.Large);
        await office.LinkAsync();
        await office.FaultAsync(new { fault = "missing-fields", page = 1, times = 0, fields = Ids });

        var run = await office.RunAsync();

        Assert.Equal((SyncOutcome.Incomplete, SyncFault.RowsUnreadable), (run.Outcome, run.Fault));
        Assert.Equal((await office.Sandbox.TruthAsync(office.Account, vendor.ToString())).Count - 400, run.SkippedCount);
        Assert.Equal(400, (await office.ClientsAsync()).Count);
        var connection = await office.ConnectionAsync();
        Assert.Equal((ConnectionState.Active, SyncFault.RowsUnreadable), (connection.State, connection.LastFault));
    }

    [Theory, InlineData(Vendor.AdminPulse), InlineData(Vendor.Syneton)]
    public async Task Run_OfAListThatNeverHoldsStill_SaysSoAndMarksNothingGone(Vendor vendor)
    {
        var office = await lab.ActiveOfficeAsync(vendor, SyncLab.Large);
        await office.FaultAsync(new { fault = "shift", page = 0, times = 0 });

        var run = await office.SyncAsync();

        Assert.Equal((SyncOutcome.Incomplete, SyncFault.RowsMoved, 0), (run.Outcome, run.Fault, run.GoneCount));
        Assert.All(await office.ClientsAsync(), c => Assert.Null(c.GoneSince));

        await office.ClearFaultsAsync();
        Assert.Equal(SyncOutcome.Complete, (await office.SyncAsync()).Outcome);
        await office.AssertTruthAsync();
    }

    private static JsonElement Fault(string json)
    {
        var fault = System.Text.Json.Nodes.JsonNode.Parse(json)!.AsObject();
        fault.Remove("told");
        return JsonSerializer.SerializeToElement(fault);
    }

    private static TheoryData<Vendor, string> Cases(params (string Vendors, string Fault)[] cases) => new(
        from vendor in Enum.GetValues<Vendor>()
        from row in cases
        where row.Vendors == "both" || row.Vendors == vendor.ToString()
        select (vendor, row.Fault));
}
