namespace Accounton.Tests.Vendors;

/// <summary>
/// A clock that stands still, whose waits are over at once and are written down. Time-outs of an hour or more never come.
/// </summary>
public sealed class InstantTime(DateTimeOffset now) : TimeProvider
{
    private readonly List<TimeSpan> _waits = [];

    public InstantTime()
        : this(new DateTimeOffset(2026, 3, 10, 12, 0, 0, TimeSpan.Zero))
    {
    }

    public IReadOnlyList<TimeSpan> Waits
    {
        get
        {
            lock (_waits)
                return [.. _waits];
        }
    }

    public override DateTimeOffset GetUtcNow() => now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime < TimeSpan.Zero || dueTime >= TimeSpan.FromHours(1))
            return System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        lock (_waits)
            _waits.Add(dueTime);
        return System.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
