using System.Collections.Concurrent;
using Accounton.Features.Sync;
using Hangfire;
using Hangfire.Common;
using Hangfire.States;

namespace Accounton.Tests.Running;

/// <summary>Takes jobs and works on none, for a test to see what was triggered.</summary>
public sealed class KeptJobs : IBackgroundJobClient
{
    private readonly ConcurrentQueue<(Job Job, IState State)> _jobs = new();

    /// <summary>The triggers of a run so far, oldest first.</summary>
    public IReadOnlyList<Trigger> Get(SyncRun run) =>
    [
        .. _jobs.Where(j => j.Job.Type == typeof(SyncJob) && run.Id.Equals(j.Job.Args[1]))
            .Select(j => new Trigger(
                j.Job.Queue, j.State is ScheduledState later ? WholeSeconds(later.EnqueueAt - later.ScheduledAt) : TimeSpan.Zero)),
    ];

    /// <summary>How many triggers there were of jobs of a kind for a row.</summary>
    public int CountOf<TJob>(Guid row) => _jobs.Count(j => j.Job.Type == typeof(TJob) && j.Job.Args.Contains(row));

    public string Create(Job job, IState state)
    {
        _jobs.Enqueue((job, state));
        return Guid.NewGuid().ToString();
    }

    public bool ChangeState(string jobId, IState state, string expectedState) => true;

    // Both moments are read from the clock, one after the other.
    private static TimeSpan WholeSeconds(TimeSpan wait) => TimeSpan.FromSeconds(Math.Round(wait.TotalSeconds));
}

/// <summary>In which queue, and after how long.</summary>
public sealed record Trigger(string Queue, TimeSpan Wait);
