using Accounton.Data;
using Accounton.Features.Connections;
using Accounton.Tenancy;
using Hangfire;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Options;

namespace Accounton.Features.Sync;

/// <summary>Asks for a run of a connection; however many ask, there is one open run.</summary>
public sealed class SyncRequests(
    AccountonContext db,
    CurrentMember member,
    IBackgroundJobClient jobs,
    SyncCalendar calendar,
    IOptions<SyncOptions> options,
    TimeProvider clock)
{
    /// <summary>
    /// Saves a new run together with whatever else the context holds, and triggers it. With one open already that one
    /// is triggered, and the rest is saved all the same.
    /// </summary>
    public async Task AskAsync(Connection connection, SyncReason reason, CancellationToken cancellationToken)
    {
        if (await SaveAsync(connection, reason, cancellationToken) is { } run)
            Trigger(run);
    }

    /// <summary>The same as the end of a transaction: it is committed before the run is triggered.</summary>
    public async Task AskAsync(
        Connection connection, SyncReason reason, IDbContextTransaction transaction, CancellationToken cancellationToken)
    {
        var run = await SaveAsync(connection, reason, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        if (run is not null)
            Trigger(run);
    }

    /// <summary>Asks for the run of a connection whose next one is due; a second caller at the same moment finds nothing due.</summary>
    public async Task AskDueAsync(Guid connectionId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var next = calendar.Next(connectionId, now);

        // In one transaction, so that a night is neither lost with this process nor asked for twice.
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var due = await db.UpdateOwnAsync<Connection>(
            c => c.Id == connectionId && c.NextSyncAt <= now
                && c.State != ConnectionState.Unlinked && c.State != ConnectionState.ReconnectNeeded,
            set => set.SetProperty(c => c.NextSyncAt, next), cancellationToken);
        if (due == 0)
            return;

        var connection = await db.Connections.SingleAsync(c => c.Id == connectionId, cancellationToken);
        var run = await SaveAsync(connection, connection.FailuresInARow > 0 ? SyncReason.Retry : SyncReason.Schedule, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        if (run is not null)
            Trigger(run);
    }

    /// <summary>Saves all that the context holds; returns the run that is open then.</summary>
    private async Task<SyncRun?> SaveAsync(Connection connection, SyncReason reason, CancellationToken cancellationToken)
    {
        var run = await OpenRunAsync(connection.Id, cancellationToken);
        if (run is null)
        {
            var now = clock.GetUtcNow();
            var notBefore = reason == SyncReason.Linked && !connection.WasActive ? now + options.Value.InitialDelay : now;
            run = new SyncRun
            {
                OfficeId = db.OfficeId,
                ConnectionId = connection.Id,
                Reason = reason,
                AskedAt = now,
                AskedById = member.User?.Id,
                AskedByName = member.User?.Name,
                NotBefore = notBefore,
                FirstDataUntil = notBefore + options.Value.FirstDataWindow,
                IsBig = connection.ClientCount >= SyncRun.BigFrom,
            };
            db.SyncRuns.Add(run);
        }

        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException) when (db.Entry(run).State == EntityState.Added)
        {
            // Somebody else's was saved a moment before ours: theirs serves.
            db.Entry(run).State = EntityState.Detached;
            await db.SaveChangesAsync(cancellationToken);
            run = await OpenRunAsync(connection.Id, cancellationToken);
        }

        return run;
    }

    private Task<SyncRun?> OpenRunAsync(Guid connectionId, CancellationToken cancellationToken) =>
        db.SyncRuns.FirstOrDefaultAsync(r => r.ConnectionId == connectionId && r.EndedAt == null, cancellationToken);

    private void Trigger(SyncRun run)
    {
        var row = new OfficeRow(run.OfficeId, run.Id);
        var wait = run.NotBefore - clock.GetUtcNow();
        if (wait > TimeSpan.Zero)
            SyncJob.Schedule(jobs, row, run.IsBig, wait);
        else
            SyncJob.Enqueue(jobs, row, run.IsBig);
    }
}
