using Accounton.Features.Questionnaires.Definitions;

namespace Accounton.Features.Questionnaires.Answering;

/// <summary>Whose questionnaire a client's page is about.</summary>
/// <param name="LinkExpiresAt">Until when the link works by which somebody comes; null for who comes by an address.</param>
/// <param name="IsKnownDevice">The browser is one that the respondent uses.</param>
public sealed record RespondentAt(
    Guid OfficeId,
    string OfficeName,
    string? TimeZone,
    bool IsSuspended,
    Guid RespondentId,
    Guid AssignmentId,
    Person Person,
    string Language,
    bool IsWithdrawn,
    DateTimeOffset? LinkExpiresAt,
    bool IsKnownDevice);
