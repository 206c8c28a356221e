using Accounton.Features.Audit;

namespace Accounton.Features.Clients;

public sealed record ClientAdded(Guid ClientId, string? Client) : AuditRecord;

/// <param name="Fields">Keys of the fields; their values stand in the client's own history.</param>
public sealed record ClientEdited(Guid ClientId, string? Client, IReadOnlyList<string> Fields) : AuditRecord;

public sealed record ClientArchived(Guid ClientId, string? Client) : AuditRecord;

public sealed record ClientReactivated(Guid ClientId, string? Client) : AuditRecord;

public sealed record ClientsMerged(Guid ClientId, string? Client, Guid OtherId, string? Other) : AuditRecord;

/// <summary>Somebody looked at a whole national register number.</summary>
public sealed record NationalNumberShown(Guid ClientId, string? Client, string Field) : AuditRecord;
