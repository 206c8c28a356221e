using Accounton.Data;
using Accounton.Features.Clients;
using Accounton.Features.Clients.Identifiers;
using Accounton.Features.Clients.Matching;
using Accounton.Features.Imports.Compare;
using Accounton.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Imports.Review;

/// <summary>Changes single rows of an overview: corrects a value on the spot, puts lost zeros back, splits a couple.</summary>
public sealed class RowCorrection(
    AccountonContext db, OfficeCiphers ciphers, RowComparison comparison, CandidateSources sources, Decisions decisions)
{
    /// <summary>So many rows are compared again at once.</summary>
    private const int PageSize = 100;

    /// <summary>Writes corrected values into an invalid row and compares it again; it moves to the group where it belongs.</summary>
    /// <returns>Where it went; null when the import is not being reviewed any more, or has no such row.</returns>
    public async Task<ImportGroup?> CorrectAsync(
        ImportBatch batch, Guid rowId, IReadOnlyDictionary<ClientField, string?> corrected, CancellationToken cancellationToken)
    {
        ImportGroup? group = null;
        await decisions.DecideAsync(batch.Id, async () =>
        {
            var cipher = await ciphers.CurrentAsync(cancellationToken);
            var row = await db.ImportRows.AsNoTracking().SingleOrDefaultAsync(
                r => r.BatchId == batch.Id && r.Id == rowId && r.Group == ImportGroup.Invalid, cancellationToken);
            if (row is null)
                return;

            var given = ClientValues.From(row, cipher);
            foreach (var (field, text) in corrected)
                given[field] = text;
            var links = await comparison.LinksAsync(batch, [row], cancellationToken);
            group = (await comparison.CompareAsync(
                batch, [new(row, RowComparison.CandidateOf(row, given, links, corrected.Keys))], cipher, cancellationToken))[0].Group;
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
            var rows = await db.ImportRows.Where(r => r.BatchId == batch.Id && r.Group == ImportGroup.Invalid && r.Reasons!.Contains(code))
                .ToListAsync(cancellationToken);
            foreach (var row in rows)
                WithZeros(row, cipher).WriteTo(row, cipher);
            await db.SaveChangesAsync(cancellationToken);
            db.ChangeTracker.Clear();
            foreach (var page in rows.Chunk(PageSize))
            {
                var links = await comparison.LinksAsync(batch, page, cancellationToken);
                await comparison.CompareAsync(
                    batch,
                    [.. page.Select(row => new ComparedAgain(row, RowComparison.CandidateOf(row, ClientValues.From(row, cipher), links)))],
                    cipher,
                    cancellationToken);
            }

            mended = rows.Count;
        }, cancellationToken);
        return mended;
    }

    private static ClientValues WithZeros(ImportRow row, OfficeCipher cipher)
    {
        var given = ClientValues.From(row, cipher);
        foreach (var reason in FieldReasons.Read(row.Reasons).Where(r => r.Code == ReasonCode.NumberLostZero))
            given[ClientFields.Get(reason.Field)] = given[ClientFields.Get(reason.Field)]!.PadLeft(NationalRegisterNumbers.Length, '0');
        return given;
    }

    /// <summary>Makes two files of a proposed couple.</summary>
    public Task<bool> SplitAsync(ImportBatch batch, Guid rowId, CancellationToken cancellationToken) =>
        decisions.DecideAsync(batch.Id, async () =>
        {
            var row = await db.ImportRows.AsNoTracking().SingleOrDefaultAsync(
                r => r.BatchId == batch.Id && r.Id == rowId && r.PartnerVendorId != null, cancellationToken);
            if (row is null || row.MatchedBy == MatchReason.Link)
                return;

            var cipher = await ciphers.CurrentAsync(cancellationToken);
            var both = await sources.Records(batch, cipher).AloneAsync([row.VendorId!, row.PartnerVendorId!], cancellationToken);
            if (both.Count == 2)
                await comparison.CompareAsync(
                    batch,
                    [new(row, both[row.VendorId!], IsSplit: true), new(null, both[row.PartnerVendorId!], IsSplit: true)],
                    cipher,
                    cancellationToken);
        }, cancellationToken);
}
