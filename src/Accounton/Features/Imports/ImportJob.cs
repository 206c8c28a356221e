using Accounton.Data;
using Accounton.Features.Imports.Applying;
using Accounton.Features.Sync;
using Accounton.Jobs;
using Accounton.Tenancy;
using Accounton.Vendors;
using Hangfire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Accounton.Features.Imports;

/// <summary>The trigger of an import's work. What there is to do, the import's row decides.</summary>
[JobRules]
public sealed class ImportJob(
    AccountonContext db, Compare.Comparer comparer, Applier applier, Undoer undoer, IBackgroundJobClient jobs, IOptions<SyncOptions> sync,
    TimeProvider clock, ILogger<ImportJob> log)
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    public static void Enqueue(IBackgroundJobClient jobs, OfficeRow batch) =>
        jobs.Enqueue<ImportJob>(job => job.RunAsync(batch.OfficeId, batch.Id, CancellationToken.None));

    /// <param name="officeId">Sets the scope's office (<see cref="OfficeJobActivator"/>).</param>
    /// <param name="batchId">The import.</param>
    /// <param name="cancellationToken">Hangfire's: the server stops, or the job was deleted.</param>
    [AutomaticRetry(Attempts = 0)]
    public async Task RunAsync(Guid officeId, Guid batchId, CancellationToken cancellationToken)
    {
        var batch = await db.ImportBatches.AsNoTracking().SingleOrDefaultAsync(b => b.Id == batchId, cancellationToken);
        if (batch?.State == ImportState.Fetching && await FetchedAsync(batch, cancellationToken))
            batch.State = ImportState.Comparing;
        if (batch?.State is not (ImportState.Comparing or ImportState.Applying or ImportState.Undoing)
            || await ImportLease.TakeAsync(db, clock, sync.Value.Lease, batchId, batch.State, cancellationToken) is not { } lease)
            return;

        try
        {
            // Read once more: it may have been decided on until it was taken.
            batch = await db.ImportBatches.AsNoTracking().SingleAsync(b => b.Id == batchId, cancellationToken);
            await (batch.State switch
            {
                ImportState.Comparing => comparer.CompareAsync(batch, lease, cancellationToken),
                ImportState.Applying => applier.ApplyAsync(batch, lease, cancellationToken),
                _ => undoer.UndoAsync(batch, lease, cancellationToken),
            });
        }
        catch (LeaseLostException)
        {
            log.LogInformation("The import was taken over, or was ended");
        }
        catch (VendorException e) when (batch.State == ImportState.Comparing)
        {
            await FailAsync(batch, lease, e.Fault.ToString());
        }
        catch (Exception e) when (e is not OperationCanceledException && batch.State == ImportState.Comparing)
        {
            // Nothing was changed yet, so that it may simply be asked for again. Its text could hold a client's data.
            log.LogError("The comparison failed: {Exception} at {Where}", e.GetType().Name, e.StackTrace?.Split('\n').FirstOrDefault()?.Trim());
            await FailAsync(batch, lease, ImportFault.Unexpected);
        }
    }

    /// <summary>Waits for the run that fetches the clients, without holding a worker.</summary>
    private async Task<bool> FetchedAsync(ImportBatch batch, CancellationToken cancellationToken)
    {
        if (await db.SyncRuns.AnyAsync(r => r.ConnectionId == batch.ConnectionId && r.EndedAt == null && r.Phase != SyncPhase.NationalNumbers, cancellationToken))
        {
            jobs.Schedule<ImportJob>(job => job.RunAsync(batch.OfficeId, batch.Id, CancellationToken.None), LookAgain);
            return false;
        }

        var connection = await db.Connections.AsNoTracking().SingleAsync(c => c.Id == batch.ConnectionId, cancellationToken);
        var isFresh = connection.WasActive && connection.LastSyncAt >= batch.CreatedAt;
        var (state, fault) = isFresh ? (ImportState.Comparing, (string?)null) : (ImportState.Failed, connection.LastFault ?? ImportFault.NotFetched);
        await db.UpdateOwnAsync<ImportBatch>(
            b => b.Id == batch.Id && b.State == ImportState.Fetching,
            set => set.SetProperty(b => b.State, state).SetProperty(b => b.Fault, fault), cancellationToken);
        return isFresh;
    }

    private async Task FailAsync(ImportBatch batch, ImportLease lease, string fault)
    {
        db.ChangeTracker.Clear();
        await lease.EndAsync(db, ImportState.Failed, set => set.SetProperty(b => b.Fault, fault), CancellationToken.None);
        log.LogWarning("The import {Batch} failed: {Fault}", batch.Id, fault);
    }
}

/// <summary>Codes of an import's own faults, beside those of the vendors.</summary>
public static class ImportFault
{
    public const string Unexpected = nameof(Unexpected);

    /// <summary>The fetch was cancelled, or left the table as it was.</summary>
    public const string NotFetched = nameof(NotFetched);
}
