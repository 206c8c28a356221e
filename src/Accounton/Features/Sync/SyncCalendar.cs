using Accounton.Web;
using Cronos;
using Microsoft.Extensions.Options;

namespace Accounton.Features.Sync;

/// <summary>When a connection is synchronised next.</summary>
public sealed class SyncCalendar(IOptions<SyncOptions> sync, IOptions<AppOptions> app)
{
    private static readonly TimeSpan Spread = TimeSpan.FromMinutes(45);
    private static readonly TimeSpan LongestAsked = TimeSpan.FromDays(1);
    private static readonly TimeSpan[] Backoff =
    [
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1),
    ];

    /// <summary>
    /// The next night of the schedule, spread over three quarters of an hour by connection so that not all offices come at once.
    /// </summary>
    public DateTimeOffset Next(Guid connectionId, DateTimeOffset now)
    {
        var jitter = Spread * (BitConverter.ToUInt16(connectionId.ToByteArray(), 14) / (double)ushort.MaxValue);
        var night = CronExpression.Parse(sync.Value.Schedule).GetNextOccurrence(now.UtcDateTime, app.Value.Zone);
        return (night is null ? now.AddDays(1) : new DateTimeOffset(night.Value, TimeSpan.Zero)) + jitter;
    }

    /// <summary>
    /// The next try after so many failures in a row: never later than the night, never sooner than the
    /// vendor asked for (at most a day).
    /// </summary>
    public DateTimeOffset Retry(Guid connectionId, int failures, DateTimeOffset now, TimeSpan? asked = null)
    {
        var retry = now + Backoff[Math.Clamp(failures - 1, 0, Backoff.Length - 1)];
        var night = Next(connectionId, now);
        var soonest = now + TimeSpan.FromTicks(Math.Min((asked ?? TimeSpan.Zero).Ticks, LongestAsked.Ticks));
        return new[] { retry < night ? retry : night, soonest }.Max();
    }
}
