namespace Accounton.Tenancy;

/// <summary>An office that a user works for.</summary>
public sealed record MemberOf(
    Guid OfficeId, string OfficeName, string OfficeLanguage, OfficeRole Role, bool IsSuspended, string? TimeZone = null);
