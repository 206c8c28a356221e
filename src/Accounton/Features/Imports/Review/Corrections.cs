using Accounton.Data;
using Accounton.Features.Clients;
using Accounton.Features.Clients.Identifiers;
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
    /// <summary>So many rows are compared again at once.</summary>
    private const int PageSize = 100;

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
            var links = await LinksAsync(batch, [row], cancellationToken);
            group = (await CompareAsync(batch, [new(row, CandidateOf(row, given, links, corrected.Keys))], cipher, cancellationToken))[0].Group;
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
            // All of them before the first is compared: two may turn out to be the same person.
            var rows = await db.ImportRows.Where(r => r.BatchId == batch.Id && r.Group == ImportGroup.Invalid && r.Reasons!.Contains(code)).ToListAsync(cancellationToken);
            foreach (var row in rows)
                WithZeros(row, cipher).WriteTo(row, cipher);
            await db.SaveChangesAsync(cancellationToken);
            db.ChangeTracker.Clear();
            foreach (var page in rows.Chunk(PageSize))
            {
                var links = await LinksAsync(batch, page, cancellationToken);
                await CompareAsync(batch, [.. page.Select(row => new Again(row, CandidateOf(row, ClientValues.Of(row, cipher), links)))], cipher, cancellationToken);
            }

            mended = rows.Count;
        }, cancellationToken);
        return mended;
    }

    private static ClientValues WithZeros(ImportRow row, OfficeCipher cipher)
    {
        var given = ClientValues.Of(row, cipher);
        foreach (var reason in FieldReasons.Read(row.Reasons).Where(r => r.Code == ReasonCode.NumberLostZero))
            given[ClientFields.Of(reason.Field)] = given[ClientFields.Of(reason.Field)]!.PadLeft(NationalRegisterNumbers.Length, '0');
        return given;
    }

    /// <summary>Makes two files of a proposed couple.</summary>
    public Task<bool> SplitAsync(ImportBatch batch, Guid rowId, CancellationToken cancellationToken) => decisions.DecideAsync(batch.Id, async () =>
    {
        var row = await db.ImportRows.AsNoTracking().SingleOrDefaultAsync(r => r.BatchId == batch.Id && r.Id == rowId && r.PartnerVendorId != null, cancellationToken);
        if (row is null || row.MatchedBy == MatchReason.Link)
            return;

        var cipher = await ciphers.CurrentAsync(cancellationToken);
        var both = await sources.Records(batch, cipher).AloneAsync([row.VendorId!, row.PartnerVendorId!], cancellationToken);
        if (both.Count == 2)
            await CompareAsync(batch, [new(row, both[row.VendorId!], IsSplit: true), new(null, both[row.PartnerVendorId!], IsSplit: true)], cipher, cancellationToken);
    }, cancellationToken);

    /// <summary>How many rows' record at the back-office, or client here, is not what was compared. Only looks.</summary>
    public async Task<int> CountMovedAsync(ImportBatch batch, CancellationToken cancellationToken) => (await MovedAsync(batch, cancellationToken)).Count;

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

    private async Task<int> RefreshAsync(ImportBatch batch, HashSet<Guid> rowIds, BackOfficeCandidates? source, CancellationToken cancellationToken)
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
                    ? [.. imported.Select(row => new Again(row, CandidateOf(row, ClientValues.Of(row, cipher), [])))]
                    : await ReadAgainAsync(imported, source, cancellationToken);
                await CompareAsync(batch, again, cipher, cancellationToken);
                await EraseAsync(batch, [.. imported.Select(r => r.Id).Except(again.Select(one => one.Before!.Id))], cancellationToken);
            }
        }, cancellationToken);
        return rowIds.Count;
    }

    /// <summary>The rows with their records as they are now, without those that are gone.</summary>
    private static async Task<IReadOnlyList<Again>> ReadAgainAsync(IReadOnlyCollection<ImportRow> rows, BackOfficeCandidates source, CancellationToken cancellationToken)
    {
        var alone = await source.AloneAsync([.. rows.Where(r => r.IsSplit).Select(r => r.VendorId!)], cancellationToken);
        var found = await source.FindAsync([.. rows.Where(r => !r.IsSplit).Select(r => r.VendorId!)], cancellationToken);
        return
        [
            .. from row in rows
               let candidate = (row.IsSplit ? alone : found).GetValueOrDefault(row.VendorId!)
               where candidate is not null
               select new Again(row, candidate, row.IsSplit),
        ];
    }

    /// <summary>A client that is only here and was changed: keeping it is proposed once more.</summary>
    private Task<int> KeepAsync(IReadOnlyCollection<Guid> rowIds, CancellationToken cancellationToken) => db.UpdateOwnAsync<ImportRow>(
        r => rowIds.Contains(r.Id),
        set => set.SetProperty(r => r.IsChosen, false)
            .SetProperty(r => r.ClientVersion, r => db.Clients.Where(c => c.Id == r.ClientId).Select(c => (int?)c.Version).FirstOrDefault()),
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
        var changed = (await all.Where(c => c.FetchedAt >= fetched).Concat(all.Where(c => c.GoneSince >= fetched)).Concat(all.Where(c => c.NationalNumberAskedAt >= fetched))
            .Select(c => new { c.VendorId, c.ContentHash, c.NationalNumberHash, c.PartnerVendorId, IsGone = c.GoneSince != null }).ToListAsync(cancellationToken))
            .DistinctBy(c => c.VendorId, StringComparer.Ordinal);
        foreach (var page in changed.Chunk(500))
        {
            var ids = page.Select(c => c.VendorId).ToList();
            var now = page.ToDictionary(c => c.VendorId, c => c.IsGone ? [] : BackOfficeCandidates.SourceHash(c.ContentHash, c.NationalNumberHash, c.PartnerVendorId), StringComparer.Ordinal);
            var rows = await db.ImportRows.AsNoTracking()
                .Where(r => r.BatchId == batch.Id && (ids.Contains(r.VendorId!) || ids.Contains(r.PartnerVendorId!)))
                .Select(r => new { r.Id, r.VendorId, r.PartnerVendorId, r.SourceHash, r.PartnerSourceHash }).ToListAsync(cancellationToken);
            moved.UnionWith(rows.Where(r => IsOther(r.VendorId, r.SourceHash) || IsOther(r.PartnerVendorId, r.PartnerSourceHash)).Select(r => r.Id));

            bool IsOther(string? id, byte[]? hash) => id is not null && now.TryGetValue(id, out var current) && !current.AsSpan().SequenceEqual(hash);
        }

        return moved;
    }

    /// <summary>Compares a page of rows again, and writes them.</summary>
    private async Task<IReadOnlyList<ImportRow>> CompareAsync(ImportBatch batch, IReadOnlyList<Again> again, OfficeCipher cipher, CancellationToken cancellationToken)
    {
        if (again.Count == 0)
            return [];

        var strictness = batch.ConnectionId is null ? Strictness.Complete : Strictness.NameOnly;
        var nextId = db.IdsOf<ImportRow>();
        var ids = again.Select(one => one.Before?.Id ?? nextId()).ToList();
        var verdicts = await NearbyAsync(batch, [.. again.Select(one => one.Candidate)], ids, strictness, cipher, cancellationToken);
        var rows = await maker.MakeAsync(batch, strictness, [.. again.Select((one, i) => new Compared(one.Candidate, ids[i], verdicts[i]))], cipher, time.Today, cancellationToken);

        await db.DeleteOwnAsync<ImportTouch>(t => t.BatchId == batch.Id && ids.Contains(t.RowId), cancellationToken);
        foreach (var (row, i) in rows.Select((row, i) => (row, i)))
        {
            row.IsSplit = again[i].IsSplit;
            db.Entry(row).State = again[i].Before is null ? EntityState.Added : EntityState.Modified;
            if (row.Group == ImportGroup.Doubtful)
                db.ImportTouches.AddRange(maker.TouchesOf(row, verdicts[i]));
        }

        await db.SaveChangesAsync(cancellationToken);
        await TakenAsync(batch, verdicts, cancellationToken);
        db.ChangeTracker.Clear();
        return rows;
    }

    /// <summary>The verdict on each, from what shares a key with any of them on either side.</summary>
    private async Task<IReadOnlyList<Verdict>> NearbyAsync(
        ImportBatch batch, IReadOnlyList<Candidate> candidates, List<Guid> ids, Strictness strictness, OfficeCipher cipher, CancellationToken cancellationToken)
    {
        var values = candidates.Select(candidate => ClientRules.Check(candidate.Given, strictness, time.Today).Values).ToList();
        var probes = values.Select(one =>
        {
            var probe = new ImportRow();
            one.WriteTo(probe, cipher);
            return probe;
        }).ToList();
        var nearby = new Nearby(probes);
        var linked = candidates.Select(candidate => candidate.LinkedTo).OfType<Guid>().ToList();
        var clients = db.Clients.AsNoTracking().Where(c => c.MergedIntoId == null);
        var known = await MatchColumns.Of(nearby.Of(clients)).ToListAsync(cancellationToken);
        if (linked.Count > 0)
            known.AddRange(await MatchColumns.Of(clients.Where(c => linked.Contains(c.Id))).ToListAsync(cancellationToken));
        var knownIds = known.Select(c => c.Id).Distinct().ToList();

        var others = db.ImportRows.AsNoTracking().Where(r => r.BatchId == batch.Id && !ids.Contains(r.Id) && r.Group != ImportGroup.OnlyHere);
        var rows = await nearby.Of(others).ToListAsync(cancellationToken);
        rows.AddRange(await others.Where(r => r.Group == ImportGroup.Both && EF.Parameter(knownIds).Contains(r.ClientId)).ToListAsync(cancellationToken));
        return new Comparison(
            [.. known.DistinctBy(c => c.Id).Select(c => new Known(c.Id, c.Keys()))],
            [
                .. candidates.Select((candidate, i) => new Imported(ids[i], MatchKeys.Of(values[i], cipher), candidate.LinkedTo)),
                .. rows.DistinctBy(r => r.Id).Select(r => new Imported(r.Id, MatchKeys.Of(r), r.Group == ImportGroup.Both ? r.ClientId : null)),
            ]).Run()[..candidates.Count];
    }

    /// <summary>A client that a compared row turns out to be is no longer one that is only here.</summary>
    private async Task TakenAsync(ImportBatch batch, IReadOnlyList<Verdict> verdicts, CancellationToken cancellationToken)
    {
        var taken = verdicts.SelectMany(verdict => verdict.ClientId is { } client ? [client] : verdict.Touches.Where(t => !t.IsImported).Select(t => t.Id)).Distinct().ToList();
        if (taken.Count > 0)
            await db.DeleteOwnAsync<ImportRow>(r => r.BatchId == batch.Id && r.Group == ImportGroup.OnlyHere && EF.Parameter(taken).Contains(r.ClientId), cancellationToken);
    }

    private async Task EraseAsync(ImportBatch batch, IReadOnlyCollection<Guid> rowIds, CancellationToken cancellationToken)
    {
        if (rowIds.Count == 0)
            return;

        await db.DeleteOwnAsync<ImportTouch>(t => t.BatchId == batch.Id && (rowIds.Contains(t.RowId) || rowIds.Contains(t.OtherRowId!.Value)), cancellationToken);
        await db.DeleteOwnAsync<ImportRow>(r => rowIds.Contains(r.Id), cancellationToken);
    }

    /// <summary>The clients here that earlier imports linked the rows' records to.</summary>
    private async Task<Dictionary<string, Guid>> LinksAsync(ImportBatch batch, IReadOnlyCollection<ImportRow> rows, CancellationToken cancellationToken)
    {
        var ids = rows.Select(r => r.VendorId).OfType<string>().ToList();
        return ids.Count == 0
            ? []
            : await db.ClientLinks.Where(l => l.ConnectionId == batch.ConnectionId && ids.Contains(l.VendorId))
                .ToDictionaryAsync(l => l.VendorId, l => l.ClientId, StringComparer.Ordinal, cancellationToken);
    }

    /// <summary>With what only its source could tell: the row has no more than the beginning of a text that was too long, until a person corrects it.</summary>
    private static Candidate CandidateOf(ImportRow row, ClientValues given, Dictionary<string, Guid> links, IEnumerable<ClientField>? corrected = null) => new(given)
    {
        Key = row.Id, LineNumber = row.LineNumber, VendorId = row.VendorId, PartnerVendorId = row.PartnerVendorId,
        SourceHash = row.SourceHash, PartnerSourceHash = row.PartnerSourceHash,
        LinkedTo = row.VendorId is { } vendorId && links.TryGetValue(vendorId, out var linked) ? linked : null,
        Reasons = [.. FieldReasons.Read(row.Reasons).Where(reason =>
            FieldReason.IsOfSource(reason.Code) || (reason.Code == ReasonCode.TooLong && corrected?.Any(field => field.Key == reason.Field) != true))],
    };

    /// <summary>A candidate to compare again, and the row it replaces; none when it is new in the overview.</summary>
    private sealed record Again(ImportRow? Before, Candidate Candidate, bool IsSplit = false);
}
