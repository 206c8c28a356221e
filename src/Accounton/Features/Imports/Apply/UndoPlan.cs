using Accounton.Features.Clients;

namespace Accounton.Features.Imports.Apply;

/// <summary>What undoing an import makes of each of its changes to one client. Pure.</summary>
public static class UndoPlan
{
    /// <param name="batchId">The import that is undone.</param>
    /// <param name="history">All changes of the client, oldest first.</param>
    /// <param name="isInUse">The client has a questionnaire that somebody works on.</param>
    public static IEnumerable<(ClientChange Change, UndoResult Result)> Create(
        Guid batchId, IReadOnlyList<ClientChange> history, bool isInUse)
    {
        var own = history.Where(c => c.BatchId == batchId && c.Origin != ValueOrigin.Undo).ToList();
        var later = history.Where(c => c.BatchId != batchId || c.Origin == ValueOrigin.Undo)
            .Where(c => own.Count > 0 && c.Version > own[0].Version).ToList();
        foreach (var change in own.Where(c => c.Undo is null).Reverse())
            yield return (change, Stands(change) ? UndoResult.Restored : UndoResult.LeftAlone);

        // A change stands while nobody has touched the same thing since.
        bool Stands(ClientChange change) => change.Kind switch
        {
            ChangeKind.Field => !later.Exists(c => c.Version > change.Version && c.Field == change.Field && c.Kind == ChangeKind.Field),
            ChangeKind.Added or ChangeKind.Reactivated => !isInUse && !later.Exists(c => c.Version > change.Version),
            _ => !later.Exists(c => c.Version > change.Version && c.Kind != ChangeKind.Field),
        };
    }
}
