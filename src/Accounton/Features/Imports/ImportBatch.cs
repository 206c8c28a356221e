using Accounton.Features.Clients;
using Accounton.Jobs;

namespace Accounton.Features.Imports;

/// <summary>
/// One import, from a back-office or a workbook: what it compares, how far it is, what was decided in general and what came
/// of it. The row is the truth; jobs are only triggers, and hold it by a lease.
/// </summary>
public sealed class ImportBatch : ILeased
{
    public const int FileNameLength = 200;
    public const int TemplatesLength = 2000;
    public const int FaultLength = 40;

    public Guid OfficeId { get; init; }
    public Guid Id { get; init; }
    public ImportSource Source { get; init; }

    /// <summary>The back-office's connection; null for a workbook.</summary>
    public Guid? ConnectionId { get; init; }
    public string? FileName { get; init; }

    /// <summary>The columns of a workbook as <c>position:field</c> pairs, recognised or chosen; null while it is not known.</summary>
    public string? Columns { get; set; }

    /// <summary>Ids of the task templates that narrow it, one a line; null for all clients.</summary>
    public string? TaskTemplates { get; set; }

    /// <summary>Their names, one a line.</summary>
    public string? TaskTemplateNames { get; set; }
    public ImportState State { get; set; }
    public Guid? CreatedById { get; init; }
    public string? CreatedByName { get; init; }
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Of what the state is doing now.</summary>
    public int Done { get; set; }
    public int? Total { get; set; }
    public Guid? ClaimId { get; set; }
    public DateTimeOffset? LeaseUntil { get; set; }
    public DateTimeOffset? ComparedAt { get; set; }

    /// <summary>Goes up with every decision, so that a confirmation holds for what was shown and nothing else.</summary>
    public int Decisions { get; set; }

    /// <summary>The questionnaire of an income year that goes with it; null for none.</summary>
    public Guid? TemplateId { get; set; }

    /// <summary>The questionnaire about a closing date that goes with it, and that date; null for none.</summary>
    public Guid? ClosingTemplateId { get; set; }
    public DateOnly? ClosingDate { get; set; }

    /// <summary>They go to clients who were here already, too.</summary>
    public bool TemplateForKnown { get; set; }

    /// <summary>Who becomes responsible for added clients without one: a colleague's e-mail address and name.</summary>
    public string? ResponsibleEmail { get; set; }
    public string? ResponsibleName { get; set; }
    public Guid? AppliedById { get; set; }
    public string? AppliedByName { get; set; }
    public DateTimeOffset? AppliedAt { get; set; }

    /// <summary>What came of it.</summary>
    public int AddedCount { get; set; }
    public int ChangedCount { get; set; }
    public int ArchivedCount { get; set; }
    public int LinkedCount { get; set; }
    public int AssignedCount { get; set; }
    public int FailedCount { get; set; }
    public Guid? UndoneById { get; set; }
    public string? UndoneByName { get; set; }
    public DateTimeOffset? UndoneAt { get; set; }
    public int RestoredCount { get; set; }
    public int LeftAloneCount { get; set; }

    /// <summary>Why it stopped: a code whose words are <c>ImportFault.{code}</c>.</summary>
    public string? Fault { get; set; }

    /// <summary>Who changes clients when it is applied.</summary>
    public ChangeAuthor Author() => new(
        Source switch
        {
            ImportSource.AdminPulse => ValueOrigin.AdminPulse,
            ImportSource.Syneton => ValueOrigin.Syneton,
            _ => ValueOrigin.Excel,
        },
        AppliedById, AppliedByName, Id);

    /// <summary>The questionnaires that go with it, each with the closing date that it is about.</summary>
    public IEnumerable<(Guid TemplateId, DateOnly Closing)> Questionnaires()
    {
        if (TemplateId is { } ofYear)
            yield return (ofYear, default);
        if (ClosingTemplateId is { } ofDate && ClosingDate is { } closing)
            yield return (ofDate, closing);
    }

    public bool IsOver => State is ImportState.Applied or ImportState.Undone or ImportState.Abandoned;
}

/// <summary>Where an import's clients come from. Stored by name.</summary>
public enum ImportSource
{
    Excel = 1,
    AdminPulse = 2,
    Syneton = 3,
}

/// <summary>How far an import is. Stored by name.</summary>
public enum ImportState
{
    /// <summary>A workbook whose headings were not all recognised: a person says which column is what.</summary>
    Mapping = 1,

    /// <summary>The back-office's clients are being fetched first.</summary>
    Fetching = 2,
    Comparing = 3,

    /// <summary>The overview is there: people decide.</summary>
    Reviewing = 4,
    Applying = 5,
    Applied = 6,
    Undoing = 7,
    Undone = 8,

    /// <summary>Given up, by a person or by time; its rows are erased.</summary>
    Abandoned = 9,
    Failed = 10,

    /// <summary>Applying ended by a fault; what is left can be gone on with, or what was done undone.</summary>
    ApplyFailed = 11,

    /// <summary>Undoing ended by a fault; what is left can be gone on with.</summary>
    UndoFailed = 12,
}
