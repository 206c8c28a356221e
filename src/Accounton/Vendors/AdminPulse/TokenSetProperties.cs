using System.Globalization;
using Accounton.Data.Sensitive;
using Microsoft.AspNetCore.Authentication;

namespace Accounton.Vendors.AdminPulse;

/// <summary>How tokens travel from the OAuth handler to the host: among the properties, in memory only.</summary>
public static class TokenSetProperties
{
    private const string Subject = "sub";

    public static void StoreTokens(this AuthenticationProperties properties, TokenSet tokens)
    {
        var values = new Dictionary<string, string?>
        {
            ["access_token"] = tokens.AccessToken.Reveal(),
            ["refresh_token"] = tokens.RefreshToken?.Reveal(),
            ["expires_at"] = tokens.ExpiresAt?.ToString("o", CultureInfo.InvariantCulture),
            [Subject] = tokens.Subject,
        };
        properties.StoreTokens(values.Where(value => value.Value is not null)
            .Select(value => new AuthenticationToken { Name = value.Key, Value = value.Value! }));
    }

    /// <summary>The tokens of a finished linking.</summary>
    public static TokenSet ReadTokens(this AuthenticationProperties properties)
    {
        var refreshToken = properties.GetTokenValue("refresh_token");
        var expiresAt = properties.GetTokenValue("expires_at");
        return new(
            new Secret(properties.GetTokenValue("access_token") ?? throw new InvalidOperationException("The properties hold no tokens.")),
            refreshToken is null ? null : new Secret(refreshToken),
            expiresAt is null ? null : DateTimeOffset.Parse(expiresAt, CultureInfo.InvariantCulture),
            properties.GetTokenValue(Subject));
    }
}
