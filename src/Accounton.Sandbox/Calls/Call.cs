using Accounton.Sandbox.Accounts;
using Accounton.Sandbox.Faults;

namespace Accounton.Sandbox.Calls;

/// <summary>A call that was let in.</summary>
/// <param name="Page">Counted from zero at both vendors; zero where there are no pages.</param>
internal sealed record Call(HttpRequest Request, Account Account, Register Register, int Page, Hits Hits)
{
    public string RouteValue(string name) => (string)Request.RouteValues[name]!;
}

/// <summary>How a vendor knows its callers, and the words in which it turns them away.</summary>
internal abstract class VendorEndpoint
{
    public abstract Vendor Vendor { get; }

    /// <summary>The account the caller's token belongs to; null when the token is missing, unknown or expired.</summary>
    public abstract ValueTask<Account?> IdentifyAsync(HttpContext context);

    /// <summary>What an account that is known but has no rights is told.</summary>
    public virtual Answer? Refusal(Account account) => null;

    public abstract int Page(HttpRequest request);
    public abstract Answer Unauthorized();
    public abstract Answer Throttled();
    public abstract Answer MissingRight();
    public abstract Answer Error(int status, string message);

    /// <summary>Makes every access token of the account worthless; with <paramref name="refreshTokensToo"/>, all else as well.</summary>
    public abstract Task ExpireAsync(HttpContext context, Account account, bool refreshTokensToo);
}

internal enum Vendor
{
    AdminPulse,
    Syneton,
}
