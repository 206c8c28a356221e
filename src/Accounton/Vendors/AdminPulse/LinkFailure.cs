namespace Accounton.Vendors.AdminPulse;

/// <summary>Why linking by way of the vendor's website did not end in tokens.</summary>
public enum LinkFailure
{
    /// <summary>The person said no at the vendor.</summary>
    Declined = 1,

    /// <summary>The browser no longer has the cookie of the attempt: it took too long, or was finished before.</summary>
    AttemptExpired,

    /// <summary>What came back does not belong to an attempt of ours.</summary>
    StateMismatch,

    /// <summary>The vendor refuses our client id, secret or scopes: for the operator.</summary>
    ClientRefused,
    VendorUnavailable,
    BadAnswer,

    /// <summary>The vendor does not take back the code it gave.</summary>
    CodeRefused,

    /// <summary>The vendor does not take the tokens it has just given.</summary>
    TokensRefused,
}

/// <summary>What <c>OnRemoteFailure</c> gets, always, whatever went wrong.</summary>
public sealed class LinkException(LinkFailure failure) : Exception($"{Vendor.AdminPulse}: linking failed, {failure}")
{
    public LinkFailure Failure { get; } = failure;

    /// <summary>A fault at the vendor, in terms of linking.</summary>
    public static LinkException From(VendorException exception) => new(exception.Fault switch
    {
        VendorFault.ClientRefused => LinkFailure.ClientRefused,
        VendorFault.ReconnectNeeded => LinkFailure.CodeRefused,
        VendorFault.BadAnswer or VendorFault.NotThisVendor or VendorFault.Refused => LinkFailure.BadAnswer,
        _ => LinkFailure.VendorUnavailable,
    });
}
