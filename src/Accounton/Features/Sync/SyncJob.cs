using Accounton.Jobs;
using Accounton.Tenancy;
using Hangfire;

namespace Accounton.Features.Sync;

/// <summary>The trigger of a run. Whether there is anything to do, the run's row decides.</summary>
[JobRules, JobName("Clients from the back-office (run {0})")]
public sealed class SyncJob(SyncRunner runner)
{
    public static void Enqueue(IBackgroundJobClient jobs, OfficeRow run, bool isBig) =>
        jobs.Enqueue<SyncJob>(Queue(isBig), job => job.RunAsync(run.OfficeId, run.Id, CancellationToken.None));

    public static void Schedule(IBackgroundJobClient jobs, OfficeRow run, bool isBig, TimeSpan delay) =>
        jobs.Schedule<SyncJob>(Queue(isBig), job => job.RunAsync(run.OfficeId, run.Id, CancellationToken.None), JobDelay.AtLeast(delay));

    /// <param name="officeId">Sets the scope's office (<see cref="OfficeJobActivator"/>).</param>
    /// <param name="runId">The run.</param>
    /// <param name="cancellationToken">Hangfire's: the server stops, or the job was deleted.</param>
    [AutomaticRetry(Attempts = 0)]
    public Task RunAsync(Guid officeId, Guid runId, CancellationToken cancellationToken) => runner.RunAsync(runId, cancellationToken);

    private static string Queue(bool isBig) => isBig ? JobQueues.Big : JobQueues.Small;
}
