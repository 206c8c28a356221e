using Accounton.Data;
using Accounton.Features.Imports.Apply;
using Accounton.Features.Imports.Compare;
using Accounton.Features.Sync;
using Accounton.Jobs;
using Accounton.Tenancy;
using Accounton.Vendors;
using Hangfire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Accounton.Features.Imports;

/// <summary>The trigger of an import's work. What there is to do, the import's row decides.</summary>
[JobRules, JobName("Import of clients ({0})")]
public sealed class ImportJob(
    AccountonContext db,
    IServiceScopeFactory scopes,
    ImportComparer comparer,
    ImportApplier applier,
    ImportUndo undo,
    IBackgroundJobClient jobs,
    IOptions<SyncOptions> sync,
    TimeProvider clock,
    ILogger<ImportJob> log)
{
    public static void Enqueue(IBackgroundJobClient jobs, OfficeRow batch) =>
        jobs.Enqueue<ImportJob>(job => job.RunAsync(batch.OfficeId, batch.Id, CancellationToken.None));

    public static void Schedule(IBackgroundJobClient jobs, OfficeRow batch, TimeSpan delay) =>
        jobs.Schedule<ImportJob>(job => job.RunAsync(batch.OfficeId, batch.Id, CancellationToken.None), JobDelay.AtLeast(delay));

    /// <param name="officeId">Sets the scope's office (<see cref="OfficeJobActivator"/>).</param>
    /// <param name="batchId">The import.</param>
    /// <param name="cancellationToken">Hangfire's: the server stops, or the job was deleted.</param>
    [AutomaticRetry(Attempts = 0)]
    public async Task RunAsync(Guid officeId, Guid batchId, CancellationToken cancellationToken)
    {
        var batch = await db.ImportBatches.AsNoTracking().SingleOrDefaultAsync(b => b.Id == batchId, cancellationToken);
        if (batch?.State == ImportState.Fetching && await IsFetchedAsync(batch, cancellationToken))
            batch.State = ImportState.Comparing;
        if (batch?.State is not (ImportState.Comparing or ImportState.Applying or ImportState.Undoing))
            return;

        var state = batch.State;
        var terms = new LeaseTerms<ImportBatch>(sync.Value.Lease, b => b.State == state);
        await using var lease = await RowLease.TakeAsync(db, scopes, clock, terms, batchId, cancellationToken);
        if (lease is not null)
            await WorkAsync(lease, cancellationToken);
        else if (terms.LookAgainAt(batch.LeaseUntil, clock.GetUtcNow()) is { } at)
            Schedule(jobs, new OfficeRow(batch.OfficeId, batch.Id), at - clock.GetUtcNow());
    }

    private async Task WorkAsync(RowLease<ImportBatch> lease, CancellationToken server)
    {
        // As it was taken: it may have been decided on until then.
        var batch = lease.Row;
        try
        {
            await (batch.State switch
            {
                ImportState.Comparing => comparer.CompareAsync(batch, lease, lease.Work),
                ImportState.Applying => applier.ApplyAsync(batch, lease, lease.Work),
                _ => undo.UndoAsync(batch, lease, lease.Work),
            });
        }
        catch (Exception e) when (e is LeaseLostException || lease.Stop is not null)
        {
            log.LogInformation("The import was taken over, or was ended");
        }
        catch (Exception) when (server.IsCancellationRequested)
        {
            // Whatever was under way may have failed in its own words when it was stopped.
            throw new OperationCanceledException(server);
        }
        catch (VendorException e) when (batch.State == ImportState.Comparing)
        {
            await FailAsync(lease, e.Fault.ToString());
        }
        catch (Exception e)
        {
            // It is not tried again by itself: what ended it once would end it each time. Its text could hold a client's data.
            log.LogError(
                "The import failed while {State}: {Exception} at {Where}",
                batch.State,
                e.GetType().Name,
                e.StackTrace?.Split('\n').FirstOrDefault()?.Trim());
            await FailAsync(lease, ImportFault.Unexpected);
        }
    }

    /// <summary>Whether the clients are there. While a run is still fetching them nothing is: its end triggers this again.</summary>
    private async Task<bool> IsFetchedAsync(ImportBatch batch, CancellationToken cancellationToken)
    {
        var connection = await db.Connections.AsNoTracking().SingleAsync(c => c.Id == batch.ConnectionId, cancellationToken);
        var isFresh = connection.WasActive && connection.LastSyncAt >= batch.CreatedAt;
        if (!isFresh && await db.SyncRuns.AnyAsync(r => r.ConnectionId == batch.ConnectionId && r.EndedAt == null, cancellationToken))
            return false;

        var (state, fault) = isFresh
            ? (ImportState.Comparing, (string?)null)
            : (ImportState.Failed, connection.LastFault ?? ImportFault.NotFetched);
        await db.UpdateOwnAsync<ImportBatch>(
            b => b.Id == batch.Id && b.State == ImportState.Fetching,
            set => set.SetProperty(b => b.State, state).SetProperty(b => b.Fault, fault), cancellationToken);
        return isFresh;
    }

    private async Task FailAsync(RowLease<ImportBatch> lease, string fault)
    {
        var failed = lease.Row.State switch
        {
            ImportState.Applying => ImportState.ApplyFailed,
            ImportState.Undoing => ImportState.UndoFailed,
            _ => ImportState.Failed,
        };
        db.ChangeTracker.Clear();
        await lease.ReleaseAsync(db, set => set.SetProperty(b => b.State, failed).SetProperty(b => b.Fault, fault), CancellationToken.None);
        log.LogWarning("The import {Batch} failed: {Fault}", lease.Row.Id, fault);
    }
}

/// <summary>Triggers the imports that wait for a connection's clients.</summary>
public sealed class FetchedImports(AccountonContext db, IBackgroundJobClient jobs) : ISyncWaiter
{
    public async Task WakeAsync(Guid connectionId, CancellationToken cancellationToken)
    {
        var waiting = await db.ImportBatches.Where(b => b.ConnectionId == connectionId && b.State == ImportState.Fetching)
            .Select(b => new OfficeRow(b.OfficeId, b.Id)).ToListAsync(cancellationToken);
        waiting.ForEach(batch => ImportJob.Enqueue(jobs, batch));
    }
}

/// <summary>Codes of an import's own faults, beside those of the vendors.</summary>
public static class ImportFault
{
    public const string Unexpected = nameof(Unexpected);

    /// <summary>The fetch was cancelled, or left the table as it was.</summary>
    public const string NotFetched = nameof(NotFetched);
}
