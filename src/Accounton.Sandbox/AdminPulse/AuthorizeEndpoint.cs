using Accounton.Sandbox.SignIn;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Accounton.Sandbox.AdminPulse;

/// <summary>Where Accounton sends the browser: sign in if need be, then allow or refuse.</summary>
internal sealed class AuthorizeEndpoint(Realms realms, Tickets tickets, SignInAddress signInAddress, Identities identities)
{
    private const string Scheme = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;

    public async Task<IResult> Handle(HttpContext context)
    {
        var request = context.GetOpenIddictServerRequest() ?? throw new InvalidOperationException("Not an authorization request.");
        var realm = realms.Get(context.Request);
        if (realm.Recognise(await SignedInAsync(context)) is not { } name)
            return Results.Redirect(signInAddress.For(context.Request));
        if (!realm.AsksConsent)
            return Results.SignIn(identities.Person(name, request), authenticationScheme: Scheme);

        var decision = HttpMethods.IsPost(context.Request.Method) ? context.Request.Form[ConsentPage.Decision].ToString() : null;
        return decision switch
        {
            "allow" => Results.SignIn(Identities.Office(name, request), authenticationScheme: Scheme),
            "deny" => Results.Forbid(Refusal(), [Scheme]),
            _ => ConsentPage.Show(name, request),
        };
    }

    /// <summary>Who is signed in here, or was just now on the sign-in page's own origin and brings a ticket to prove it.</summary>
    private async Task<string?> SignedInAsync(HttpContext context)
    {
        if (tickets.Redeem(context.Request.Query[Tickets.Parameter]) is { } name)
        {
            await context.SignInAsync(SignInEndpoints.Identity(name));
            return name;
        }

        var session = await context.AuthenticateAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return session.Principal?.Identity?.Name;
    }

    private static AuthenticationProperties Refusal() => new(new Dictionary<string, string?>
    {
        [OpenIddictServerAspNetCoreConstants.Properties.Error] = Errors.AccessDenied,
        [OpenIddictServerAspNetCoreConstants.Properties.ErrorDescription] = "The user refused.",
    });
}
