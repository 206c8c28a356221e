using Accounton.Tenancy;

namespace Accounton.Features.Questionnaires.Customisation;

/// <summary>
/// What an office is about to change in a questionnaire: nobody gets it until it is published. At most one
/// for each questionnaire.
/// </summary>
public sealed class TemplateDraft : IOfficeOwned
{
    public Guid OfficeId { get; init; }
    public Guid Id { get; init; }
    public Guid TemplateId { get; init; }

    /// <summary>All changes, those of the version before too, compressed (<see cref="TemplateChanges"/>).</summary>
    public required byte[] Changes { get; set; }

    /// <summary>Made anew with each change, and compared by the database: of two people at once, the second is told.</summary>
    public Guid Stamp { get; set; }
    public DateTimeOffset ChangedAt { get; set; }
    public string? ChangedByName { get; set; }
}
