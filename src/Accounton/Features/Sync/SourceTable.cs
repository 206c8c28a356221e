using Accounton.Data;
using Accounton.Jobs;
using Accounton.Tenancy;
using Accounton.Vendors;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Sync;

/// <summary>Writes pages of a vendor's clients into the office's source table: new and changed rows only, one transaction a page.</summary>
public sealed class SourceTable(AccountonContext db, OfficeCiphers ciphers, TimeProvider clock)
{
    // A page without a change writes nothing but how far the run is: not more often than somebody looks.
    private static readonly TimeSpan TellEvery = TimeSpan.FromMilliseconds(400);

    private DateTimeOffset _told;

    /// <summary>Writes a page; progress and counts go into the run's row in the same transaction, which first renews the lease.</summary>
    /// <param name="run">The run as it was read; only its keys are used.</param>
    /// <param name="lease">Renewed in this transaction.</param>
    /// <param name="clients">The page, each id once.</param>
    /// <param name="done">How many clients this reading has seen, this page included.</param>
    /// <param name="total">How many there are in all, when known.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task WriteAsync(
        SyncRun run,
        RowLease<SyncRun> lease,
        IReadOnlyCollection<ClientRecord> clients,
        int done,
        int? total,
        CancellationToken cancellationToken)
    {
        var cipher = await ciphers.CurrentAsync(cancellationToken);
        var (added, changed) = await CompareAsync(run.ConnectionId, clients, cipher, cancellationToken);

        var now = clock.GetUtcNow();
        if (added.Count == 0 && changed == 0 && done != total && now < _told + TellEvery)
            return;

        _told = now;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await lease.RenewAsync(
            db,
            progress => progress
                .SetProperty(r => r.Phase, SyncPhase.Fetching)
                .SetProperty(r => r.Done, done)
                .SetProperty(r => r.Total, total)
                .SetProperty(r => r.NewCount, r => r.NewCount + added.Count)
                .SetProperty(r => r.ChangedCount, r => r.ChangedCount + changed),
            cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await db.InsertOwnAsync(added, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        db.ChangeTracker.Clear();
    }

    private async Task<(List<SourceClient> Added, int Changed)> CompareAsync(
        Guid connectionId, IReadOnlyCollection<ClientRecord> clients, OfficeCipher cipher, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var ids = clients.Select(c => c.Id).ToList();
        var known = await db.SourceClients.AsNoTracking()
            .Where(c => c.ConnectionId == connectionId && EF.Parameter(ids).Contains(c.VendorId))
            .Select(c => new { c.VendorId, c.ContentHash, Present = c.MissingSince == null && c.GoneSince == null })
            .ToDictionaryAsync(c => c.VendorId, StringComparer.Ordinal, cancellationToken);

        var changed = new Dictionary<string, (ClientRecord Record, byte[] Hash)>(StringComparer.Ordinal);
        var added = new List<SourceClient>();
        var nextId = db.IdsOf<SourceClient>();
        foreach (var client in clients)
        {
            var hash = ContentHash.Create(client, cipher);
            if (!known.TryGetValue(client.Id, out var row))
            {
                var fresh = new SourceClient
                {
                    Id = nextId(),
                    OfficeId = db.OfficeId,
                    ConnectionId = connectionId,
                    VendorId = client.Id,
                    CallId = client.CallId,
                    ContentHash = hash,
                };
                SourceRow.Fill(fresh, client, hash, cipher, now);
                added.Add(fresh);
            }
            else if (!row.Present || !row.ContentHash.AsSpan().SequenceEqual(hash))
            {
                changed[client.Id] = (client, hash);
            }
        }

        if (changed.Count > 0)
        {
            var rows = await db.SourceClients
                .Where(c => c.ConnectionId == connectionId && changed.Keys.Contains(c.VendorId)).ToListAsync(cancellationToken);
            foreach (var row in rows)
                SourceRow.Fill(row, changed[row.VendorId].Record, changed[row.VendorId].Hash, cipher, now);
        }

        return (added, changed.Count);
    }
}
