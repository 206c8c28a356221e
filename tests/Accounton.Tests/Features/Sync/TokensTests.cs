using Accounton.Features.Connections;
using Accounton.Features.Sync;
using Accounton.Tenancy;
using Accounton.Vendors;

namespace Accounton.Tests.Features.Sync;

/// <summary>Tokens that run out, are taken back, or are not to be had.</summary>
public sealed class TokensTests(SyncLab lab)
{
    [Theory, InlineData(0), InlineData(1)]
    public async Task Run_withARevokedToken_needsAPersonAndTellsTheAdminsOnce(int page)
    {
        var office = await lab.ActiveOfficeAsync(Vendor.AdminPulse, page == 0 ? SyncLab.Small : SyncLab.Large);
        await SyncOffice.AddUserAsync(office.App.Services, office.Id, $"second@{office.Id:N}.test", OfficeRole.Admin);
        await SyncOffice.AddUserAsync(office.App.Services, office.Id, $"accountant@{office.Id:N}.test", OfficeRole.Accountant);
        var before = await office.ClientsAsync();
        await office.FaultAsync(new { fault = "revoke-token", page });

        for (var time = 1; time <= 2; time++)
        {
            var run = await office.SyncAsync();

            Assert.Equal((SyncOutcome.Failed, nameof(VendorFault.ReconnectNeeded)), (run.Outcome, run.Fault));
            var connection = await office.ConnectionAsync();
            Assert.Equal((ConnectionState.ReconnectNeeded, null), (connection.State, connection.NextSyncAt));
            Assert.Equal(before.Count, (await office.ClientsAsync()).Count(c => c.GoneSince is null));
            Assert.Equal(
                [office.AdminEmail, $"second@{office.Id:N}.test"],
                (await office.MailsAsync()).Select(m => m.To).Order(StringComparer.Ordinal));
        }

        await office.LinkAsync();
        Assert.Equal(ConnectionState.Active, (await office.ConnectionAsync()).State);
        await office.RunAsync();
        await office.AssertTruthAsync();
        var mails = await office.MailsAsync();
        Assert.Equal(2, mails.Count);
        Assert.All(mails, mail => Assert.Contains("/settings/integrations", mail.Body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_withAnExpiredToken_renewsItOnce()
    {
        var office = await lab.ActiveOfficeAsync(Vendor.AdminPulse, SyncLab.Large);
        await office.FaultAsync(new { fault = "expire-token", page = 1 });

        var run = await office.SyncAsync();

        Assert.Equal(SyncOutcome.Complete, run.Outcome);
        var calls = await office.Sandbox.CallsAsync(office.Account);
        Assert.Equal((1, 0), (calls.GetProperty("refreshes").GetInt32(), calls.GetProperty("refreshReuses").GetInt32()));
    }

    [Theory]
    [InlineData("token-500", nameof(VendorFault.Unavailable))]
    [InlineData("token-html", nameof(VendorFault.BadAnswer))]
    [InlineData("token-invalid-client", nameof(VendorFault.ClientRefused))]
    public async Task Run_whileNoTokenIsToBeHad_saysWhyAndGoesOnLater(string fault, string told)
    {
        var office = await lab.ActiveOfficeAsync(Vendor.AdminPulse);
        await office.FaultAsync(new { fault = "expire-token" });
        await office.FaultAsync(new { fault, times = 0 });

        var run = await office.SyncAsync();

        Assert.Equal((SyncOutcome.Failed, told), (run.Outcome, run.Fault));
        var connection = await office.ConnectionAsync();
        Assert.Equal((ConnectionState.Failing, told, 1), (connection.State, connection.LastFault, connection.FailuresInARow));
        Assert.Empty(await office.MailsAsync());

        await office.ClearFaultsAsync();
        Assert.Equal(SyncOutcome.Complete, (await office.SyncAsync()).Outcome);
    }

    [Fact]
    public async Task Run_whenTheTokenEndpointRefusesTheGrant_needsAPerson()
    {
        var office = await lab.ActiveOfficeAsync(Vendor.AdminPulse);
        await office.FaultAsync(new { fault = "expire-token" });
        await office.FaultAsync(new { fault = "token-invalid-grant" });

        Assert.Equal(nameof(VendorFault.ReconnectNeeded), (await office.SyncAsync()).Fault);
        Assert.Single(await office.MailsAsync());
    }

    [Fact]
    public async Task Run_afterANewTokenWasLostOnItsWay_triesTheOldOneOnceAndThenNeedsAPerson()
    {
        var office = await lab.ActiveOfficeAsync(Vendor.AdminPulse);
        await office.FaultAsync(new { fault = "expire-token" });
        await office.FaultAsync(new { fault = "token-lost" });

        Assert.Equal(nameof(VendorFault.Unavailable), (await office.SyncAsync()).Fault);
        Assert.Equal(nameof(VendorFault.ReconnectNeeded), (await office.SyncAsync()).Fault);

        Assert.Single(await office.MailsAsync());
        var calls = await office.Sandbox.CallsAsync(office.Account);
        Assert.Equal((1, 1), (calls.GetProperty("refreshes").GetInt32(), calls.GetProperty("refreshReuses").GetInt32()));
    }

    [Fact]
    public async Task Run_afterAProcessDiedWhileItRenewedTheToken_triesTheOldOneWhenItsClaimRunsOut()
    {
        var office = await lab.ActiveOfficeAsync(Vendor.AdminPulse);
        await office.FaultAsync(new { fault = "expire-token" });
        await office.InAsync(services => SyncOffice.Db(services).UpdateOwnAsync<Connection>(c => c.Vendor == Vendor.AdminPulse, set => set
            .SetProperty(c => c.RefreshClaim, Guid.NewGuid()).SetProperty(c => c.RefreshClaimUntil, DateTimeOffset.UtcNow.AddSeconds(1))));

        Assert.Equal(SyncOutcome.Complete, (await office.SyncAsync()).Outcome);
        Assert.Null((await office.ConnectionAsync()).RefreshClaim);
    }

    [Fact]
    public async Task Run_whenNoNewRefreshTokenComes_keepsTheOldOne()
    {
        var office = await lab.ActiveOfficeAsync(Vendor.AdminPulse);
        var before = (await office.ConnectionAsync()).RefreshToken;
        await office.FaultAsync(new { fault = "no-refresh-token", times = 0 });

        for (var time = 1; time <= 2; time++)
        {
            await office.FaultAsync(new { fault = "expire-token" });
            Assert.Equal(SyncOutcome.Complete, (await office.SyncAsync()).Outcome);
        }

        Assert.Equal(before, (await office.ConnectionAsync()).RefreshToken);
    }

    [Fact]
    public async Task Run_ofALinkWithoutRefreshToken_worksUntilTheTokenRunsOut()
    {
        var office = await lab.OfficeAsync(Vendor.AdminPulse);
        await office.FaultAsync(new { fault = "no-refresh-token" });
        await office.LinkAsync();
        Assert.Equal(SyncOutcome.Complete, (await office.RunAsync()).Outcome);
        await office.FaultAsync(new { fault = "expire-token" });

        Assert.Equal(nameof(VendorFault.ReconnectNeeded), (await office.SyncAsync()).Fault);
    }

    [Fact]
    public async Task Run_withAKeyThatIsRefused_needsAPerson()
    {
        var office = await lab.ActiveOfficeAsync(Vendor.Syneton);
        await office.FaultAsync(new { fault = "expire-token" });
        await office.FaultAsync(new { fault = "token-invalid-grant", times = 0 });

        Assert.Equal(nameof(VendorFault.KeyRefused), (await office.SyncAsync()).Fault);
        Assert.Equal(ConnectionState.ReconnectNeeded, (await office.ConnectionAsync()).State);
        Assert.Single(await office.MailsAsync());
    }
}
