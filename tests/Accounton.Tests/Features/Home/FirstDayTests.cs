using Accounton.Features.Connections;
using Accounton.Features.Home;
using Accounton.Vendors;

namespace Accounton.Tests.Features.Home;

public sealed class FirstDayTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 12, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Of_nothing_hasEverythingToDo() =>
        Assert.Equal(new FirstDay(false, false, false, false), FirstDay.From([], hasClients: false));

    [Theory]
    [InlineData(ConnectionState.Preparing, false, false, true, false, false, true)]
    [InlineData(ConnectionState.ReconnectNeeded, false, false, true, false, false, false)]
    [InlineData(ConnectionState.Active, true, false, true, true, false, false)]
    [InlineData(ConnectionState.Failing, true, true, true, true, true, false)]
    [InlineData(ConnectionState.Unlinked, true, true, true, true, true, false)]
    [InlineData(ConnectionState.Unlinked, false, false, false, false, false, false)]
    public void Of_aConnection_ticksWhatIsDone(
        ConnectionState state, bool wasActive, bool seen, bool linked, bool fetched, bool looked, bool fetching)
    {
        var day = FirstDay.From(
            [new Connection { Vendor = Vendor.AdminPulse, State = state, WasActive = wasActive, ClientsSeenAt = seen ? Now : null }],
            hasClients: false);

        Assert.Equal((linked, fetched, looked, fetching), (day.IsLinked, day.IsFetched, day.IsLookedAt, day.IsFetching));
        Assert.False(day.IsDone);
    }

    [Fact]
    public void Of_aSecondConnection_isNoFirstDayAgain()
    {
        var day = FirstDay.From(
        [
            new Connection { Vendor = Vendor.AdminPulse, State = ConnectionState.Active, WasActive = true, ClientsSeenAt = Now },
            new Connection { Vendor = Vendor.Syneton, State = ConnectionState.Preparing },
        ], hasClients: true);

        Assert.True(day is { IsDone: true, IsFetching: false });
    }
}
