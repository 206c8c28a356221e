using Microsoft.AspNetCore.Authentication;
using OpenIddict.Server.AspNetCore;

namespace Accounton.Sandbox.AdminPulse;

/// <summary>Gives tokens for a code or a refresh token, both of which OpenIddict has already found good.</summary>
internal static class TokenEndpoint
{
    private const string Scheme = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;

    public static async Task<IResult> Handle(HttpContext context)
    {
        var grant = await context.AuthenticateAsync(Scheme);
        return Results.SignIn(grant.Principal!, authenticationScheme: Scheme);
    }
}
