using Accounton.Data;
using Accounton.Jobs;
using Hangfire;

namespace Accounton.Features.Sync;

/// <summary>Connections whose next sync is due, and runs that may go on.</summary>
public sealed class SyncDueWork(AccountonContext db, IBackgroundJobClient jobs) : IDueWork
{
    public async Task<IReadOnlyList<DueStep>> FindAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var connections = await CrossOfficeQueries.DueConnectionsAsync(db, now, cancellationToken);
        var runs = await CrossOfficeQueries.DueRunsAsync(db, now, cancellationToken);
        return
        [
            .. connections.Select(connection => new DueStep(
                "ask for a sync", connection.OfficeId, (services, stop) =>
                    services.GetRequiredService<SyncRequests>().AskDueAsync(connection.Id, stop))),
            .. runs.Select(run => DueStep.Trigger("go on with a sync", () => Trigger(run, now))),
        ];
    }

    /// <summary>A run that is held is looked at as its lease ends, whether its holder lives by then or not.</summary>
    private void Trigger(DueRun run, DateTimeOffset now)
    {
        if (run.LeaseUntil > now)
            SyncJob.Schedule(jobs, run.Row, run.IsBig, run.LeaseUntil.Value - now);
        else
            SyncJob.Enqueue(jobs, run.Row, run.IsBig);
    }
}
