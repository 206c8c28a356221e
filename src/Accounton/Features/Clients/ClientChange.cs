using Accounton.Tenancy;

namespace Accounton.Features.Clients;

/// <summary>
/// One change of one client, by field: who, when, from where, before and after. National numbers stand here as ciphertexts.
/// </summary>
public sealed class ClientChange : IOfficeOwned
{
    public const int ValueLength = 300;

    public Guid OfficeId { get; init; }
    public Guid Id { get; init; }
    public Guid ClientId { get; init; }

    /// <summary>The client's version after it.</summary>
    public int Version { get; init; }
    public ChangeKind Kind { get; init; }

    /// <summary>The field's key, for <see cref="ChangeKind.Field"/>.</summary>
    public string? Field { get; init; }
    public string? Before { get; init; }
    public string? After { get; init; }
    public ValueOrigin Origin { get; init; }
    public DateTimeOffset At { get; init; }
    public Guid? ById { get; init; }
    public string? ByName { get; init; }

    /// <summary>The import it belongs to; for <see cref="ValueOrigin.Undo"/>, the import that was undone.</summary>
    public Guid? BatchId { get; init; }

    /// <summary>The questionnaire whose answer it is, for <see cref="ValueOrigin.Questionnaire"/>.</summary>
    public Guid? AssignmentId { get; init; }

    /// <summary>What undoing its import made of it; null while it was not undone.</summary>
    public UndoResult? Undo { get; set; }
}

/// <summary>What undoing an import made of a change. Stored by name.</summary>
public enum UndoResult
{
    Restored = 1,

    /// <summary>Somebody has changed it since: it stays as it is now.</summary>
    LeftAlone = 2,

    /// <summary>It could not be written: it stays as it is now.</summary>
    Failed = 3,
}

/// <summary>What happened to a client. Stored by name.</summary>
public enum ChangeKind
{
    Added = 1,
    Field = 2,
    Archived = 3,
    Reactivated = 4,

    /// <summary>Another client was merged into this one.</summary>
    MergedFrom = 5,

    /// <summary>This client was merged into another one.</summary>
    MergedInto = 6,
}

/// <summary>Where a value came from. Stored by name.</summary>
public enum ValueOrigin
{
    Hand = 1,
    AdminPulse = 2,
    Syneton = 3,
    Excel = 4,
    Undo = 5,
    Merge = 6,
    Questionnaire = 7,
}
