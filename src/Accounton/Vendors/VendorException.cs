namespace Accounton.Vendors;

/// <summary>What went wrong at a vendor, as a code that every language has a sentence and a remedy for. Stored by name.</summary>
public enum VendorFault
{
    /// <summary>202, 204, 404, 425, 503 or an empty first page on the very first list: the vendor may still be preparing.</summary>
    NotReady = 1,

    /// <summary>The vendor's server answers with an error (5xx), or drops the connection.</summary>
    Unavailable,
    TimedOut,

    /// <summary>The host name does not resolve.</summary>
    HostUnknown,

    /// <summary>The host resolves to an address that is not public, and is not allowed by setting.</summary>
    AddressNotPublic,

    /// <summary>Nothing listens there, or a firewall refuses.</summary>
    ConnectionRefused,
    BadCertificate,

    /// <summary>An answer that is not of this vendor's form: HTML, truncated JSON, missing envelope.</summary>
    BadAnswer,

    /// <summary>There answers a server, but not this vendor's.</summary>
    NotThisVendor,

    /// <summary>Too many calls, also after waiting as long as is reasonable.</summary>
    Throttled,

    /// <summary>The key is refused.</summary>
    KeyRefused,

    /// <summary>The token or key is known but lacks the right; also a refusal straight after a refresh.</summary>
    MissingRight,

    /// <summary>The link no longer holds: a person must link again.</summary>
    ReconnectNeeded,

    /// <summary>Our own client id or secret is refused: for the operator to mend.</summary>
    ClientRefused,

    /// <summary>The vendor refuses what was asked (another 4xx).</summary>
    Refused,

    /// <summary>The pages of a list keep coming without anything new, or are more than any office can fill.</summary>
    ListWithoutEnd,
}

/// <summary>
/// A vendor's fault. The message is for logs and holds the code, the vendor, the HTTP status and the path template
/// only: never a URL as it was called, a body, a key or a token, and no inner exception that could hold one.
/// </summary>
public sealed class VendorException(
    Vendor vendor, VendorFault fault, int? httpStatus = null, TimeSpan? retryAfter = null, string? where = null)
    : Exception($"{vendor}: {fault}{(httpStatus is null ? "" : $" (HTTP {httpStatus})")}{(where is null ? "" : $" at {where}")}")
{
    public Vendor Vendor { get; } = vendor;
    public VendorFault Fault { get; } = fault;
    public int? HttpStatus { get; } = httpStatus;

    /// <summary>How long the vendor asks to wait, where it says so.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;
}
