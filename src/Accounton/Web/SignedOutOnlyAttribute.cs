namespace Accounton.Web;

/// <summary>
/// For a form that is of use to nobody who is signed in. Sent from a second tab by somebody who signed in meanwhile, it is refused with a
/// page that leads on, and that does not offer to send it again.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SignedOutOnlyAttribute : Attribute
{
    /// <summary>The field with the address to go on to, one of ours.</summary>
    public const string Next = "ReturnUrl";
}
