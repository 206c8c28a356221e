using System.Text.Json.Nodes;
using Accounton.Sandbox.Accounts;
using Accounton.Sandbox.Calls;
using Microsoft.AspNetCore.Authentication;
using OpenIddict.Abstractions;
using OpenIddict.Validation.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Accounton.Sandbox.AdminPulse;

/// <summary>A bearer token opens AdminPulse.</summary>
internal sealed class AdminPulseEndpoint(AccountBook accounts) : VendorEndpoint
{
    public override Vendor Vendor => Vendor.AdminPulse;

    public override async ValueTask<Account?> IdentifyAsync(HttpContext context)
    {
        var result = await context.AuthenticateAsync(OpenIddictValidationAspNetCoreDefaults.AuthenticationScheme);
        return accounts.Find(result.Principal?.GetClaim(Claims.Subject));
    }

    public override int Page(HttpRequest request) => int.TryParse(request.Query["page"], out var page) ? Math.Max(page, 0) : 0;

    public override Answer Unauthorized() => Error(401, "Unauthorized") with
    {
        Headers = new Dictionary<string, string> { ["WWW-Authenticate"] = "Bearer error=\"invalid_token\"" },
    };

    public override Answer Throttled() => Error(429, "Too many requests");

    public override Answer MissingRight() => Error(403, "no valid configuration for token");

    public override Answer Error(int status, string message) => Answer.Json(new JsonObject { ["message"] = message }, status);

    public override async Task ExpireAsync(HttpContext context, Account account, bool refreshTokensToo)
    {
        var tokens = context.RequestServices.GetRequiredService<IOpenIddictTokenManager>();
        if (refreshTokensToo)
            await tokens.RevokeBySubjectAsync(account.Name);
        else
            await tokens.RevokeAsync(account.Name, client: null, status: null, TokenTypeIdentifiers.AccessToken);
    }
}
