using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;

namespace Accounton.Vendors.AdminPulse;

/// <summary>The words on the page that goes on to the vendor.</summary>
public sealed record LinkPageTexts(string Language, string Title, string Message, string Link);

/// <summary>Options of the scheme that links AdminPulse. What is about the vendor comes from <see cref="AdminPulseOptions"/>.</summary>
public sealed class AdminPulseOAuthOptions : OAuthOptions
{
    public const string DefaultCallbackPath = "/settings/integrations/adminpulse/callback";

    /// <summary>
    /// Where people reach the application; the redirect URL registered at the vendor starts with it. From the request when null.
    /// </summary>
    public Uri? PublicUrl { get; set; }

    /// <summary>The words of the page that goes on to the vendor, in the language of the request.</summary>
    public Func<HttpContext, LinkPageTexts> PageTexts { get; set; } = _ =>
        new("en", AdminPulseClientSource.Scheme, "", AdminPulseClientSource.Scheme);

    /// <summary>
    /// Claims an attempt (given by its properties) before the vendor is called, when this browser may (the flag); false when
    /// the request was answered instead, by the outcome of whoever claimed it before.
    /// </summary>
    public Func<HttpContext, AuthenticationProperties, bool, Task<bool>> ClaimAsync { get; set; } = (_, _, _) => Task.FromResult(true);

    /// <summary>The endpoints are found when they are needed, so there is less to check than for a usual OAuth scheme.</summary>
    public override void Validate()
    {
        if (!CallbackPath.HasValue)
            throw new ArgumentException($"{nameof(CallbackPath)} is needed.", nameof(CallbackPath));
    }
}
