using System.Diagnostics;
using System.Net;
using Accounton.Features.Sync;
using Accounton.Tenancy;
using Accounton.Tests.Features.Sync;
using Accounton.Tests.Running;

namespace Accounton.Tests.Features.Settings.Integrations;

/// <summary>What an admin's buttons do to a connection and its run.</summary>
public sealed class ConnectionTests
{
    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Sync_askedByManyTabsAtOnce_opensOneRun(string provider)
    {
        await using var scripted = await ScriptedApp.StartAsync(provider, demo: true);
        var office = scripted.Office;
        scripted.Source.List = _ => ScriptedSource.Pages(ScriptedSource.Clients(0, 3));
        await office.RunAsync();
        using var browser = await scripted.App.BrowserAsync(App.Admin);
        var page = await Page.GetAsync(browser, "/settings/integrations");
        var id = (await office.ConnectionAsync()).Id;

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => page.PostAsync($"/settings/integrations/{id}/sync", [])));

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.Redirect, a.StatusCode));
        Assert.Equal(2, (await office.RunsAsync()).Count);
    }

    [Fact]
    public async Task Cancel_ofARunThatGoesOn_endsItWithinFiveSeconds()
    {
        await using var scripted = await ScriptedApp.StartAsync(demo: true);
        var office = scripted.Office;
        var (reached, _) = scripted.Gate(ScriptedSource.Clients(0, 3), ScriptedSource.Clients(3, 3));
        var running = office.RunOnceAsync((await office.OpenRunAsync())!.Id);
        await reached;

        var watch = Stopwatch.StartNew();
        await PostAsync(scripted, "cancel");
        var run = await running;

        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 5);
        Assert.Equal((SyncOutcome.Cancelled, null), (run.Outcome, run.Fault));
        Assert.Equal(3, (await office.ClientsAsync()).Count);
        Assert.NotNull((await office.ConnectionAsync()).NextSyncAt);
    }

    [Fact]
    public async Task Cancel_ofANightlyRunThatNobodyHolds_endsItAndKeepsTheNextNight()
    {
        await using var scripted = await ScriptedApp.StartAsync(demo: true);
        var office = scripted.Office;
        scripted.Source.List = _ => ScriptedSource.Pages(ScriptedSource.Clients(0, 3));
        await office.RunAsync();
        scripted.Clock.Advance((await office.ConnectionAsync()).NextSyncAt!.Value - scripted.Clock.GetUtcNow());
        await office.InAsync(
            async services => await SyncOffice.Requests(services).AskDueAsync((await office.ConnectionAsync()).Id, CancellationToken.None));
        Assert.NotNull(await office.OpenRunAsync());

        await PostAsync(scripted, "cancel");

        Assert.Null(await office.OpenRunAsync());
        Assert.Equal(SyncOutcome.Cancelled, (await office.RunsAsync())[^1].Outcome);
        Assert.True((await office.ConnectionAsync()).NextSyncAt > scripted.Clock.GetUtcNow());
    }

    [Fact]
    public async Task Cancel_ofAFirstRunThatNobodyHolds_leavesANextSync()
    {
        await using var scripted = await ScriptedApp.StartAsync(demo: true);
        Assert.Null((await scripted.Office.ConnectionAsync()).NextSyncAt);

        await PostAsync(scripted, "cancel");

        Assert.Null(await scripted.Office.OpenRunAsync());
        Assert.True((await scripted.Office.ConnectionAsync()).NextSyncAt > scripted.Clock.GetUtcNow());
    }

    [Fact]
    public async Task Cancel_ofARunWhoseHolderDied_endsIt()
    {
        await using var scripted = await ScriptedApp.StartAsync(demo: true);
        var office = scripted.Office;
        await office.InAsync(services => SyncOffice.Db(services).UpdateOwnAsync<SyncRun>(r => r.EndedAt == null, set => set
            .SetProperty(r => r.ClaimId, Guid.NewGuid()).SetProperty(r => r.LeaseUntil, scripted.Clock.GetUtcNow().AddSeconds(-1))));

        await PostAsync(scripted, "cancel");

        Assert.Equal(SyncOutcome.Cancelled, Assert.Single(await office.RunsAsync()).Outcome);
    }

    [Fact]
    public async Task ConfirmMissing_whileARunGoesOn_isHeardByThatRunOrTheNext()
    {
        await using var scripted = await ScriptedApp.StartAsync(demo: true);
        var office = scripted.Office;
        scripted.Source.List = _ => ScriptedSource.Pages(ScriptedSource.Clients(0, 10));
        await office.RunAsync();
        scripted.Source.List = _ => ScriptedSource.Pages(ScriptedSource.Clients(0, 3));
        await office.SyncAsync();
        Assert.Equal(7, (await office.ConnectionAsync()).HeldMissing);
        var (reached, goOn) = scripted.Gate(ScriptedSource.Clients(0, 2), ScriptedSource.Clients(2, 1));
        await office.AskAsync();
        var running = office.RunOnceAsync((await office.OpenRunAsync())!.Id);
        await reached;

        await PostAsync(scripted, "confirm-missing");
        goOn();

        Assert.Equal((SyncOutcome.Complete, 7), ((await running).Outcome, (await running).GoneCount));
        Assert.Equal(
            (null, false, 3), await office.ConnectionAsync() is var c ? (c.HeldMissing, c.MissingConfirmed, c.ClientCount) : default);
    }

    private static async Task PostAsync(ScriptedApp scripted, string action)
    {
        using var browser = await scripted.App.BrowserAsync(App.Admin);
        var page = await Page.GetAsync(browser, "/settings/integrations");
        using var answer = await page.PostAsync($"/settings/integrations/{(await scripted.Office.ConnectionAsync()).Id}/{action}", []);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }
}
