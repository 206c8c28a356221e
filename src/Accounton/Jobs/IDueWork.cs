namespace Accounton.Jobs;

/// <summary>Tells the sweep what a feature's rows say is due. Register an implementation per feature.</summary>
public interface IDueWork
{
    /// <summary>What is due now, most urgent first.</summary>
    Task<IReadOnlyList<DueStep>> FindAsync(DateTimeOffset now, CancellationToken cancellationToken);
}

/// <summary>One thing that is due. It is run and guarded by itself: when it fails, the others go on.</summary>
/// <param name="Name">What it is, for the log.</param>
/// <param name="OfficeId">The office whose data it needs; null for none.</param>
/// <param name="RunAsync">Gets the services of a scope of its own, of that office.</param>
public sealed record DueStep(string Name, Guid? OfficeId, Func<IServiceProvider, CancellationToken, Task> RunAsync)
{
    /// <summary>A step that only triggers a job.</summary>
    public static DueStep Trigger(string name, Action enqueue) => new(name, null, (_, _) =>
    {
        enqueue();
        return Task.CompletedTask;
    });
}
