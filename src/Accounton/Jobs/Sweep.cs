using Accounton.Tenancy;
using Hangfire;

namespace Accounton.Jobs;

/// <summary>
/// Runs whatever the rows say is due, at start and every minute. Rows are the truth and jobs are only triggers, so this catches every
/// trigger that was lost: with a process, with a storage, with a crash between save and enqueue.
/// </summary>
[JobRules, JobName("Look for what is due")]
public sealed class Sweep(IEnumerable<IDueWork> features, IServiceScopeFactory scopes, TimeProvider clock, ILogger<Sweep> log)
{
    public const string Id = "sweep";

    [AutomaticRetry(Attempts = 0)]
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var feature in features)
        {
            var steps = (IReadOnlyList<DueStep>)[];
            await GuardAsync(
                feature.GetType().Name, null, async () => steps = await feature.FindAsync(clock.GetUtcNow(), cancellationToken));
            foreach (var step in steps)
                await GuardAsync(step.Name, step.OfficeId, () => RunAsync(step, cancellationToken));
        }
    }

    private async Task RunAsync(DueStep step, CancellationToken cancellationToken)
    {
        await using var scope = step.OfficeId is { } office ? scopes.CreateOfficeScope(office) : scopes.CreateAsyncScope();
        await step.RunAsync(scope.ServiceProvider, cancellationToken);
    }

    private async Task GuardAsync(string name, Guid? office, Func<Task> step)
    {
        try
        {
            await step();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Its text could hold a client's data.
            log.LogError(
                "Due work failed: {Step} of office {Office}: {Exception} at {Where}",
                name,
                office,
                e.GetType().Name,
                e.StackTrace?.Split('\n').FirstOrDefault()?.Trim());
        }
    }
}

/// <summary>Runs the sweep once the host has started, and every minute from then on.</summary>
public sealed class SweepSchedule(IBackgroundJobClient jobs, IRecurringJobManager recurring) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        recurring.AddOrUpdate<Sweep>(Sweep.Id, sweep => sweep.RunAsync(CancellationToken.None), Cron.Minutely);
        jobs.Enqueue<Sweep>(sweep => sweep.RunAsync(CancellationToken.None));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
