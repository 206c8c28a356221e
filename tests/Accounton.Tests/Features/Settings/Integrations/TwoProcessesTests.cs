using Accounton.Data.Sensitive;
using Accounton.Development.Demo;
using Accounton.Features.Connections;
using Accounton.Features.Sync;
using Accounton.Tests.Features.Sync;
using Accounton.Tests.Running;
using Accounton.Vendors;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Accounton.Tests.Features.Settings.Integrations;

/// <summary>
/// This process and the application as another one renew a connection's token at the same moment, on one database. The
/// vendor takes each refresh token once: a second use of one costs the office its link.
/// </summary>
public sealed class TwoProcessesTests
{
    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Renew_inTwoProcessesAtOnce_spendsEachTokenOnce(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var sandbox = await Running.Sandbox.StartAsync();
        await using var app = new App(database, sandbox, replace: SyncLab.Hurry);
        var office = await SyncOffice.DemoAsync(app, sandbox, Vendor.AdminPulse, "klein");
        await office.LinkAsync();
        await office.RunAsync();
        await using var other = await AppProcess.StartAsync(database, sandbox);
        using var browser = await SignInAsync(other);
        // Long enough for the slower of the two to come while the faster one waits for its answer.
        await office.FaultAsync(new { fault = "latency", on = "token", ms = 700, times = 0 });

        for (var round = 1; round <= Endurance.Rounds(few: 3, many: 50); round++)
        {
            var spent = await TokenAsync(office, refused: null);
            await office.FaultAsync(new { fault = "expire-token" });

            // There a run meets the expired token, here this caller does.
            await SyncAsync(browser, await office.ConnectionAsync());
            await Eventually.HoldsAsync(
                async () => (await office.RunsAsync())[round].StartedAt is not null, "the other process took the run");
            var token = await TokenAsync(office, spent);

            await Eventually.HoldsAsync(async () => await office.OpenRunAsync() is null, "the run ended");
            var run = (await office.RunsAsync())[round];
            Assert.Equal((SyncOutcome.Complete, null), (run.Outcome, run.Fault));
            Assert.NotEqual(spent, token);
            Assert.Equal(token, await TokenAsync(office, refused: null));
            var calls = await sandbox.CallsAsync(office.Account);
            Assert.Equal((round, 0), (calls.GetProperty("refreshes").GetInt32(), calls.GetProperty("refreshReuses").GetInt32()));
        }

        var connection = await office.ConnectionAsync();
        Assert.Equal((ConnectionState.Active, null, null), (connection.State, connection.LastFault, connection.RefreshClaim));
    }

    private static Task<Secret> TokenAsync(SyncOffice office, Secret? refused) => office.InAsync(async services =>
    {
        var connection = await SyncOffice.Db(services).Connections.AsNoTracking().SingleAsync();
        return await services.GetRequiredService<VendorCredentialsFactory>()
            .AccessTo(connection).Credentials.GetAsync(refused, CancellationToken.None);
    });

    private static async Task<HttpClient> SignInAsync(ServerProcess app)
    {
        var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = app.Url };
        var page = await Page.GetAsync(browser, "/sign-in");
        using var answer = await page.PostAsync("/sign-in", new() { ["Email"] = App.Admin, ["Password"] = new DemoAccounts().Password });
        return browser;
    }

    private static async Task SyncAsync(HttpClient browser, Connection connection)
    {
        var page = await Page.GetAsync(browser, "/settings/integrations");
        using var answer = await page.PostAsync($"/settings/integrations/{connection.Id}/sync", []);
        Assert.Equal(System.Net.HttpStatusCode.Redirect, answer.StatusCode);
    }
}
