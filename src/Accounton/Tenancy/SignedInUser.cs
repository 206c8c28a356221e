namespace Accounton.Tenancy;

/// <summary>A user as read at the beginning of this request.</summary>
public sealed record SignedInUser(
    Guid Id, string Name, string Email, string? Language, bool IsOperator, string SecurityStamp, IReadOnlyList<MemberOf> Offices);
