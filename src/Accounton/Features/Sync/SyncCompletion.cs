using Accounton.Data;
using Accounton.Features.Connections;
using Accounton.Jobs;
using Accounton.Vendors;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Sync;

/// <summary>How a run ends, in its own row and in its connection's, in one transaction under the lease.</summary>
public sealed class SyncCompletion(AccountonContext db, SyncCalendar calendar, LinkFaults faults, TimeProvider clock)
{
    /// <summary>The clients are there: the sync is active, though the run may go on with what is slow.</summary>
    public Task ActivateAsync(SyncRun run, RowLease<SyncRun> lease, ReadingResult result, CancellationToken cancellationToken) =>
        ChangeAsync(run, lease, async (row, connection) =>
        {
            row.GoneCount = result.Gone;
            row.SkippedCount = result.Skipped;
            row.UnchangedCount = Math.Max(0, result.Seen - row.NewCount - row.ChangedCount);
            connection.State = ConnectionState.Active;
            connection.WasActive = true;
            connection.Count(await CountAsync(connection, cancellationToken));
            connection.LastSyncAt = clock.GetUtcNow();

            // What was confirmed while this run went on is left for the next one.
            connection.MissingConfirmed = connection.MissingConfirmed && result.Held <= connection.HeldMissing;
            connection.HeldMissing = result.Held;
            connection.HeldForOtherAccount = connection.HeldForOtherAccount && result.Held is not null;
        }, cancellationToken);

    public Task CompleteAsync(SyncRun run, RowLease<SyncRun> lease, ReadingResult result, string? detailsFault) =>
        ChangeAsync(run, lease, (row, connection) =>
        {
            var now = clock.GetUtcNow();
            End(row, result.Fault is null ? SyncOutcome.Complete : SyncOutcome.Incomplete, result.Fault ?? detailsFault);
            row.Done = result.Seen;
            row.Total = result.Seen;
            if (result.Fault is null)
            {
                connection.FailuresInARow = 0;
                connection.LastFault = null;
                connection.LastFaultAt = null;
                connection.NextSyncAt = calendar.Next(connection.Id, now);
            }
            else
            {
                // What cannot be read is read no better in a minute.
                Note(connection, result.Fault);
                if (result.Fault is SyncFault.RowsUnreadable or nameof(VendorFault.ListWithoutEnd))
                    connection.NextSyncAt = calendar.Next(connection.Id, now);
            }

            return Task.CompletedTask;
        }, CancellationToken.None);

    /// <summary>Keeps what there is; says why, and when it is tried again: not before the vendor wants to be asked.</summary>
    public Task FailAsync(SyncRun run, RowLease<SyncRun> lease, string fault, TimeSpan? retryAfter = null) =>
        ChangeAsync(run, lease, async (row, connection) =>
        {
            End(row, SyncOutcome.Failed, fault);
            if (!connection.IsLinked)
                return;

            Note(connection, fault, retryAfter);
            if (LinkFaults.NeedsPerson(fault))
            {
                await faults.MarkAsync(connection, fault, CancellationToken.None);
                connection.State = ConnectionState.ReconnectNeeded;
                connection.NextSyncAt = null;
            }
            else if (connection.WasActive)
            {
                connection.State = ConnectionState.Failing;
            }
        }, CancellationToken.None);

    public Task CancelledAsync(SyncRun run, RowLease<SyncRun> lease) =>
        ChangeAsync(run, lease, (row, connection) =>
        {
            End(row, SyncOutcome.Cancelled, null);
            if (connection.IsLinked)
                connection.NextSyncAt ??= calendar.Next(connection.Id, clock.GetUtcNow());
            return Task.CompletedTask;
        }, CancellationToken.None);

    private async Task<(ClientStatus Status, bool IsGone, int Count)[]> CountAsync(
        Connection connection, CancellationToken cancellationToken)
    {
        var counts = await db.SourceClients.Where(c => c.ConnectionId == connection.Id)
            .GroupBy(c => new { c.Status, IsGone = c.GoneSince != null })
            .Select(g => new { g.Key.Status, g.Key.IsGone, Count = g.Count() }).ToListAsync(cancellationToken);
        return [.. counts.Select(c => (c.Status, c.IsGone, c.Count))];
    }

    private void End(SyncRun row, SyncOutcome outcome, string? fault)
    {
        row.EndedAt = clock.GetUtcNow();
        row.Phase = SyncPhase.Ended;
        row.Outcome = outcome;
        row.Fault = fault;
        row.LeaseUntil = null;
    }

    private void Note(Connection connection, string fault, TimeSpan? retryAfter = null)
    {
        var now = clock.GetUtcNow();
        connection.LastFault = fault;
        connection.LastFaultAt = now;
        connection.FailuresInARow++;
        connection.NextSyncAt = calendar.Retry(connection.Id, connection.FailuresInARow, now, retryAfter);
    }

    private async Task ChangeAsync(
        SyncRun run, RowLease<SyncRun> lease, Func<SyncRun, Connection, Task> change, CancellationToken cancellationToken)
    {
        // The context may still hold what a failed page was about to write.
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await lease.RenewAsync(db, cancellationToken);
        var row = await db.SyncRuns.SingleAsync(r => r.Id == run.Id, cancellationToken);
        var connection = await db.Connections.SingleAsync(c => c.Id == run.ConnectionId, cancellationToken);
        await change(row, connection);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        db.ChangeTracker.Clear();
    }
}
