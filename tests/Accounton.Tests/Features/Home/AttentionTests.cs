using Accounton.Features.Connections;
using Accounton.Features.Home;
using Accounton.Vendors;
using Accounton.Web;

namespace Accounton.Tests.Features.Home;

public sealed class AttentionTests
{
    [Fact]
    public void Of_connectionsThatDoWell_isNothing() =>
        Assert.Empty(Attention.From([
            new Connection { State = ConnectionState.Active, WasActive = true, HeldMissing = 0 },
            new Connection { State = ConnectionState.Preparing },
        ]));

    [Fact]
    public void Of_anUnlinkedConnection_isNothing() =>
        Assert.Empty(Attention.From(
            [new Connection { State = ConnectionState.Unlinked, LastFault = "Unavailable", HeldMissing = 3, OtherAccountId = "x" }]));

    [Fact]
    public void Of_connectionsInTrouble_givesTheWorstFirst()
    {
        var attention = Attention.From(
        [
            new Connection { Vendor = Vendor.AdminPulse, State = ConnectionState.Active, LastFault = "RowsMoved", HeldMissing = 12 },
            new Connection
            {
                Vendor = Vendor.Syneton, State = ConnectionState.ReconnectNeeded, LastFault = "KeyRefused", OtherAccountId = "andere",
            },
        ]);

        Assert.Equal(
            [
                (Vendor.Syneton, AttentionReason.Reconnect, State.Danger),
                (Vendor.AdminPulse, AttentionReason.Fault, State.Warning),
                (Vendor.Syneton, AttentionReason.OtherAccount, State.Warning),
                (Vendor.AdminPulse, AttentionReason.Missing, State.Warning),
            ],
            attention.Select(one => (one.Connection.Vendor, one.Reason, one.State)));
    }
}
