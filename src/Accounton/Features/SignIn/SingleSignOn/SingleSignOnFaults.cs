using Microsoft.AspNetCore.Authentication;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Accounton.Features.SignIn.SingleSignOn;

/// <summary>Why somebody who came from single sign-on is not let in; each has its sentence.</summary>
public enum SingleSignOnFault
{
    /// <summary>The person, or the issuer, said no.</summary>
    Declined = 1,

    /// <summary>The browser brought no cookie from when it left, or took too long.</summary>
    LostCookie = 2,
    Issuer = 3,
    Audience = 4,
    Nonce = 5,
    Signature = 6,
    Expired = 7,
    Unverified = 8,
    Unknown = 9,
    Unreachable = 10,
    Failed = 11,

    /// <summary>The office that invited them is suspended; the invitation stays.</summary>
    OfficeSuspended = 12,
}

/// <summary>Tells from an exception what was wrong.</summary>
public static class SingleSignOnFaults
{
    public static SingleSignOnFault From(Exception? failure)
    {
        for (var e = failure; e is not null; e = e.InnerException)
        {
            switch (e)
            {
                case SecurityTokenInvalidIssuerException:
                    return SingleSignOnFault.Issuer;
                case SecurityTokenInvalidAudienceException:
                    return SingleSignOnFault.Audience;
                case OpenIdConnectProtocolInvalidNonceException:
                    return SingleSignOnFault.Nonce;
                case SecurityTokenExpiredException or SecurityTokenNotYetValidException or SecurityTokenNoExpirationException:
                    return SingleSignOnFault.Expired;
                case SecurityTokenInvalidSignatureException or SecurityTokenSignatureKeyNotFoundException:
                    return SingleSignOnFault.Signature;
                case HttpRequestException or TaskCanceledException:
                    return SingleSignOnFault.Unreachable;
            }

            if (e.Data["error"] as string == "access_denied" || e.Message.Contains("access_denied", StringComparison.Ordinal))
                return SingleSignOnFault.Declined;
            if (e is AuthenticationFailureException
                && (e.Message.Contains("Correlation", StringComparison.Ordinal) || e.Message.Contains("state", StringComparison.Ordinal)))
                return SingleSignOnFault.LostCookie;
        }

        return SingleSignOnFault.Failed;
    }
}
