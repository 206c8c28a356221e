using Accounton.Data;
using Accounton.Jobs;
using Accounton.Tenancy;
using Accounton.Vendors;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Sync;

/// <summary>
/// What a complete run did not see. A client is gone when a look by its id says so, or when a second complete run
/// misses it too; nothing is ever deleted here.
/// </summary>
public sealed class PendingRemovals(AccountonContext db, SourceTable table, TimeProvider clock)
{
    /// <summary>The most looks by id in one run.</summary>
    public const int MostLooks = 50;

    private const int Batch = 400;

    /// <summary>The rows of a connection that are there, though this run did not see them.</summary>
    public async Task<IReadOnlyList<MissingClient>> FindAsync(Guid connectionId, SeenIds seen, CancellationToken cancellationToken)
    {
        var missing = new List<MissingClient>();
        var present = db.SourceClients.AsNoTracking()
            .Where(c => c.ConnectionId == connectionId && c.GoneSince == null)
            .Select(c => new MissingClient(c.Id, c.VendorId, c.CallId, c.MissingSince != null)).AsAsyncEnumerable();
        await foreach (var client in present.WithCancellation(cancellationToken))
        {
            if (!seen.Contains(client.VendorId))
                missing.Add(client);
        }

        return missing;
    }

    /// <summary>Marks what is gone; returns how many were, and how many are there after all.</summary>
    /// <param name="run">The run that missed them.</param>
    /// <param name="lease">Renewed in each transaction.</param>
    /// <param name="missing">What <see cref="FindAsync"/> found.</param>
    /// <param name="seen">How many clients the run did see.</param>
    /// <param name="confirmed">A person said that they are gone.</param>
    /// <param name="look">Looks for a client by its id for calls; null when it does not exist.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<(int Gone, int Found)> MarkAsync(
        SyncRun run, RowLease<SyncRun> lease, IReadOnlyList<MissingClient> missing, int seen, bool confirmed,
        Func<string, CancellationToken, Task<ClientRecord?>> look, CancellationToken cancellationToken)
    {
        var gone = missing.Where(m => m.WasMissing || confirmed).Select(m => m.Id).ToList();
        var unsure = new List<Guid>();
        var found = new List<ClientRecord>();
        var looksLeft = MostLooks;
        foreach (var client in missing.Where(m => !m.WasMissing && !confirmed))
        {
            if (looksLeft-- <= 0)
            {
                unsure.Add(client.Id);
                continue;
            }

            try
            {
                if (await look(client.CallId, cancellationToken) is not { } record)
                    gone.Add(client.Id);
                else if (record.Id == client.VendorId)
                    found.Add(record);
                else
                    unsure.Add(client.Id);
            }
            catch (VendorException e) when (e.Fault is not (VendorFault.ReconnectNeeded or VendorFault.KeyRefused))
            {
                // The list itself was read whole: whom the vendor does not let us look for, the next run decides on.
                unsure.Add(client.Id);
                looksLeft = 0;
            }
        }

        if (found.Count > 0)
            await table.WriteAsync(run, lease, found, seen + found.Count, seen + found.Count, cancellationToken);

        var now = clock.GetUtcNow();
        foreach (var ids in gone.Chunk(Batch))
            await WriteAsync(run, lease, ids, goneSince: now, now, cancellationToken);
        foreach (var ids in unsure.Chunk(Batch))
            await WriteAsync(run, lease, ids, goneSince: null, now, cancellationToken);

        return (gone.Count, found.Count);
    }

    private async Task WriteAsync(
        SyncRun run,
        RowLease<SyncRun> lease,
        Guid[] ids,
        DateTimeOffset? goneSince,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await lease.RenewAsync(db, cancellationToken);
        await db.UpdateOwnAsync<SourceClient>(
            c => ids.Contains(c.Id),
            set => set.SetProperty(c => c.GoneSince, goneSince).SetProperty(c => c.MissingSince, c => c.MissingSince ?? now),
            cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}

/// <summary>A row that a run did not see. <paramref name="WasMissing"/>: an earlier complete run missed it too.</summary>
public sealed record MissingClient(Guid Id, string VendorId, string CallId, bool WasMissing);
