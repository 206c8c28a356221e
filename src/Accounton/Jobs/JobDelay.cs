namespace Accounton.Jobs;

/// <summary>How long a trigger is to wait.</summary>
public static class JobDelay
{
    /// <summary>
    /// A delay after which at least this much time has gone by. Hangfire keeps moments in whole seconds, rounded down, so a trigger for
    /// a moment within a second would come before it, find nothing due and be lost.
    /// </summary>
    public static TimeSpan AtLeast(TimeSpan delay) => delay + TimeSpan.FromSeconds(1);
}
