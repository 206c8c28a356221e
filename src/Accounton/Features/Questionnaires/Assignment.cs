using Accounton.Tenancy;

namespace Accounton.Features.Questionnaires;

/// <summary>A questionnaire given to a client; once each.</summary>
public sealed class Assignment : IOfficeOwned
{
    public Guid OfficeId { get; init; }
    public Guid Id { get; init; }
    public Guid TemplateId { get; init; }
    public Guid ClientId { get; set; }
    public AssignmentState State { get; set; } = AssignmentState.NotSent;
    public DateTimeOffset AssignedAt { get; init; }
    public Guid? AssignedById { get; init; }
    public string? AssignedByName { get; init; }

    /// <summary>The import that gave it.</summary>
    public Guid? BatchId { get; init; }
}

/// <summary>How far a questionnaire is. Stored by name.</summary>
public enum AssignmentState
{
    NotSent = 1,
    Sent = 2,
    Opened = 3,
    ToProcess = 4,
    Processed = 5,
}
