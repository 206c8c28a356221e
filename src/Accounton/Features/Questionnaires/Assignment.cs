using Accounton.Tenancy;

namespace Accounton.Features.Questionnaires;

/// <summary>A questionnaire given to a client; once each, or once for each closing date.</summary>
public sealed class Assignment : IOfficeOwned
{
    public Guid OfficeId { get; init; }
    public Guid Id { get; init; }
    public Guid TemplateId { get; init; }
    public Guid ClientId { get; set; }

    /// <summary>What it asks; a newer version of its questionnaire does not touch it. Null of one from before versions.</summary>
    public Guid? VersionId { get; init; }

    /// <summary>The end of the financial year it is about; the first day there is for a questionnaire of an income year.</summary>
    public DateOnly ClosingDate { get; init; }

    public AssignmentState State { get; set; } = AssignmentState.NotSent;
    public DateTimeOffset AssignedAt { get; init; }
    public Guid? AssignedById { get; init; }
    public string? AssignedByName { get; init; }

    /// <summary>When something was first answered in it, by whomever: from then on nothing takes it away.</summary>
    public DateTimeOffset? AnsweredAt { get; set; }

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
