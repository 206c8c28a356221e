using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Accounton.Sandbox.AdminPulse;

/// <summary>What the tokens say of who signed in.</summary>
internal sealed class Identities(IOptions<SandboxOptions> options)
{
    public static ClaimsPrincipal Office(string account, OpenIddictRequest request) =>
        Principal(new ClaimsIdentity(TokenValidationParameters.DefaultAuthenticationType, Claims.Name, Claims.Role)
            .SetClaim(Claims.Subject, account).SetClaim(Claims.Name, Company.NameOf(account)), request);

    /// <summary>
    /// Somebody of the single sign-on, who is no account. Some providers say nothing of whether the address was verified.
    /// </summary>
    public ClaimsPrincipal Person(string email, OpenIddictRequest request)
    {
        var identity = new ClaimsIdentity(TokenValidationParameters.DefaultAuthenticationType, Claims.Name, Claims.Role)
            .SetClaim(Claims.Subject, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(email.ToLowerInvariant()))[..16]))
            .SetClaim(Claims.Email, email)
            .SetClaim(Claims.Name, email.Split('@')[0]);
        if (bool.TryParse(options.Value.EmailVerified, out var verified))
            identity.SetClaim(Claims.EmailVerified, verified);
        return Principal(identity, request);
    }

    private static ClaimsPrincipal Principal(ClaimsIdentity identity, OpenIddictRequest request)
    {
        identity.SetScopes(request.GetScopes());
        identity.SetDestinations(static _ => [Destinations.AccessToken, Destinations.IdentityToken]);
        return new ClaimsPrincipal(identity);
    }
}
