namespace Accounton.Tenancy;

/// <summary>Who this request is from, read afresh from the database, and for which office. Empty when nobody is signed in.</summary>
public sealed class CurrentMember
{
    public SignedInUser? User { get; private set; }

    /// <summary>The membership that is current; null for an operator, and until an office is chosen.</summary>
    public MemberOf? Office { get; private set; }

    /// <summary>The session that the request came in; null for work beside a request.</summary>
    public Guid? SessionId { get; private set; }

    public bool IsAdmin => Office?.Role == OfficeRole.Admin;

    public bool IsOperator => User?.IsOperator == true;

    public void Set(SignedInUser user, MemberOf? office, Guid? session = null)
    {
        User = user;
        Office = office;
        SessionId = session;
    }

    /// <summary>The user of a page that only signed-in users reach.</summary>
    public SignedInUser SignedIn => User ?? throw new InvalidOperationException("Nobody is signed in.");
}
