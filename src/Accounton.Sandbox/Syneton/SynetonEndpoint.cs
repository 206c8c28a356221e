using System.Text.Json.Nodes;
using Accounton.Sandbox.Accounts;
using Accounton.Sandbox.Calls;

namespace Accounton.Sandbox.Syneton;

/// <summary>The header <c>synetonToken</c> opens Syneton.</summary>
internal sealed class SynetonEndpoint(SynetonTokens tokens) : VendorEndpoint
{
    public override Vendor Vendor => Vendor.Syneton;

    public override ValueTask<Account?> IdentifyAsync(HttpContext context) => new(tokens.Find(context.Request.Headers["synetonToken"]));

    public override Answer? Refusal(Account account) => account.Name == SynetonTokens.KeyWithoutRights ? MissingRight() : null;

    /// <summary>Its pages are numbered from one, which callers need not know: they follow the link.</summary>
    public override int Page(HttpRequest request) => int.TryParse(request.Query["page"], out var page) ? Math.Max(page - 1, 0) : 0;

    public override Answer Unauthorized() => Error(401, "invalid token");

    public override Answer Throttled() => Error(403, "you are throttling the system");

    public override Answer MissingRight() => Error(403, "no valid configuration for token");

    public override Answer Error(int status, string message) => Answer.Json(new JsonObject { ["ErrorMessage"] = message }, status);

    public override Task ExpireAsync(HttpContext context, Account account, bool refreshTokensToo)
    {
        tokens.Expire(account);
        return Task.CompletedTask;
    }
}
