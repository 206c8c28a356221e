using System.Security.Claims;
using System.Text.Json.Nodes;
using Accounton.Sandbox.Accounts;
using Accounton.Sandbox.Calls;
using Accounton.Sandbox.Faults;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Accounton.Sandbox.AdminPulse;

/// <summary>Gives tokens for a code or a refresh token, both of which OpenIddict has already found good.</summary>
internal sealed class TokenEndpoint(
    AccountBook accounts,
    CallBook calls,
    FaultBook faults,
    AdminPulseEndpoint vendor,
    Redemption redemption,
    TimeProvider clock,
    IOptions<SandboxOptions> options)
{
    private const string Scheme = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;

    public async Task Handle(HttpContext context)
    {
        var request = context.GetOpenIddictServerRequest() ?? throw new InvalidOperationException("Not a token request.");
        var grant = (await context.AuthenticateAsync(Scheme)).Principal!;
        var name = grant.GetClaim(Claims.Subject)!;
        if (accounts.Find(name) is null)
        {
            // Somebody of the single sign-on, who has no clients and runs into no faults.
            await context.SignInAsync(Scheme, grant);
            return;
        }

        if (request.IsRefreshTokenGrantType())
            calls.For(name).CountRefresh();
        var hits = faults.Strike(name, Vendor.AdminPulse, Endpoints.Token, 0);
        await Task.Delay(
            options.Value.LatencyPerCall + TimeSpan.FromMilliseconds(hits[FaultKind.Latency]?.Ms ?? 0), clock, context.RequestAborted);
        if (hits[FaultKind.Charset] is { } charset)
            context.Response.OnStarting(() => Task.FromResult(context.Response.ContentType = Spoilt.CharsetType(charset)));
        if (hits.Has(FaultKind.Silent))
            await Replacements.SilenceAsync(context);
        else if (Refusal(hits) is { } refusal)
            await refusal.SendAsync(context);
        else if (hits.Has(FaultKind.Drop))
            context.Abort();
        else if (!await redemption.TryAsync(
            grant, () => hits.Has(FaultKind.TokenLost) ? GiveInVainAsync(context, grant) : GiveAsync(context, grant, request, hits)))
            await InvalidGrant().SendAsync(context);
    }

    private Answer? Refusal(Hits hits) =>
        hits.Has(FaultKind.TokenInvalidClient) ? Answer.Json(new JsonObject { ["error"] = Errors.InvalidClient }, 401)
        : hits.Has(FaultKind.TokenInvalidGrant) || hits.Has(FaultKind.DeadToken) ? InvalidGrant()
        : hits.Has(FaultKind.Token500) ? vendor.Error(500, "something went wrong")
        : hits.Has(FaultKind.TokenHtml) ? Replacements.Page()
        : hits.Replacement is { } fault ? Replacements.For(fault, vendor, clock.GetUtcNow())
        : null;

    private static Answer InvalidGrant() => Answer.Json(new JsonObject { ["error"] = Errors.InvalidGrant }, 400);

    private static async Task GiveAsync(HttpContext context, ClaimsPrincipal grant, OpenIddictRequest request, Hits hits)
    {
        var without = new List<string>();
        if (hits.Has(FaultKind.NoRefreshToken))
            without.Add(Scopes.OfflineAccess);
        if (hits.Has(FaultKind.NoIdToken))
            without.Add(Scopes.OpenId);
        if (without.Count > 0)
            grant.SetScopes(grant.GetScopes().RemoveRange(without));

        await context.SignInAsync(Scheme, grant);
        if (hits.Has(FaultKind.NoRefreshToken) && request.IsRefreshTokenGrantType())
            await KeepAsync(context, grant);
    }

    /// <summary>The tokens are rotated, and the caller never hears of it.</summary>
    private static async Task GiveInVainAsync(HttpContext context, ClaimsPrincipal grant)
    {
        context.Response.Body = Stream.Null;
        await context.SignInAsync(Scheme, grant);
        context.Abort();
    }

    /// <summary>A vendor that gives no new refresh token lets the old one live on, where OpenIddict has just redeemed it.</summary>
    private static async Task KeepAsync(HttpContext context, ClaimsPrincipal grant)
    {
        var tokens = context.RequestServices.GetRequiredService<IOpenIddictTokenManager>();
        if (await tokens.FindByIdAsync(grant.GetTokenId()!) is not { } token)
            return;
        var descriptor = new OpenIddictTokenDescriptor();
        await tokens.PopulateAsync(descriptor, token);
        descriptor.Status = Statuses.Valid;
        descriptor.RedemptionDate = null;
        await tokens.UpdateAsync(token, descriptor);
    }
}
