using Accounton.Data;
using Accounton.Features.Clients;
using Accounton.Features.Clients.Matching;
using Accounton.Features.Imports.Compare;
using Accounton.Localisation;
using Accounton.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Imports.Review;

/// <summary>A candidate to compare again, and the row it replaces; none when it is new in the overview.</summary>
public sealed record ComparedAgain(ImportRow? Before, Candidate Candidate, bool IsSplit = false);

/// <summary>
/// Compares single rows again by the same rules as the whole, on what shares a key with them, and writes them into the groups
/// where they belong.
/// </summary>
public sealed class RowComparison(AccountonContext db, ImportRowFactory factory, LocalTime time)
{
    /// <summary>Compares a page of rows again, and writes them.</summary>
    public async Task<IReadOnlyList<ImportRow>> CompareAsync(
        ImportBatch batch, IReadOnlyList<ComparedAgain> again, OfficeCipher cipher, CancellationToken cancellationToken)
    {
        if (again.Count == 0)
            return [];

        var level = batch.ConnectionId is null ? ValidationLevel.Complete : ValidationLevel.NameOnly;
        var nextId = db.IdsOf<ImportRow>();
        var ids = again.Select(one => one.Before?.Id ?? nextId()).ToList();
        var verdicts = await NearbyAsync(batch, [.. again.Select(one => one.Candidate)], ids, level, cipher, cancellationToken);
        var rows = await factory.MakeAsync(
            batch,
            level,
            [.. again.Select((one, i) => new Compared(one.Candidate, ids[i], verdicts[i]))],
            cipher,
            time.Today,
            cancellationToken);

        await db.DeleteOwnAsync<ImportTouch>(t => t.BatchId == batch.Id && ids.Contains(t.RowId), cancellationToken);
        foreach (var (row, i) in rows.Select((row, i) => (row, i)))
        {
            row.IsSplit = again[i].IsSplit;
            db.Entry(row).State = again[i].Before is null ? EntityState.Added : EntityState.Modified;
            if (row.Group == ImportGroup.Doubtful)
                db.ImportTouches.AddRange(factory.TouchesOf(row, verdicts[i]));
        }

        await db.SaveChangesAsync(cancellationToken);
        await TakenAsync(batch, verdicts, cancellationToken);
        db.ChangeTracker.Clear();
        return rows;
    }

    /// <summary>The clients here that earlier imports linked the rows' records to.</summary>
    public async Task<Dictionary<string, Guid>> LinksAsync(
        ImportBatch batch, IReadOnlyCollection<ImportRow> rows, CancellationToken cancellationToken)
    {
        var ids = rows.Select(r => r.VendorId).OfType<string>().ToList();
        return ids.Count == 0
            ? []
            : await db.ClientLinks.Where(l => l.ConnectionId == batch.ConnectionId && ids.Contains(l.VendorId))
                .ToDictionaryAsync(l => l.VendorId, l => l.ClientId, StringComparer.Ordinal, cancellationToken);
    }

    /// <summary>
    /// With what only its source could tell: the row has no more than the beginning of a text that was too
    /// long, until a person corrects it.
    /// </summary>
    public static Candidate CandidateOf(
        ImportRow row, ClientValues given, Dictionary<string, Guid> links, IEnumerable<ClientField>? corrected = null) => new(given)
        {
            Key = row.Id, LineNumber = row.LineNumber, VendorId = row.VendorId, PartnerVendorId = row.PartnerVendorId,
            SourceHash = row.SourceHash, PartnerSourceHash = row.PartnerSourceHash,
            LinkedTo = row.VendorId is { } vendorId && links.TryGetValue(vendorId, out var linked) ? linked : null,
            Reasons = [.. FieldReasons.Read(row.Reasons).Where(reason =>
                FieldReason.IsOfSource(reason.Code)
                    || (reason.Code == ReasonCode.TooLong && corrected?.Any(field => field.Key == reason.Field) != true))],
        };

    /// <summary>The verdict on each, from what shares a key with any of them on either side.</summary>
    private async Task<IReadOnlyList<Verdict>> NearbyAsync(
        ImportBatch batch,
        IReadOnlyList<Candidate> candidates,
        List<Guid> ids,
        ValidationLevel level,
        OfficeCipher cipher,
        CancellationToken cancellationToken)
    {
        var values = candidates.Select(candidate => ClientRules.Check(candidate.Given, level, time.Today).Values).ToList();
        var probes = values.Select(one =>
        {
            var probe = new ImportRow();
            one.WriteTo(probe, cipher);
            return probe;
        }).ToList();
        var nearby = new SharedKeyFilter(probes);
        var linked = candidates.Select(candidate => candidate.LinkedTo).OfType<Guid>().ToList();
        var clients = db.Clients.AsNoTracking().Where(c => c.MergedIntoId == null);
        var known = await MatchColumns.From(nearby.Get(clients)).ToListAsync(cancellationToken);
        if (linked.Count > 0)
            known.AddRange(await MatchColumns.From(clients.Where(c => linked.Contains(c.Id))).ToListAsync(cancellationToken));
        var knownIds = known.Select(c => c.Id).Distinct().ToList();

        var others = db.ImportRows.AsNoTracking()
            .Where(r => r.BatchId == batch.Id && !ids.Contains(r.Id) && r.Group != ImportGroup.OnlyHere);
        var rows = await nearby.Get(others).ToListAsync(cancellationToken);
        rows.AddRange(await others.Where(r => r.Group == ImportGroup.Both && EF.Parameter(knownIds).Contains(r.ClientId))
            .ToListAsync(cancellationToken));
        return new Comparison(
            [.. known.DistinctBy(c => c.Id).Select(c => new KnownClient(c.Id, c.Keys()))],
            [
                .. candidates.Select((candidate, i) => new ImportedClient(ids[i], MatchKeys.From(values[i], cipher), candidate.LinkedTo)),
                .. rows.DistinctBy(r => r.Id)
                    .Select(r => new ImportedClient(r.Id, MatchKeys.From(r), r.Group == ImportGroup.Both ? r.ClientId : null)),
            ]).Run()[..candidates.Count];
    }

    /// <summary>A client that a compared row turns out to be is no longer one that is only here.</summary>
    private async Task TakenAsync(ImportBatch batch, IReadOnlyList<Verdict> verdicts, CancellationToken cancellationToken)
    {
        var taken = verdicts.SelectMany(verdict =>
            verdict.ClientId is { } client ? [client] : verdict.Touches.Where(t => !t.IsImported).Select(t => t.Id)).Distinct().ToList();
        if (taken.Count > 0)
            await db.DeleteOwnAsync<ImportRow>(
                r => r.BatchId == batch.Id && r.Group == ImportGroup.OnlyHere && EF.Parameter(taken).Contains(r.ClientId),
                cancellationToken);
    }
}
