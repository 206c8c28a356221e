using Accounton.Data;
using Accounton.Features.Audit;
using Accounton.Features.Connections;
using Accounton.Features.Sync;
using Accounton.Tenancy;
using Accounton.Vendors;
using Hangfire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Accounton.Features.Imports.Start;

/// <summary>Begins an import, and gives one up. Whatever is under way is gone on with by a job.</summary>
public sealed class ImportStarter(
    AccountonContext db,
    CurrentMember member,
    SyncRequests sync,
    IBackgroundJobClient jobs,
    AuditLog audit,
    IOptions<ImportOptions> options,
    TimeProvider clock)
{
    /// <summary>From a back-office. A client table that is too old is fetched first.</summary>
    /// <param name="connection">One that was active.</param>
    /// <param name="only">The task templates that narrow it; none for all clients.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<ImportBatch> FromBackOfficeAsync(
        Connection connection, IReadOnlyList<TaskTemplate> only, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var isFetched = connection.LastSyncAt >= now - options.Value.SourceMayBeOld
            || connection.State == ConnectionState.ReconnectNeeded || !connection.IsLinked;
        var batch = new ImportBatch
        {
            OfficeId = db.OfficeId,
            Source = connection.Vendor == Vendor.AdminPulse ? ImportSource.AdminPulse : ImportSource.Syneton,
            ConnectionId = connection.Id,
            TaskTemplates = only.Count == 0 ? null : string.Join('\n', only.Select(t => t.Id)),
            TaskTemplateNames = only.Count == 0 ? null : string.Join('\n', only.Select(t => t.Name)),
            State = isFetched ? ImportState.Comparing : ImportState.Fetching,
            CreatedById = member.User?.Id,
            CreatedByName = member.User?.Name,
            CreatedAt = now,
        };
        db.ImportBatches.Add(batch);
        audit.Add(new ImportStarted(batch.Id, batch.Source));

        // Saves the import too: the run must not end before the import waits for it.
        if (isFetched)
            await db.SaveChangesAsync(cancellationToken);
        else
            await sync.AskAsync(connection, SyncReason.Person, cancellationToken);
        Go(batch.Id);
        return batch;
    }

    /// <summary>Triggers the job that goes on with an import.</summary>
    public void Go(Guid batchId) => ImportJob.Enqueue(jobs, new OfficeRow(db.OfficeId, batchId));

    /// <summary>Compares anew what could not be fetched or compared; with the table as it is, when that is said.</summary>
    public async Task<bool> TryAgainAsync(ImportBatch batch, bool withWhatIsThere, CancellationToken cancellationToken)
    {
        var fetches = !withWhatIsThere && batch.ConnectionId is not null && batch.Fault is not null;
        var state = fetches ? ImportState.Fetching : ImportState.Comparing;
        var changed = await db.UpdateOwnAsync<ImportBatch>(
            b => b.Id == batch.Id && (b.State == ImportState.Failed || b.State == ImportState.Reviewing),
            set => set.SetProperty(b => b.State, state).SetProperty(b => b.Fault, (string?)null)
                .SetProperty(b => b.Done, 0).SetProperty(b => b.Total, (int?)null), cancellationToken);
        if (changed == 0)
            return false;

        if (fetches)
            await sync.AskAsync(
                await db.Connections.SingleAsync(c => c.Id == batch.ConnectionId, cancellationToken), SyncReason.Person, cancellationToken);
        Go(batch.Id);
        return true;
    }

    /// <summary>Goes on with applying or undoing that a fault ended; false when it is under way already, or over.</summary>
    public async Task<bool> ResumeAsync(Guid batchId, CancellationToken cancellationToken)
    {
        var applies = await ResumeAsync(ImportState.ApplyFailed, ImportState.Applying);
        if (applies + await ResumeAsync(ImportState.UndoFailed, ImportState.Undoing) == 0)
            return false;

        Go(batchId);
        return true;

        Task<int> ResumeAsync(ImportState from, ImportState to) => db.UpdateOwnAsync<ImportBatch>(
            b => b.Id == batchId && b.State == from,
            set => set.SetProperty(b => b.State, to).SetProperty(b => b.Fault, (string?)null),
            cancellationToken);
    }

    /// <summary>Gives an import up before anything was applied, and erases what it holds of clients.</summary>
    public async Task<bool> AbandonAsync(Guid batchId, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var changed = await db.UpdateOwnAsync<ImportBatch>(
            b => b.Id == batchId && (b.State == ImportState.Mapping || b.State == ImportState.Fetching || b.State == ImportState.Comparing
                || b.State == ImportState.Reviewing || b.State == ImportState.Failed),
            set => set.SetProperty(b => b.State, ImportState.Abandoned).SetProperty(b => b.ClaimId, (Guid?)null)
                .SetProperty(b => b.LeaseUntil, (DateTimeOffset?)null), cancellationToken);
        if (changed == 0)
            return false;

        await ImportErasure.EraseAllAsync(db, batchId, cancellationToken);
        audit.Add(new ImportAbandoned(batchId));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
