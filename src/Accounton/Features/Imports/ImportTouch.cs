using Accounton.Features.Clients.Matching;
using Accounton.Tenancy;

namespace Accounton.Features.Imports;

/// <summary>Whom a doubtful row could be: a client here, or another row of the import.</summary>
public sealed class ImportTouch : IOfficeOwned
{
    public Guid OfficeId { get; init; }
    public Guid Id { get; init; }
    public Guid BatchId { get; init; }
    public Guid RowId { get; init; }

    /// <summary>One of the two is set.</summary>
    public Guid? ClientId { get; init; }
    public Guid? OtherRowId { get; init; }
    public MatchReason Why { get; init; }
}
