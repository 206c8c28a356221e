using Accounton.Features.Offices;
using Accounton.Tenancy;

namespace Accounton.Features.SignIn;

/// <summary>A user as read at the beginning of this request.</summary>
public sealed record SignedInUser(
    Guid Id, string Name, string Email, string? Language, bool IsOperator, string SecurityStamp, IReadOnlyList<MemberOf> Offices);

/// <summary>Who this request is from, read afresh from the database, and for which office. Empty when nobody is signed in.</summary>
public sealed class CurrentMember
{
    public SignedInUser? User { get; private set; }

    /// <summary>The membership that is current; null for an operator, and until an office is chosen.</summary>
    public MemberOf? Office { get; private set; }

    public bool IsAdmin => Office?.Role == OfficeRole.Admin;

    public bool IsOperator => User?.IsOperator == true;

    public void Set(SignedInUser user, MemberOf? office) => (User, Office) = (user, office);

    /// <summary>The user of a page that only signed-in users reach.</summary>
    public SignedInUser SignedIn => User ?? throw new InvalidOperationException("Nobody is signed in.");
}
