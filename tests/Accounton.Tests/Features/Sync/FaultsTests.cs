using System.Text.Json;
using Accounton.Features.Connections;
using Accounton.Features.Sync;
using Accounton.Vendors;

namespace Accounton.Tests.Features.Sync;

/// <summary>
/// The expected results: whatever a vendor does in the middle of a run, afterwards the table is what the vendor has, or the run
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
        ("both", """{"fault":"page-size","times":0}"""),
        ("both", """{"fault":"charset","times":0}"""),
        ("both", """{"fault":"charset","charset":"windows-1252","mark":true,"times":0}"""),
        ("both", """[{"fault":"expire-token","page":1},{"fault":"charset","on":"token","times":0}]"""),
        ("AdminPulse", """{"fault":"bare-array","times":0}"""),
        ("AdminPulse", """{"fault":"no-counts","times":0}"""),
        ("AdminPulse", """[{"fault":"page-size","times":0},{"fault":"bare-array","times":0}]"""),
        ("AdminPulse", """[{"fault":"page-size","times":0},{"fault":"no-counts","times":0}]"""),
        ("AdminPulse", """[{"fault":"page-size","times":0},{"fault":"bare-array","times":0},{"fault":"shift","page":1,"rows":3}]"""),
        (
            "AdminPulse",
            """[{"fault":"page-size","times":0},{"fault":"no-counts","times":0},{"fault":"shift","page":1,"rows":3,"insert":true}]"""),
        ("AdminPulse", """{"fault":"no-refresh-token","times":0}"""),
        // Only Syneton has a log that tells of a change after the last page.
        ("Syneton", """{"fault":"shift","page":1,"rows":3}"""),
        ("Syneton", """{"fault":"shift","page":1,"rows":3,"insert":true}"""),
        ("Syneton", """[{"fault":"not-ready","on":"changes","status":404,"times":0},{"fault":"shift","page":0,"rows":3}]"""),
        ("Syneton", """[{"fault":"not-ready","on":"changes","status":404,"times":0},"""
            + """{"fault":"page-size","times":0},{"fault":"shift","page":2,"rows":6}]"""),
        ("Syneton", """[{"fault":"not-ready","on":"changes","status":404,"times":0},{"fault":"shift","page":0,"insert":true}]"""),
        ("Syneton", """{"fault":"no-in","on":"customerlinkcustomer","times":0}"""),
        ("Syneton", """{"fault":"http-500","on":"customerlinkcustomer","times":4}"""),
        ("Syneton", """{"fault":"revoke-token","page":1}"""),
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
    public async Task Run_throughAPassingFault_endsWithTheTruth(Vendor vendor, string fault)
    {
        var office = await lab.OfficeAsync(vendor, SyncLab.Large);
        await office.LinkAsync();
        foreach (var one in Faults(fault))
            await office.FaultAsync(one);

        var run = await office.RunAsync();

        Assert.Equal((SyncOutcome.Complete, null), (run.Outcome, run.Fault));
        await office.AssertTruthAsync();
        var connection = await office.ConnectionAsync();
        Assert.Equal((ConnectionState.Active, null), (connection.State, connection.LastFault));
    }

    [Theory, MemberData(nameof(Told))]
    public async Task Run_throughALastingFault_saysItAndKeepsWhatThereIs(Vendor vendor, string fault, string told)
    {
        var office = await lab.ActiveOfficeAsync(vendor, SyncLab.Large);
        var before = await office.ClientsAsync();
        await office.Sandbox.EvolveAsync(office.Account);
        await office.FaultAsync(Assert.Single(Faults(fault)));

        var run = await office.SyncAsync();

        Assert.Equal((SyncOutcome.Failed, told), (run.Outcome, run.Fault));
        var connection = await office.ConnectionAsync();
        Assert.Equal(told, connection.LastFault);
        Assert.Equal(
            told == nameof(VendorFault.MissingRight) ? ConnectionState.ReconnectNeeded : ConnectionState.Failing, connection.State);
        var after = await office.ClientsAsync();
        Assert.Empty(before.Select(c => c.Id).Except(after.Select(c => c.Id)));
        Assert.All(after, c => Assert.Null(c.GoneSince));

        await office.ClearFaultsAsync();
        Assert.Equal(SyncOutcome.Complete, (await office.SyncAsync()).Outcome);
        await office.AssertTruthAsync();
        Assert.Null((await office.ConnectionAsync()).LastFault);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Run_thatTheVendorAsksToWaitLong_isTriedAgainNoSooner(bool asDate)
    {
        var office = await lab.ActiveOfficeAsync(Vendor.AdminPulse);
        await office.FaultAsync(new { fault = "too-many", retryAfter = 3600, retryAfterAsDate = asDate });

        var run = await office.SyncAsync();

        Assert.Equal(nameof(VendorFault.Throttled), run.Fault);
        Assert.InRange(
            (await office.ConnectionAsync()).NextSyncAt!.Value - run.EndedAt!.Value, TimeSpan.FromMinutes(59), TimeSpan.FromMinutes(61));
    }

    [Theory, InlineData(Vendor.AdminPulse, "missing-fields"), InlineData(Vendor.AdminPulse, "null-fields"), InlineData(
        Vendor.Syneton, "missing-fields"), InlineData(Vendor.Syneton, "null-fields")]
    public async Task Run_withoutSomeFields_takesTheRestOfEveryClient(Vendor vendor, string kind)
    {
        var office = await lab.OfficeAsync(vendor, SyncLab.Large);
        await office.LinkAsync();
        await office.FaultAsync(new { fault = kind, times = 0 });

        var run = await office.RunAsync();

        Assert.Equal(SyncOutcome.Complete, run.Outcome);
        var truth = await office.Sandbox.TruthAsync(office.Account, vendor.ToString());
        var clients = await office.ClientsAsync();
        Assert.Equal(
            truth.Select(t => (string)t["id"]!).Order(StringComparer.Ordinal),
            clients.Select(c => c.VendorId).Order(StringComparer.Ordinal));
        Assert.All(clients, c => Assert.Null(c.Mobile));

        await office.ClearFaultsAsync();
        await office.SyncAsync();
        await office.AssertTruthAsync();
    }

    [Theory, InlineData(Vendor.AdminPulse), InlineData(Vendor.Syneton)]
    public async Task Run_ofClientsWithoutIds_saysHowManyAreMissing(Vendor vendor)
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
    public async Task Run_ofAListThatNeverHoldsStill_saysSoAndMarksNothingGone(Vendor vendor)
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

    [Theory, InlineData(Vendor.AdminPulse), InlineData(Vendor.Syneton)]
    public async Task Run_ofAListWithoutEnd_stopsAndSaysSoAndMarksNothingGone(Vendor vendor)
    {
        var office = await lab.ActiveOfficeAsync(vendor, SyncLab.Large);
        await office.Sandbox.EvolveAsync(office.Account);
        await office.FaultAsync(new { fault = "endless", times = 0 });

        var run = await office.SyncAsync();

        Assert.Equal((SyncOutcome.Incomplete, nameof(VendorFault.ListWithoutEnd), 0), (run.Outcome, run.Fault, run.GoneCount));
        Assert.Equal((await office.Sandbox.TruthAsync(office.Account, vendor.ToString())).Count, run.Done);
        Assert.All(await office.ClientsAsync(), c => Assert.Null(c.GoneSince));
        var connection = await office.ConnectionAsync();
        Assert.Equal((ConnectionState.Active, run.Fault), (connection.State, connection.LastFault));

        await office.ClearFaultsAsync();
        Assert.Equal(SyncOutcome.Complete, (await office.SyncAsync()).Outcome);
        await office.AssertTruthAsync();
    }

    /// <summary>A list that its own number shows to be read whole may do behind its end what it likes.</summary>
    [Fact]
    public async Task Run_ofAListThatBeginsAgainBehindItsEnd_isComplete()
    {
        await using var scripted = await ScriptedApp.StartAsync();
        scripted.Source.List = _ => Again();

        var run = await scripted.Office.RunAsync();

        Assert.Equal((SyncOutcome.Complete, null, 6, 6), (run.Outcome, run.Fault, run.NewCount, run.Done));

        static async IAsyncEnumerable<ClientPage> Again()
        {
            await Task.CompletedTask;
            for (var page = 0; ; page++)
                yield return new ClientPage(ScriptedSource.Clients(page % 3 * 2, 2), Total: 6, RowsMoved: false);
        }
    }

    [Theory]
    [InlineData(null, null, SyncOutcome.Complete, 2)]
    [InlineData(null, false, SyncOutcome.Complete, 1)]
    [InlineData(4, false, SyncOutcome.Complete, 1)]
    [InlineData(3, false, SyncOutcome.Complete, 2)]
    [InlineData(5, false, SyncOutcome.Incomplete, 3)]
    public async Task List_whoseEndIsNotProven_isReadUntilTwoReadingsAgree(int? total, bool? moved, SyncOutcome outcome, int readings)
    {
        await using var scripted = await ScriptedApp.StartAsync();
        var read = 0;
        scripted.Source.List = _ => ListAsync();

        var run = await scripted.Office.RunAsync();

        Assert.Equal((outcome, readings), (run.Outcome, read));

        async IAsyncEnumerable<ClientPage> ListAsync()
        {
            await Task.CompletedTask;
            read++;
            yield return new ClientPage(ScriptedSource.Clients(0, 2), total, moved);
            yield return new ClientPage(ScriptedSource.Clients(2, 2), total, moved);
        }
    }

    [Theory, InlineData(Vendor.AdminPulse, VendorFault.ReconnectNeeded), InlineData(Vendor.Syneton, VendorFault.KeyRefused)]
    public async Task Run_withATokenThatIsDead_asksToLinkAgainAndKeepsWhatThereIs(Vendor vendor, VendorFault told)
    {
        var office = await lab.ActiveOfficeAsync(vendor, SyncLab.Large);
        var before = await office.ClientsAsync();
        await office.FaultAsync(new { fault = "dead-token", page = 1 });

        var run = await office.SyncAsync();

        Assert.Equal((SyncOutcome.Failed, told.ToString()), (run.Outcome, run.Fault));
        Assert.Equal(ConnectionState.ReconnectNeeded, (await office.ConnectionAsync()).State);
        Assert.Single(await office.MailsAsync());
        Assert.Equal(before.Count, (await office.ClientsAsync()).Count(c => c.GoneSince is null));

        await office.ClearFaultsAsync();
        await office.LinkAsync();
        Assert.Equal(SyncOutcome.Complete, (await office.RunAsync()).Outcome);
        await office.AssertTruthAsync();
    }

    /// <summary>One fault, or several that come together.</summary>
    private static IEnumerable<JsonElement> Faults(string json)
    {
        var node = System.Text.Json.Nodes.JsonNode.Parse(json)!;
        foreach (var fault in node as System.Text.Json.Nodes.JsonArray ?? [node])
        {
            fault!.AsObject().Remove("told");
            yield return JsonSerializer.SerializeToElement(fault);
        }
    }

    private static TheoryData<Vendor, string> Cases(params (string Vendors, string Fault)[] cases) => new(
        from vendor in Enum.GetValues<Vendor>()
        from row in cases
        where row.Vendors == "both" || row.Vendors == vendor.ToString()
        select (vendor, row.Fault));
}
