namespace Accounton.Tests.Running;

/// <summary>A clock that stands still until it is moved. Waits take their real time, so that nothing hangs on it.</summary>
public sealed class StandingClock(DateTimeOffset now) : TimeProvider
{
    private long _ticks = now.UtcTicks;

    /// <summary>Stands at the real time, which the sandbox's tokens go by.</summary>
    public StandingClock()
        : this(DateTimeOffset.UtcNow)
    {
    }

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    public void Advance(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);
}
