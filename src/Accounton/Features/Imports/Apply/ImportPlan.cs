using System.Linq.Expressions;

namespace Accounton.Features.Imports.Apply;

/// <summary>What will happen to a row, said once for the confirm page's counts and for applying.</summary>
public static class ImportPlan
{
    /// <summary>A client is added (or comes back).</summary>
    public static readonly Expression<Func<ImportRow, bool>> WillAdd = r =>
        (r.Group == ImportGroup.New && r.IsChosen) || (r.Group == ImportGroup.Doubtful && r.Decision == DoubtDecision.NewPerson);

    /// <summary>A client gets other values, or is active again.</summary>
    public static readonly Expression<Func<ImportRow, bool>> WillChange = r =>
        r.Group == ImportGroup.Both && (r.ChosenFields != 0 || (r.IsArchived && r.IsChosen));

    public static readonly Expression<Func<ImportRow, bool>> WillReactivate = r =>
        r.Group == ImportGroup.Both && r.IsArchived && r.IsChosen;

    public static readonly Expression<Func<ImportRow, bool>> WillArchive = r => r.Group == ImportGroup.OnlyHere && r.IsChosen;

    /// <summary>A client that is recognised is remembered by the back-office's id.</summary>
    public static readonly Expression<Func<ImportRow, bool>> WillLink = r =>
        (r.Group == ImportGroup.Both && r.NeedsLink)
        || (r.Group == ImportGroup.Doubtful && (r.Decision == DoubtDecision.SamePerson || r.Decision == DoubtDecision.SameAsRow));

    private static readonly Func<ImportRow, bool> WillAddOne = WillAdd.Compile();

    public static bool Adds(ImportRow row) => WillAddOne(row);

    /// <summary>Rows of an import to which nothing happens.</summary>
    public static Expression<Func<ImportRow, bool>> Untouched(Guid batchId) => r =>
        r.BatchId == batchId && r.Result == RowResult.Pending
        && !((r.Group == ImportGroup.New && r.IsChosen)
            || (r.Group == ImportGroup.OnlyHere && r.IsChosen)
            || (r.Group == ImportGroup.Both && (r.ChosenFields != 0 || r.NeedsLink || (r.IsArchived && r.IsChosen)))
            || (r.Group == ImportGroup.Doubtful
                && (r.Decision == DoubtDecision.NewPerson || r.Decision == DoubtDecision.SamePerson
                    || r.Decision == DoubtDecision.SameAsRow)));
}
