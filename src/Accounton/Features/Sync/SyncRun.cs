using Accounton.Jobs;

namespace Accounton.Features.Sync;

/// <summary>
/// One fetch of a connection's clients. The row is the truth, jobs are only triggers: it says from when it may run,
/// who holds it (a lease), how far it is and how it ended.
/// </summary>
public sealed class SyncRun : ILeased
{
    public const int FaultLength = 40;

    public Guid OfficeId { get; init; }
    public Guid Id { get; init; }
    public Guid ConnectionId { get; init; }
    public SyncReason Reason { get; init; }

    /// <summary>Who asked; null for the night and for retries.</summary>
    public Guid? AskedById { get; init; }
    public string? AskedByName { get; init; }
    public DateTimeOffset AskedAt { get; init; }

    /// <summary>Not to run before; moved on while the vendor says it is not ready yet.</summary>
    public DateTimeOffset NotBefore { get; set; }

    /// <summary>Until then "not ready yet" is asked again; a window that starts at the first <see cref="NotBefore"/>.</summary>
    public DateTimeOffset FirstDataUntil { get; init; }
    public SyncPhase Phase { get; set; } = SyncPhase.Waiting;
    public int Done { get; set; }
    public int? Total { get; set; }
    public int NewCount { get; set; }
    public int ChangedCount { get; set; }
    public int UnchangedCount { get; set; }
    public int GoneCount { get; set; }

    /// <summary>Clients the vendor told of without an id, or that could not be read.</summary>
    public int SkippedCount { get; set; }
    public Guid? ClaimId { get; set; }
    public DateTimeOffset? LeaseUntil { get; set; }
    public DateTimeOffset? StartedAt { get; set; }
    public DateTimeOffset? CancelAskedAt { get; set; }
    public DateTimeOffset? EndedAt { get; set; }
    public SyncOutcome? Outcome { get; set; }

    /// <summary>A code: a <see cref="Vendors.VendorFault"/>, or one of <see cref="Connections.SyncFault"/>.</summary>
    public string? Fault { get; set; }

    /// <summary>From this many clients on a run is a big one.</summary>
    public const int BigFrom = 5_000;

    /// <summary>Known or found to be so many clients that it waits in the queue of big runs.</summary>
    public bool IsBig { get; set; }

    public bool IsOpen => EndedAt is null;
}

/// <summary>Why a run was asked for. Stored by name.</summary>
public enum SyncReason
{
    Linked = 1,
    Person = 2,
    Schedule = 3,
    Retry = 4,
}

/// <summary>How far a run is. Stored by name.</summary>
public enum SyncPhase
{
    Waiting = 1,
    Fetching = 2,
    LookingForGone = 3,
    NationalNumbers = 4,
    Ended = 5,
    Partners = 6,
}

/// <summary>How a run ended. Stored by name.</summary>
public enum SyncOutcome
{
    Complete = 1,

    /// <summary>Read, but the vendor's list would not hold still or lacked rows: nothing was marked gone.</summary>
    Incomplete = 2,
    Failed = 3,
    Cancelled = 4,
}
