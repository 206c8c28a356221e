using Accounton.Features.Audit;

namespace Accounton.Features.Questionnaires;

public sealed record QuestionnaireGiven(string Kind, int IncomeYear, int Clients) : AuditRecord;

public sealed record QuestionnaireSent(Guid AssignmentId, Guid ClientId, string? Client, string Kind, int IncomeYear) : AuditRecord;

/// <summary>By the client, or for the client.</summary>
public sealed record QuestionnaireSubmitted(Guid AssignmentId, Guid ClientId, string? Client, string Kind, int IncomeYear) : AuditRecord;

/// <param name="Questions">How many are asked again.</param>
public sealed record QuestionnaireSentBack(
    Guid AssignmentId, Guid ClientId, string? Client, string Kind, int IncomeYear, int Questions) : AuditRecord;

/// <summary>Answers of a client that were taken over into the client's record.</summary>
/// <param name="Fields">Keys of the client's fields; their values stand in the client's own history.</param>
public sealed record AnswersTakenOver(
    Guid AssignmentId, Guid ClientId, string? Client, string Kind, int IncomeYear, IReadOnlyList<string> Fields)
    : AuditRecord;

/// <summary>An answer that differs, and was not taken over.</summary>
public sealed record AnswerLeft(
    Guid AssignmentId, Guid ClientId, string? Client, string Kind, int IncomeYear, string Question) : AuditRecord;

/// <summary>Somebody looked at a whole national register number in an answer.</summary>
public sealed record AnswerShown(
    Guid AssignmentId, Guid ClientId, string? Client, string Kind, int IncomeYear, string Question) : AuditRecord;

/// <param name="DueOn">Null when the day was taken away.</param>
public sealed record QuestionnairesDue(int Count, DateOnly? DueOn) : AuditRecord;

/// <summary>By hand.</summary>
public sealed record QuestionnaireStateSet(
    Guid AssignmentId, Guid ClientId, string? Client, string Kind, int IncomeYear, AssignmentState Before, AssignmentState State)
        : AuditRecord;

public sealed record QuestionnaireLinksWithdrawn(
    Guid AssignmentId, Guid ClientId, string? Client, string Kind, int IncomeYear) : AuditRecord;

public sealed record AnswersExported(int Count) : AuditRecord;

/// <summary>An office changed what a questionnaire asks of those who get it from now on.</summary>
public sealed record TemplatePublished(string Kind, int IncomeYear, int Version, int Added, int Hidden, int Reworded) : AuditRecord;
