using Accounton.Data;
using Accounton.Features.Imports.Start;
using Accounton.Jobs;
using Hangfire;
using Microsoft.Extensions.Options;

namespace Accounton.Features.Imports;

/// <summary>Imports that may go on, and those that nobody finished for so long that they are given up.</summary>
public sealed class ImportDueWork(AccountonContext db, IBackgroundJobClient jobs, IOptions<ImportOptions> options) : IDueWork
{
    public async Task<IReadOnlyList<DueStep>> FindAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var due = await CrossOfficeQueries.DueImportsAsync(db, cancellationToken);
        var old = await CrossOfficeQueries.OldImportsAsync(db, now - options.Value.KeepFor, cancellationToken);
        return
        [
            .. due.Select(import => DueStep.Trigger("go on with an import", () => Trigger(import, now))),
            .. old.Select(import => new DueStep(
                "give an old import up", import.OfficeId, (services, stop) =>
                    services.GetRequiredService<ImportStarter>().AbandonAsync(import.Id, stop))),
        ];
    }

    /// <summary>An import that is held is looked at as its lease ends, whether its holder lives by then or not.</summary>
    private void Trigger(DueImport import, DateTimeOffset now)
    {
        if (import.LeaseUntil > now)
            ImportJob.Schedule(jobs, import.Row, import.LeaseUntil.Value - now);
        else
            ImportJob.Enqueue(jobs, import.Row);
    }
}
