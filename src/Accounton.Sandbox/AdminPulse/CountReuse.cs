using Accounton.Sandbox.Calls;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Accounton.Sandbox.AdminPulse;

/// <summary>Counts refresh tokens that are used a second time, just before OpenIddict revokes their whole chain for it.</summary>
internal sealed class CountReuse(IOpenIddictTokenManager tokens, CallBook calls) : IOpenIddictServerHandler<ValidateTokenContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor
        .CreateBuilder<ValidateTokenContext>()
        .UseScopedHandler<CountReuse>()
        .SetOrder(OpenIddictServerHandlers.Protection.ValidateTokenEntry.Descriptor.Order - 1)
        .Build();

    public async ValueTask HandleAsync(ValidateTokenContext context)
    {
        if (context.Principal is { } principal && principal.HasTokenType(TokenTypeIdentifiers.RefreshToken)
            && principal.GetTokenId() is { } id && await tokens.FindByIdAsync(id) is { } token
            && await tokens.HasStatusAsync(token, Statuses.Redeemed))
            calls.For(principal.GetClaim(Claims.Subject)!).CountReuse();
    }
}
