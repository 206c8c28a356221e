using Accounton.Jobs;

namespace Accounton.Features.Sync;

/// <summary>What a run is leased by.</summary>
public static class SyncLease
{
    public static LeaseTerms<SyncRun> Terms(SyncOptions options, DateTimeOffset now) => new(options.Lease, run => run.EndedAt == null)
    {
        IsDue = run => run.NotBefore <= now,
        IsCancelled = run => run.CancelAskedAt is not null,
        Deadline = run => (run.StartedAt ?? now) + options.RunDeadline,
        OnTaken = set => set.SetProperty(run => run.StartedAt, run => run.StartedAt ?? now),
    };
}
