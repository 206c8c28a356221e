namespace Accounton.Features.Connections;

/// <summary>Codes of a run's own faults, beside those of the vendors.</summary>
public static class SyncFault
{
    public const string RowsMoved = nameof(RowsMoved);
    public const string RowsUnreadable = nameof(RowsUnreadable);
    public const string DeadlinePassed = nameof(DeadlinePassed);
    public const string Unexpected = nameof(Unexpected);
}
