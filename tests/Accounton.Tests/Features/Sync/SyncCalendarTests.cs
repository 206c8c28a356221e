using System.Globalization;
using Accounton.Features.Sync;
using Accounton.Web;
using Microsoft.Extensions.Options;

namespace Accounton.Tests.Features.Sync;

public sealed class SyncCalendarTests
{
    private static readonly TimeSpan Spread = TimeSpan.FromMinutes(45);

    // The last two bytes of an id spread the connections; these are not spread at all.
    private static readonly Guid First = new("00000000-0000-0000-0000-000000000000");
    private static readonly Guid Last = new("00000000-0000-0000-0000-00000000ffff");

    [Theory]
    [InlineData("2026-01-15T12:00:00Z", "2026-01-16T01:00:00Z")]
    [InlineData("2026-07-15T12:00:00Z", "2026-07-16T00:00:00Z")]
    [InlineData("2026-07-15T00:00:00Z", "2026-07-16T00:00:00Z")]
    [InlineData("2026-07-14T23:59:59Z", "2026-07-15T00:00:00Z")]
    // The night that has no 02:00: the clock goes from 02:00 to 03:00, which is 01:00 UTC.
    [InlineData("2026-03-28T12:00:00Z", "2026-03-29T01:00:00Z")]
    [InlineData("2026-03-29T12:00:00Z", "2026-03-30T00:00:00Z")]
    // The night that has 02:00 twice: once is enough.
    [InlineData("2026-10-24T12:00:00Z", "2026-10-25T00:00:00Z")]
    [InlineData("2026-10-25T00:00:00Z", "2026-10-26T01:00:00Z")]
    public void Next_onAnyDay_isTheNightInBrussels(string now, string next) =>
        Assert.Equal(At(next), Calendar().Next(First, At(now)));

    [Fact]
    public void Next_forManyConnections_isSpreadOverTheSpan()
    {
        var now = At("2026-01-15T12:00:00Z");
        var night = At("2026-01-16T01:00:00Z");
        Assert.Equal(night + Spread, Calendar().Next(Last, now));

        var minutes = Enumerable.Range(0, 200).Select(_ => (Calendar().Next(Guid.NewGuid(), now) - night).TotalMinutes).ToList();
        Assert.All(minutes, m => Assert.InRange(m, 0, Spread.TotalMinutes));
        Assert.True(minutes.Select(m => (int)m).Distinct().Count() > 20);
    }

    [Theory, InlineData(1, 1), InlineData(2, 5), InlineData(3, 15), InlineData(4, 60), InlineData(50, 60)]
    public void Retry_afterFailures_waitsLongerAndLonger(int failures, int minutes)
    {
        var now = At("2026-01-15T12:00:00Z");
        Assert.Equal(now.AddMinutes(minutes), Calendar().Retry(First, failures, now));
    }

    [Fact]
    public void Retry_beforeTheNight_isTheNight() =>
        Assert.Equal(At("2026-01-16T01:00:00Z"), Calendar().Retry(First, 4, At("2026-01-16T00:45:00Z")));

    [Theory, InlineData(30, 60), InlineData(7200, 7200), InlineData(864_000, 86_400)]
    public void Retry_whenTheVendorAskedToWait_isNoSoonerThanThat(int askedSeconds, int seconds)
    {
        var now = At("2026-01-15T12:00:00Z");
        Assert.Equal(now.AddSeconds(seconds), Calendar().Retry(First, 1, now, TimeSpan.FromSeconds(askedSeconds)));
    }

    private static SyncCalendar Calendar() => new(Options.Create(new SyncOptions()), Options.Create(new AppOptions()));

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
