using System.Security.Claims;
using Accounton.Sandbox.Calls;
using Microsoft.Extensions.Options;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Accounton.Sandbox.AdminPulse;

/// <summary>
/// Lets one caller at a time redeem a code or refresh token. OpenIddict looks at the token before the pretended latency and
/// redeems it after: two callers with the same token would both be served in between.
/// </summary>
internal sealed class Redemption(IServiceScopeFactory scopes, CallBook calls, IOptions<SandboxOptions> options) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1);

    /// <summary>Redeems by <paramref name="give"/>; false when somebody else was first, which costs both of them their tokens.</summary>
    public async Task<bool> TryAsync(ClaimsPrincipal grant, Func<Task> give)
    {
        await turn.WaitAsync();
        try
        {
            if (options.Value.RefreshReuseLeeway == TimeSpan.Zero && !await IsStillValidAsync(grant))
                return false;
            await give();
            return true;
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private async Task<bool> IsStillValidAsync(ClaimsPrincipal grant)
    {
        // A scope of its own: the request's has read the token already and would not see the change.
        await using var scope = scopes.CreateAsyncScope();
        var tokens = scope.ServiceProvider.GetRequiredService<IOpenIddictTokenManager>();
        var token = await tokens.FindByIdAsync(grant.GetTokenId()!);
        if (token is not null && await tokens.HasStatusAsync(token, Statuses.Valid))
            return true;
        if (grant.HasTokenType(TokenTypeIdentifiers.RefreshToken))
            calls.For(grant.GetClaim(Claims.Subject)!).CountReuse();
        await tokens.RevokeByAuthorizationIdAsync(grant.GetAuthorizationId()!);
        return false;
    }
}
