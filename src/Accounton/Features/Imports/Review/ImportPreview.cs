using Accounton.Data;
using Accounton.Features.Clients;
using Accounton.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Imports.Review;

/// <summary>What of the overview is asked for.</summary>
public sealed record ImportPreviewQuery(ImportGroup? Group, string? Search, string? After, string? Before, ShownDifferences? Show)
{
    public string? Typed => string.IsNullOrWhiteSpace(Search) ? null : Search.Trim();
}

/// <summary>Which of the clients in both are shown.</summary>
public enum ShownDifferences
{
    Different,
    Typed,
    Same,
}

/// <summary>How many rows a group has, and how many of them were chosen or decided.</summary>
public sealed record GroupCount(ImportGroup Group, int Count, int Chosen);

/// <summary>How often a field differs among the clients in both, and how often it is overwritten.</summary>
public sealed record ColumnCount(ClientField Field, int Different, int Chosen, int Typed);

/// <summary>A row with what stands beside it: the client here, the candidates, the other rows.</summary>
public sealed record ReviewedRow(ImportRow Row, ClientValues Import, ClientValues? Here, IReadOnlyList<ReviewedTouch> Touches);

/// <summary>Somebody a doubtful row could be.</summary>
public sealed record ReviewedTouch(ImportTouch Touch, ClientValues Values, bool IsArchived);

/// <summary>A page of one group of the overview, and the counts of all.</summary>
public sealed record ImportPreview(
    ImportBatch Batch, ImportPreviewQuery Query, ImportGroup Group, IReadOnlyList<GroupCount> Counts, IReadOnlyList<ColumnCount> Columns,
    int SameCount, IReadOnlyList<ReviewedRow> Rows, Cursor? Previous, Cursor? Next)
{
    public string Here => $"{ImportsController.Path}/{Batch.Id}";

    public GroupCount Get(ImportGroup group) => Counts.Single(c => c.Group == group);

    /// <summary>The address of another page of this list.</summary>
    public string? PageAt(string name, Cursor? at) => at is null
        ? null
        : Here + QueryString.Create(new Dictionary<string, string?>
        {
            ["group"] = Group.ToString(), ["search"] = Query.Typed, ["show"] = Query.Show?.ToString(), [name] = at.ToString(),
        }.Where(part => part.Value is not null));
}

/// <summary>A finished import: what came of its rows.</summary>
public sealed record ImportResult(
    ImportBatch Batch, IReadOnlyList<ImportRow> NotApplied, IReadOnlyList<ImportRow> Added, IReadOnlyList<LeftAlone> LeftAlone)
{
    /// <summary>The counts to show, each with the end of its text's key.</summary>
    public IReadOnlyList<(string Key, int Count)> Came => Batch.State == ImportState.Undone
        ? [("Restored", Batch.RestoredCount), ("LeftAlone", Batch.LeftAloneCount)]
        : [
            ("Added", Batch.AddedCount), ("Changed", Batch.ChangedCount), ("Archived", Batch.ArchivedCount), ("Linked", Batch.LinkedCount),
            ("Assigned", Batch.AssignedCount), ("Failed", Batch.FailedCount),
        ];

    /// <summary>Something came of it that can be undone.</summary>
    public bool CanUndo => Batch.State == ImportState.Applied
        && Batch.AddedCount + Batch.ChangedCount + Batch.ArchivedCount + Batch.LinkedCount + Batch.AssignedCount > 0;
}

/// <summary>A change that undoing left alone.</summary>
public sealed record LeftAlone(Guid ClientId, string Name, ChangeKind Kind, string? Field, bool HasFailed);

/// <summary>Reads the overview page by page: never more than a page of rows, whatever the import's size.</summary>
public sealed class ImportPreviews(AccountonContext db, OfficeCiphers ciphers)
{
    private const int ListPage = 50;
    private const int CardPage = 15;

    public async Task<ImportPreview> ReadAsync(ImportBatch batch, ImportPreviewQuery query, CancellationToken cancellationToken)
    {
        var counts = await CountsAsync(batch.Id, cancellationToken);
        var group = query.Group ?? counts.FirstOrDefault(c => c.Count > 0)?.Group ?? ImportGroup.New;
        var columns = group == ImportGroup.Both ? await ColumnsAsync(batch.Id, cancellationToken) : ([], 0);
        var (rows, previous, next) = await PageAsync(batch.Id, group, query, cancellationToken);
        return new ImportPreview(
            batch, query, group, counts, columns.Item1, columns.Item2, await BesideAsync(rows, cancellationToken), previous, next);
    }

    public async Task<ImportResult> ResultAsync(ImportBatch batch, CancellationToken cancellationToken)
    {
        var not = await db.ImportRows.AsNoTracking()
            .Where(r => r.BatchId == batch.Id
                && (r.Result == RowResult.Stale || r.Result == RowResult.OtherNotImported || r.Result == RowResult.Failed))
            .OrderBy(r => r.SortName).ThenBy(r => r.Id).Take(ListPage).ToListAsync(cancellationToken);
        var added = await db.ImportRows.AsNoTracking().Where(r => r.BatchId == batch.Id && r.Result == RowResult.Done)
            .Where(r => r.Group == ImportGroup.New || (r.Group == ImportGroup.Doubtful && r.Decision == DoubtDecision.NewPerson))
            .OrderBy(r => r.SortName).ThenBy(r => r.Id).Take(ListPage).ToListAsync(cancellationToken);
        var left = await (from change in db.ClientChanges
                          join client in db.Clients on change.ClientId equals client.Id
                          where change.BatchId == batch.Id && (change.Undo == UndoResult.LeftAlone || change.Undo == UndoResult.Failed)
                          orderby client.SortName
                          select new { client, change.Kind, change.Field, HasFailed = change.Undo == UndoResult.Failed })
                              .AsNoTracking().Take(ListPage).ToListAsync(cancellationToken);
        return new ImportResult(
            batch, not, added, [.. left.Select(l => new LeftAlone(l.client.Id, l.client.ListName() ?? "", l.Kind, l.Field, l.HasFailed))]);
    }

