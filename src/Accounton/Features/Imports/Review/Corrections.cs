using Accounton.Data;
using Accounton.Features.Clients;
using Accounton.Features.Imports.Compare;
using Accounton.Localisation;
using Accounton.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Imports.Review;

/// <summary>
/// Compares single rows again: after a value was corrected on the spot, after a couple was split, after the source or a
/// client changed. By the same rules as the whole, on what shares a key with them.
/// </summary>
public sealed class Corrections(
    AccountonContext db, OfficeCiphers ciphers, RowMaker maker, CandidateSources sources, Decisions decisions, LocalTime time)
{
    /// <summary>Writes corrected values into an invalid row and compares it again; it moves to the group where it belongs.</summary>
    /// <returns>Where it went; null when the import is not being reviewed any more, or has no such row.</returns>
    public async Task<ImportGroup?> CorrectAsync(ImportBatch batch, Guid rowId, IReadOnlyDictionary<ClientField, string?> corrected, CancellationToken cancellationToken)
    {
        ImportGroup? group = null;
        await decisions.DecideAsync(batch.Id, async () =>
        {
            var cipher = await ciphers.CurrentAsync(cancellationToken);
            var row = await db.ImportRows.AsNoTracking().SingleOrDefaultAsync(r => r.BatchId == batch.Id && r.Id == rowId && r.Group == ImportGroup.Invalid, cancellationToken);
            if (row is null)
                return;

            var given = ClientValues.Of(row, cipher);
            foreach (var (field, text) in corrected)
                given[field] = text;
            var link = await LinkOfAsync(batch, row.VendorId, cancellationToken);
            group = (await CompareAsync(batch, row, CandidateOf(row, given, link), cipher, cancellationToken)).Group;
        }, cancellationToken);
        return group;
    }

    /// <summary>Accepts the proposal for every national number that lost its zero.</summary>
    /// <returns>How many rows were mended.</returns>
    public async Task<int> PutZerosBackAsync(ImportBatch batch, CancellationToken cancellationToken)
    {
        var code = $":{ReasonCode.NumberLostZero}";
        var cipher = await ciphers.CurrentAsync(cancellationToken);
        var mended = 0;
        await decisions.DecideAsync(batch.Id, async () =>
        {
            var rows = await db.ImportRows.AsNoTracking().Where(r => r.BatchId == batch.Id && r.Group == ImportGroup.Invalid && r.Reasons!.Contains(code)).ToListAsync(cancellationToken);
            foreach (var row in rows)
            {
                var given = ClientValues.Of(row, cipher);
                foreach (var reason in FieldReasons.Read(row.Reasons).Where(r => r.Code == ReasonCode.NumberLostZero))
                    given[ClientFields.Of(reason.Field)] = "0" + given[ClientFields.Of(reason.Field)];
                var link = await LinkOfAsync(batch, row.VendorId, cancellationToken);
                await CompareAsync(batch, row, CandidateOf(row, given, link), cipher, cancellationToken);
                mended++;
            }
        }, cancellationToken);
        return mended;
    }

    /// <summary>Makes two files of a proposed couple.</summary>
    public Task<bool> SplitAsync(ImportBatch batch, Guid rowId, CancellationToken cancellationToken) => decisions.DecideAsync(batch.Id, async () =>
    {
        var row = await db.ImportRows.AsNoTracking().SingleOrDefaultAsync(r => r.BatchId == batch.Id && r.Id == rowId && r.PartnerVendorId != null, cancellationToken);
        if (row is null || row.MatchedBy == MatchReason.Link)
            return;

        var cipher = await ciphers.CurrentAsync(cancellationToken);
        var source = sources.Records(batch, cipher);
        var (first, second) = (await source.AloneAsync(row.VendorId!, cancellationToken), await source.AloneAsync(row.PartnerVendorId!, cancellationToken));
        if (first is null || second is null)
            return;

        await CompareAsync(batch, row, first, cipher, cancellationToken, isSplit: true);
        await CompareAsync(batch, null, second, cipher, cancellationToken, isSplit: true);
    }, cancellationToken);

    /// <summary>Rows whose record at the back-office, or whose client here, is not what was compared: they are compared again, and decisions on them taken back.</summary>
    /// <returns>How many.</returns>
    public async Task<int> RefreshAsync(ImportBatch batch, CancellationToken cancellationToken)
    {
        if (batch.ConnectionId is null)
            return await RefreshAsync(batch, await MovedClientsAsync(batch, cancellationToken), null, cancellationToken);

        var cipher = await ciphers.CurrentAsync(cancellationToken);
        var moved = await MovedClientsAsync(batch, cancellationToken);
        moved.UnionWith(await MovedRecordsAsync(batch, cancellationToken));
        return await RefreshAsync(batch, moved, sources.Records(batch, cipher), cancellationToken);
    }

    private async Task<int> RefreshAsync(ImportBatch batch, HashSet<Guid> rowIds, BackOfficeCandidates? source, CancellationToken cancellationToken)
    {
        if (rowIds.Count == 0)
            return 0;

        var cipher = await ciphers.CurrentAsync(cancellationToken);
        await decisions.DecideAsync(batch.Id, async () =>
        {
            foreach (var chunk in rowIds.Chunk(200))
            {
                foreach (var row in await db.ImportRows.AsNoTracking().Where(r => chunk.Contains(r.Id)).ToListAsync(cancellationToken))
                {
                    if (row.Group == ImportGroup.OnlyHere)
                        await db.UpdateOwnAsync<ImportRow>(r => r.Id == row.Id, set => set.SetProperty(r => r.IsChosen, false).SetProperty(r => r.ClientVersion, r => db.Clients.Where(c => c.Id == r.ClientId).Select(c => (int?)c.Version).FirstOrDefault()), cancellationToken);
                    else if (source is null)
                        await CompareAsync(batch, row, CandidateOf(row, ClientValues.Of(row, cipher), null), cipher, cancellationToken);
                    else if (await (row.IsSplit ? source.AloneAsync(row.VendorId!, cancellationToken) : source.FindAsync(row.VendorId!, cancellationToken)) is { } candidate)
                        await CompareAsync(batch, row, candidate, cipher, cancellationToken, row.IsSplit);
                    else
                        await EraseAsync(row, cancellationToken);
                }
            }
        }, cancellationToken);
        return rowIds.Count;
    }

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
        var changed = await db.SourceClients.AsNoTracking()
            .Where(c => c.ConnectionId == batch.ConnectionId && (c.FetchedAt >= fetched || c.GoneSince >= fetched || c.NationalNumberAskedAt >= fetched))
            .Select(c => new { c.VendorId, c.ContentHash, c.NationalNumberHash, IsGone = c.GoneSince != null }).ToListAsync(cancellationToken);
        foreach (var page in changed.Chunk(500))
        {
            var ids = page.Select(c => c.VendorId).ToList();
            var now = page.ToDictionary(c => c.VendorId, c => c.IsGone ? [] : BackOfficeCandidates.SourceHash(c.ContentHash, c.NationalNumberHash), StringComparer.Ordinal);
            var rows = await db.ImportRows.AsNoTracking()
                .Where(r => r.BatchId == batch.Id && (ids.Contains(r.VendorId!) || ids.Contains(r.PartnerVendorId!)))
                .Select(r => new { r.Id, r.VendorId, r.PartnerVendorId, r.SourceHash, r.PartnerSourceHash }).ToListAsync(cancellationToken);
            moved.UnionWith(rows.Where(r => IsOther(r.VendorId, r.SourceHash) || IsOther(r.PartnerVendorId, r.PartnerSourceHash)).Select(r => r.Id));

            bool IsOther(string? id, byte[]? hash) => id is not null && now.TryGetValue(id, out var current) && !current.AsSpan().SequenceEqual(hash);
        }

        return moved;
    }

    private async Task<ImportRow> CompareAsync(
        ImportBatch batch, ImportRow? before, Candidate candidate, OfficeCipher cipher, CancellationToken cancellationToken, bool isSplit = false)
    {
        var strictness = batch.ConnectionId is null ? Strictness.Complete : Strictness.NameOnly;
        var id = before?.Id ?? db.IdsOf<ImportRow>()();
        var keys = MatchKeys.Of(ClientRules.Check(candidate.Given, strictness, time.Today).Values, cipher);
        var verdict = await NearbyAsync(batch, new Imported(id, keys, candidate.LinkedTo), candidate, strictness, cipher, cancellationToken);
        var row = (await maker.MakeAsync(batch, strictness, [new Compared(candidate, id, verdict)], cipher, time.Today, cancellationToken))[0];
        row.IsSplit = isSplit;

        await db.DeleteOwnAsync<ImportTouch>(t => t.BatchId == batch.Id && t.RowId == id, cancellationToken);
        if (before is null)
            db.ImportRows.Add(row);
        else
            db.ImportRows.Update(row);
        if (row.Group == ImportGroup.Doubtful)
            db.ImportTouches.AddRange(maker.TouchesOf(row, verdict));
        await db.SaveChangesAsync(cancellationToken);
        await TakenAsync(batch, verdict, cancellationToken);
        db.ChangeTracker.Clear();
        return row;
    }

    /// <summary>The verdict on one, from what shares a key with it on either side.</summary>
    private async Task<Verdict> NearbyAsync(
        ImportBatch batch, Imported one, Candidate candidate, Strictness strictness, OfficeCipher cipher, CancellationToken cancellationToken)
    {
        var probe = new ImportRow();
        ClientRules.Check(candidate.Given, strictness, time.Today).Values.WriteTo(probe, cipher);
        var known = await MatchColumns.Of(Nearby.Clients(db.Clients.AsNoTracking().Where(c => c.MergedIntoId == null), probe, one.LinkedTo)).ToListAsync(cancellationToken);
        var rows = await Nearby.Rows(db.ImportRows.AsNoTracking().Where(r => r.BatchId == batch.Id && r.Id != one.Id && r.Group != ImportGroup.OnlyHere), probe).ToListAsync(cancellationToken);
        var knownIds = known.Select(c => c.Id).ToList();
        rows.AddRange(await db.ImportRows.AsNoTracking()
            .Where(r => r.BatchId == batch.Id && r.Id != one.Id && r.Group == ImportGroup.Both && knownIds.Contains(r.ClientId)).ToListAsync(cancellationToken));
        var others = rows.DistinctBy(r => r.Id).Select(r => new Imported(r.Id, MatchKeys.Of(r), r.Group == ImportGroup.Both ? r.ClientId : null));
        return new Comparison([.. known.Select(c => new Known(c.Id, c.Keys()))], [one, .. others]).Run()[0];
    }

    /// <summary>A client that a corrected row turns out to be is no longer one that is only here.</summary>
    private async Task TakenAsync(ImportBatch batch, Verdict verdict, CancellationToken cancellationToken)
    {
        var taken = verdict.ClientId is { } client ? [client] : verdict.Touches.Where(t => !t.IsImported).Select(t => t.Id).ToList();
        if (taken.Count > 0)
            await db.DeleteOwnAsync<ImportRow>(r => r.BatchId == batch.Id && r.Group == ImportGroup.OnlyHere && taken.Contains(r.ClientId), cancellationToken);
    }

    private async Task EraseAsync(ImportRow row, CancellationToken cancellationToken)
    {
        await db.DeleteOwnAsync<ImportTouch>(t => t.BatchId == row.BatchId && (t.RowId == row.Id || t.OtherRowId == row.Id), cancellationToken);
        await db.DeleteOwnAsync<ImportRow>(r => r.Id == row.Id, cancellationToken);
    }

    private async Task<Guid?> LinkOfAsync(ImportBatch batch, string? vendorId, CancellationToken cancellationToken) => vendorId is null
        ? null
        : await db.ClientLinks.Where(l => l.ConnectionId == batch.ConnectionId && l.VendorId == vendorId).Select(l => (Guid?)l.ClientId).FirstOrDefaultAsync(cancellationToken);

    private static Candidate CandidateOf(ImportRow row, ClientValues given, Guid? linkedTo) => new(given)
    {
        Key = row.Id, LineNumber = row.LineNumber, VendorId = row.VendorId, PartnerVendorId = row.PartnerVendorId,
        SourceHash = row.SourceHash, PartnerSourceHash = row.PartnerSourceHash, LinkedTo = linkedTo,
    };
}
