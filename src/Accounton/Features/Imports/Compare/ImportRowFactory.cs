using Accounton.Data;
using Accounton.Features.Clients;
using Accounton.Features.Clients.Matching;
using Accounton.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Imports.Compare;

/// <summary>A candidate with what the comparison says of it.</summary>
public sealed record Compared(Candidate Candidate, Guid RowId, Verdict Verdict);

/// <summary>Makes the overview's rows of compared candidates: in which group, with which differences and reasons.</summary>
public sealed class ImportRowFactory(AccountonContext db)
{
    /// <summary>A row for each, in their order; nothing is written.</summary>
    public async Task<IReadOnlyList<ImportRow>> MakeAsync(
        ImportBatch batch,
        ValidationLevel level,
        IReadOnlyList<Compared> all,
        OfficeCipher cipher,
        DateOnly today,
        CancellationToken cancellationToken)
    {
        var ids = all.Select(c => c.Verdict.ClientId).OfType<Guid>().Distinct().ToList();
        var clients = ids.Count == 0
            ? []
            : await db.Clients.AsNoTracking().Where(c => EF.Parameter(ids).Contains(c.Id)).ToDictionaryAsync(c => c.Id, cancellationToken);
        var nextClient = db.IdsOf<Client>();
        var rows = all.Select(one =>
            Make(batch.Id, level, one, one.Verdict.ClientId is { } id ? clients.GetValueOrDefault(id) : null, cipher, today, nextClient))
                .ToList();
        await MarkTypedAsync(rows, cancellationToken);
        return rows;
    }

    public IEnumerable<ImportTouch> TouchesOf(ImportRow row, Verdict verdict)
    {
        var nextId = db.IdsOf<ImportTouch>();
        return verdict.Touches.Select(touch => new ImportTouch
        {
            OfficeId = row.OfficeId,
            Id = nextId(),
            BatchId = row.BatchId,
            RowId = row.Id,
            ClientId = touch.IsImported ? null : touch.Id,
            OtherRowId = touch.IsImported ? touch.Id : null,
            Why = touch.Why,
        });
    }

    /// <summary>Fields in which a row says something else than the client: what the import leaves empty, it says nothing of.</summary>
    public static long Differences(ImportRow row, Client client, OfficeCipher cipher, bool typeIsGiven) => ClientFields.All
        .Where(field => (field != ClientFields.Type || typeIsGiven) && field.Read(row, cipher) is not null && !field.IsSame(row, client))
        .Aggregate(0L, (mask, field) => mask | field.Mask);

    /// <summary>Of the different fields, those whose value here was last typed by hand.</summary>
    public async Task MarkTypedAsync(IReadOnlyCollection<ImportRow> rows, CancellationToken cancellationToken)
    {
        var different = rows.Where(r => r.Group == ImportGroup.Both && r.DifferentFields != 0).ToList();
        if (different.Count == 0)
            return;

        var ids = different.Select(r => r.ClientId).ToList();
        var changes = await db.ClientChanges.AsNoTracking()
            .Where(c => EF.Parameter(ids).Contains(c.ClientId) && (c.Kind == ChangeKind.Added || c.Kind == ChangeKind.Field))
            .Select(c => new { c.ClientId, c.Version, c.Field, c.Origin }).ToListAsync(cancellationToken);
        var ofClient = changes.ToLookup(c => c.ClientId);
        foreach (var row in different)
        {
            var last = ofClient[row.ClientId].OrderBy(c => c.Version).ToList();
            row.TypedFields = ClientFields.In(row.DifferentFields)
                .Where(field => last.LastOrDefault(c => c.Field is null || c.Field == field.Key)?.Origin == ValueOrigin.Hand)
                .Aggregate(0L, (mask, field) => mask | field.Mask);
        }
    }

    private ImportRow Make(
        Guid batchId, ValidationLevel level, Compared one, Client? client, OfficeCipher cipher, DateOnly today, Func<Guid> nextClient)
    {
        var (candidate, rowId, verdict) = one;
        var check = ClientRules.Check(candidate.Given, level, today);
        var row = new ImportRow
        {
            OfficeId = db.OfficeId,
            Id = rowId,
            BatchId = batchId,
            LineNumber = candidate.LineNumber,
            VendorId = candidate.VendorId,
            PartnerVendorId = candidate.PartnerVendorId,
            SourceHash = candidate.SourceHash,
            PartnerSourceHash = candidate.PartnerSourceHash,
            Reasons = FieldReasons.Write(check.Reasons.Concat(candidate.Reasons).Distinct()),
        };
        check.Values.WriteTo(row, cipher);
        if (!check.IsValid || candidate.Reasons.Any(reason => reason.IsError))
        {
            row.Group = ImportGroup.Invalid;
            row.ClientId = client?.Id ?? Guid.Empty;
        }
        else if (verdict.IsDoubtful)
        {
            row.Group = ImportGroup.Doubtful;
            row.ClientId = nextClient();
        }
        else if (client is null or { IsArchived: true, ArchiveReason: ArchiveReason.Undo })
        {
            // One whose adding was undone comes back as the client it was.
            row.Group = ImportGroup.New;
            row.ClientId = client?.Id ?? nextClient();
            row.ClientVersion = client?.Version;
            row.IsArchived = client is not null;
            row.MatchedBy = client is null ? null : verdict.MatchedBy;
            row.NeedsLink = client is not null && NeedsLink(candidate, verdict);
            row.IsChosen = true;
        }
        else
        {
            Join(row, client, verdict.MatchedBy!.Value, candidate.Given[ClientFields.Type] is not null, cipher);
            row.NeedsLink = NeedsLink(candidate, verdict);
            if (row.DifferentFields == 0 && row.VendorId is not null)
                ForgetValues(row, client, cipher);
        }

        return row;
    }

    /// <summary>Makes a row one of a client that is in both, and finds its differences.</summary>
    public static void Join(ImportRow row, Client client, MatchReason matchedBy, bool typeIsGiven, OfficeCipher cipher)
    {
        row.Group = ImportGroup.Both;
        row.ClientId = client.Id;
        row.ClientVersion = client.Version;
        row.MatchedBy = matchedBy;
        row.IsArchived = client.IsArchived;
        row.IsChosen = false;
        row.ChosenFields = 0;
        row.DifferentFields = Differences(row, client, cipher, typeIsGiven);
    }

    private static bool NeedsLink(Candidate candidate, Verdict verdict) =>
        candidate.VendorId is not null && (verdict.MatchedBy != MatchReason.Link || candidate.PartnerNeedsLink);

    /// <summary>
    /// A client that is the same in both needs no second copy of its values while the back-office's table has them. A
    /// workbook's row is the only place of what was corrected in it, and is compared again from there.
    /// </summary>
    private static void ForgetValues(ImportRow row, Client client, OfficeCipher cipher)
    {
        foreach (var field in ClientFields.All)
            field.Write(row, field == ClientFields.Type ? client.Type.ToString() : null, cipher);
        row.EmailKey = null;
        row.SortName = client.SortName;
        row.NameWords = client.NameWords;
    }
}