    public async Task<IReadOnlyList<GroupCount>> CountsAsync(Guid batchId, CancellationToken cancellationToken)
    {
        var found = await db.ImportRows.Where(r => r.BatchId == batchId)
            .GroupBy(r =>
                new { r.Group, Chosen = r.IsChosen || r.ChosenFields != 0 || (r.Decision != null && r.Decision != DoubtDecision.Skip) })
            .Select(g => new { g.Key.Group, g.Key.Chosen, Count = g.Count() }).ToListAsync(cancellationToken);
        return
        [
            .. Enum.GetValues<ImportGroup>().Select(group => new GroupCount(
                group,
                found.Where(f => f.Group == group).Sum(f => f.Count),
                found.Where(f => f.Group == group && f.Chosen).Sum(f => f.Count))),
        ];
    }

    /// <summary>Clients in both differ in few combinations of fields, so those are counted and not the rows.</summary>
    private async Task<(IReadOnlyList<ColumnCount> Columns, int Same)> ColumnsAsync(Guid batchId, CancellationToken cancellationToken)
    {
        var found = await db.ImportRows.Where(r => r.BatchId == batchId && r.Group == ImportGroup.Both)
            .GroupBy(r => new { r.DifferentFields, r.ChosenFields, r.TypedFields })
            .Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancellationToken);
        var columns = from field in ClientFields.All
                      let different = found.Where(f => (f.Key.DifferentFields & field.Mask) != 0).ToList()
                      where different.Count > 0
                      select new ColumnCount(
                          field,
                          different.Sum(f => f.Count),
                          different.Where(f => (f.Key.ChosenFields & field.Mask) != 0).Sum(f => f.Count),
                          different.Where(f => (f.Key.TypedFields & field.Mask) != 0).Sum(f => f.Count));
        return ([.. columns], found.Where(f => f.Key.DifferentFields == 0).Sum(f => f.Count));
    }

    private async Task<(IReadOnlyList<ImportRow> Rows, Cursor? Previous, Cursor? Next)> PageAsync(
        Guid batchId, ImportGroup group, ImportPreviewQuery query, CancellationToken cancellationToken)
    {
        var size = group is ImportGroup.New or ImportGroup.OnlyHere || query.Show == ShownDifferences.Same ? ListPage : CardPage;
        var all = db.ImportRows.AsNoTracking().Where(r => r.BatchId == batchId && r.Group == group);
        if (group == ImportGroup.Both)
        {
            all = query.Show switch
            {
                ShownDifferences.Same => all.Where(r => r.DifferentFields == 0 && !r.IsArchived),
                ShownDifferences.Typed => all.Where(r => r.TypedFields != 0),
                _ => all.Where(r => r.DifferentFields != 0 || r.IsArchived),
            };
        }

        foreach (var word in NormalText.Fold(query.Typed, ClientFields.SortNameLength)
            .Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(5))
        {
            var begin = " " + word;
            all = all.Where(r => r.NameWords.Contains(begin));
        }

        var page = await all.PageAsync(
            r => r.SortName, r => r.Id, Cursor.Parse(query.After), Cursor.Parse(query.Before), size, cancellationToken);
        return (page.Rows, page.Previous, page.Next);
    }

    private async Task<IReadOnlyList<ReviewedRow>> BesideAsync(IReadOnlyList<ImportRow> rows, CancellationToken cancellationToken)
    {
        var cipher = await ciphers.CurrentAsync(cancellationToken);
        var rowIds = rows.Where(r => r.Group == ImportGroup.Doubtful).Select(r => r.Id).ToList();
        var touches = rowIds.Count == 0
            ? []
            : await db.ImportTouches.AsNoTracking().Where(t => EF.Parameter(rowIds).Contains(t.RowId)).ToListAsync(cancellationToken);
        var clientIds = rows.Where(r => r.ClientVersion is not null).Select(r => r.ClientId)
            .Concat(touches.Select(t => t.ClientId).OfType<Guid>()).Distinct().ToList();
        var clients = await db.Clients.AsNoTracking().Where(c => EF.Parameter(clientIds).Contains(c.Id))
            .ToDictionaryAsync(c => c.Id, cancellationToken);
        var otherIds = touches.Select(t => t.OtherRowId).OfType<Guid>().Distinct().ToList();
        var others = otherIds.Count == 0
            ? []
            : await db.ImportRows.AsNoTracking().Where(r => EF.Parameter(otherIds).Contains(r.Id))
                .ToDictionaryAsync(r => r.Id, cancellationToken);
        return
        [
            .. rows.Select(row => new ReviewedRow(
                row,
                ClientValues.From(row, cipher),
                clients.GetValueOrDefault(row.ClientId) is { } client ? ClientValues.From(client, cipher) : null,
                [.. touches.Where(t => t.RowId == row.Id).OrderBy(t => t.Why)
                    .Select(t => Beside(t, clients, others, cipher)).OfType<ReviewedTouch>()])),
        ];
    }

    private static ReviewedTouch? Beside(
        ImportTouch touch, Dictionary<Guid, Client> clients, Dictionary<Guid, ImportRow> others, OfficeCipher cipher) =>
        touch.ClientId is { } client && clients.TryGetValue(client, out var here)
        ? new(touch, ClientValues.From(here, cipher), here.IsArchived)
        : touch.OtherRowId is { } other && others.TryGetValue(other, out var row)
        ? new(touch, ClientValues.From(row, cipher), false)
        : null;
}
