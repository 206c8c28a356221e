using Accounton.Features.Connections;
using Accounton.Features.Sync;
using Accounton.Tests.Running;
using Accounton.Vendors;
using Hangfire;
using Microsoft.Extensions.DependencyInjection;

namespace Accounton.Tests.Features.Sync;

/// <summary>
/// The expected results once more, for vendors that take a call and say nothing: in an application that
/// does not wait long for them.
/// </summary>
public sealed class SilentTests(SyncLab lab)
{
    [Fact]
    public async Task Run_ofAVendorThatFallsSilent_asksAgainOrSaysSo()
    {
        await using var database = await TestDatabase.CreateAsync();
        var sandbox = await lab.SandboxAsync();
        await using var app = new App(database, sandbox, replace: services =>
        {
            SyncLab.Hurry(services);
            services.Configure<VendorHttpOptions>(o =>
            {
                o.AttemptTimeout = TimeSpan.FromSeconds(1);
                o.Retries = 1;
            });
            services.AddSingleton<KeptJobs>().AddSingleton<IBackgroundJobClient>(p => p.GetRequiredService<KeptJobs>());
        });
        foreach (var vendor in Enum.GetValues<Vendor>())
        {
            var office = await SyncOffice.OpenAsync(app, sandbox, vendor, lab.NextAccount(SyncLab.Large));
            await office.LinkAsync();
            await office.FaultAsync(new { fault = "silent", page = 1 });

            Assert.Equal(SyncOutcome.Complete, (await office.RunAsync()).Outcome);
            await office.AssertTruthAsync();

            var before = await office.ClientsAsync();
            await office.Sandbox.EvolveAsync(office.Account);
            await office.FaultAsync(new { fault = "silent", page = 1, times = 0 });
            var run = await office.SyncAsync();

            Assert.Equal((SyncOutcome.Failed, nameof(VendorFault.TimedOut)), (run.Outcome, run.Fault));
            Assert.Equal(ConnectionState.Failing, (await office.ConnectionAsync()).State);
            var after = await office.ClientsAsync();
            Assert.Empty(before.Select(c => c.Id).Except(after.Select(c => c.Id)));
            Assert.All(after, c => Assert.Null(c.GoneSince));

            await office.ClearFaultsAsync();
            Assert.Equal(SyncOutcome.Complete, (await office.SyncAsync()).Outcome);
            await office.AssertTruthAsync();
        }
    }
}
