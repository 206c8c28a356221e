using Accounton.Tenancy;

namespace Accounton.Features.Audit;

/// <summary>What somebody did in an office: written in the same transaction as the change itself, never altered.</summary>
public sealed class AuditEvent : IOfficeOwned
{
    public const int TypeLength = 80;
    public const int DetailsLength = 4000;

    public Guid OfficeId { get; init; }
    public Guid Id { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>Null when the platform itself did it, in a job.</summary>
    public Guid? UserId { get; init; }
    public string? UserName { get; init; }

    /// <summary>The name of one of the records in <c>AuditEvents</c>.</summary>
    public required string Type { get; init; }

    /// <summary>That record as JSON; sensitive values are masked by their types.</summary>
    public required string Details { get; init; }
}
