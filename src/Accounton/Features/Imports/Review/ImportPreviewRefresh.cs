using Accounton.Data;
using Accounton.Features.Clients;
using Accounton.Features.Imports.Compare;
using Accounton.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Imports.Review;

/// <summary>Brings an overview up to date with what changed since it was compared: clients here, and records of the back-office.</summary>
public sealed class ImportPreviewRefresh(
    AccountonContext db, OfficeCiphers ciphers, RowComparison comparison, CandidateSources sources, Decisions decisions)
{
    /// <summary>So many rows are compared again at once.</summary>
    private const int PageSize = 100;

    /// <summary>How many rows' record at the back-office, or client here, is not what was compared. Only looks.</summary>
    public async Task<int> CountMovedAsync(ImportBatch batch, CancellationToken cancellationToken) =>
        (await MovedAsync(batch, cancellationToken)).Count;

    /// <summary>Compares the rows that moved again, and takes back the decisions on them.</summary>
    /// <returns>How many.</returns>
    public async Task<int> RefreshAsync(ImportBatch batch, CancellationToken cancellationToken)
    {
        var moved = await MovedAsync(batch, cancellationToken);
        var source = batch.ConnectionId is null ? null : sources.Records(batch, await ciphers.CurrentAsync(cancellationToken));
        return await RefreshAsync(batch, moved, source, cancellationToken);
    }

    private async Task<HashSet<Guid>> MovedAsync(ImportBatch batch, CancellationToken cancellationToken)
    {
        var moved = await MovedClientsAsync(batch, cancellationToken);
        if (batch.ConnectionId is not null)
            moved.UnionWith(await MovedRecordsAsync(batch, cancellationToken));
        return moved;
    }

    private async Task<int> RefreshAsync(
        ImportBatch batch, HashSet<Guid> rowIds, BackOfficeCandidates? source, CancellationToken cancellationToken)
    {
        if (rowIds.Count == 0)
            return 0;

        var cipher = await ciphers.CurrentAsync(cancellationToken);
        await decisions.DecideAsync(batch.Id, async () =>
        {
            foreach (var ids in rowIds.Chunk(PageSize))
            {
                var rows = await db.ImportRows.AsNoTracking().Where(r => ids.Contains(r.Id)).ToListAsync(cancellationToken);
                await KeepAsync([.. rows.Where(r => r.Group == ImportGroup.OnlyHere).Select(r => r.Id)], cancellationToken);
                var imported = rows.Where(r => r.Group != ImportGroup.OnlyHere).ToList();
                var again = source is null
                    ? [.. imported.Select(
                        row => new ComparedAgain(row, RowComparison.CandidateOf(row, ClientValues.From(row, cipher), [])))]
                    : await ReadAgainAsync(imported, source, cancellationToken);
                await comparison.CompareAsync(batch, again, cipher, cancellationToken);
                await EraseAsync(batch, [.. imported.Select(r => r.Id).Except(again.Select(one => one.Before!.Id))], cancellationToken);
            }
        }, cancellationToken);
        return rowIds.Count;
    }

    /// <summary>The rows with their records as they are now, without those that are gone.</summary>
    private static async Task<IReadOnlyList<ComparedAgain>> ReadAgainAsync(
        IReadOnlyCollection<ImportRow> rows, BackOfficeCandidates source, CancellationToken cancellationToken)
    {
        var alone = await source.AloneAsync([.. rows.Where(r => r.IsSplit).Select(r => r.VendorId!)], cancellationToken);
        var found = await source.FindAsync([.. rows.Where(r => !r.IsSplit).Select(r => r.VendorId!)], cancellationToken);
        return
        [
            .. from row in rows
               let candidate = (row.IsSplit ? alone : found).GetValueOrDefault(row.VendorId!)
               where candidate is not null
               select new ComparedAgain(row, candidate, row.IsSplit),
        ];
    }

    /// <summary>A client that is only here and was changed: keeping it is proposed once more.</summary>
    private Task<int> KeepAsync(IReadOnlyCollection<Guid> rowIds, CancellationToken cancellationToken) => db.UpdateOwnAsync<ImportRow>(
        r => rowIds.Contains(r.Id),
        set => set.SetProperty(r => r.IsChosen, false)
            .SetProperty(
                r => r.ClientVersion, r => db.Clients.Where(c => c.Id == r.ClientId).Select(c => (int?)c.Version).FirstOrDefault()),
        cancellationToken);

    private async Task<HashSet<Guid>> MovedClientsAsync(ImportBatch batch, CancellationToken cancellationToken) =>
    [
        .. await (from row in db.ImportRows
                  join client in db.Clients on row.ClientId equals client.Id
                  where row.BatchId == batch.Id && row.ClientVersion != null && row.ClientVersion != client.Version
                  select row.Id).ToListAsync(cancellationToken),
    ];

    private async Task<HashSet<Guid>> MovedRecordsAsync(ImportBatch batch, CancellationToken cancellationToken)
    {
        var moved = new HashSet<Guid>();
        var fetched = batch.ComparedAt ?? batch.CreatedAt;
        var all = db.SourceClients.AsNoTracking().Where(c => c.ConnectionId == batch.ConnectionId);

        // Each through its own index: with an "or" between them all clients may be read.
        var changed = (await all.Where(c => c.FetchedAt >= fetched)
            .Concat(all.Where(c => c.GoneSince >= fetched)).Concat(all.Where(c => c.NationalNumberAskedAt >= fetched))
            .Select(c => new { c.VendorId, c.ContentHash, c.NationalNumberHash, c.PartnerVendorId, IsGone = c.GoneSince != null })
            .ToListAsync(cancellationToken))
            .DistinctBy(c => c.VendorId, StringComparer.Ordinal);
        foreach (var page in changed.Chunk(500))
        {
            var ids = page.Select(c => c.VendorId).ToList();
            var now = page.ToDictionary(
                c => c.VendorId,
                c => c.IsGone ? [] : BackOfficeCandidates.SourceHash(c.ContentHash, c.NationalNumberHash, c.PartnerVendorId),
                StringComparer.Ordinal);
            var rows = await db.ImportRows.AsNoTracking()
                .Where(r => r.BatchId == batch.Id && (ids.Contains(r.VendorId!) || ids.Contains(r.PartnerVendorId!)))
                .Select(r => new { r.Id, r.VendorId, r.PartnerVendorId, r.SourceHash, r.PartnerSourceHash }).ToListAsync(cancellationToken);
            moved.UnionWith(
                rows.Where(r => IsOther(r.VendorId, r.SourceHash) || IsOther(r.PartnerVendorId, r.PartnerSourceHash)).Select(r => r.Id));

            bool IsOther(string? id, byte[]? hash) =>
                id is not null && now.TryGetValue(id, out var current) && !current.AsSpan().SequenceEqual(hash);
        }

        return moved;
    }

    private async Task EraseAsync(ImportBatch batch, IReadOnlyCollection<Guid> rowIds, CancellationToken cancellationToken)
    {
        if (rowIds.Count == 0)
            return;

        await db.DeleteOwnAsync<ImportTouch>(
            t => t.BatchId == batch.Id && (rowIds.Contains(t.RowId) || rowIds.Contains(t.OtherRowId!.Value)), cancellationToken);
        await db.DeleteOwnAsync<ImportRow>(r => rowIds.Contains(r.Id), cancellationToken);
    }
}
