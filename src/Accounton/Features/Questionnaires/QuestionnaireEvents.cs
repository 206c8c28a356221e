using Accounton.Features.Audit;

namespace Accounton.Features.Questionnaires;

public sealed record QuestionnaireGiven(string Kind, int IncomeYear, int Clients) : AuditRecord;

public sealed record QuestionnaireSent(Guid AssignmentId, Guid ClientId, string? Client, string Kind, int IncomeYear) : AuditRecord;

/// <summary>By the client, or for the client.</summary>
public sealed record QuestionnaireSubmitted(Guid AssignmentId, Guid ClientId, string? Client, string Kind, int IncomeYear) : AuditRecord;

/// <param name="Questions">How many are asked again.</param>
public sealed record QuestionnaireSentBack(
    Guid AssignmentId, Guid ClientId, string? Client, string Kind, int IncomeYear, int Questions) : AuditRecord;
