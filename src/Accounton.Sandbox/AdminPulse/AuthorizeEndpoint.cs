using System.Security.Claims;
using Accounton.Sandbox.Accounts;
using Accounton.Sandbox.SignIn;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Accounton.Sandbox.AdminPulse;

/// <summary>Where Accounton sends the browser: sign in if need be, then allow or refuse.</summary>
internal sealed class AuthorizeEndpoint(AccountBook accounts, Tickets tickets, SignInAddress signInAddress)
{
    private const string Scheme = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;

    public async Task<IResult> Handle(HttpContext context)
    {
        var request = context.GetOpenIddictServerRequest() ?? throw new InvalidOperationException("Not an authorization request.");
        var account = await SignedInAsync(context);
        if (account is null)
            return Results.Redirect(signInAddress.For(context.Request));

        var decision = HttpMethods.IsPost(context.Request.Method) ? context.Request.Form[ConsentPage.Decision].ToString() : null;
        return decision switch
        {
            "allow" => Results.SignIn(Principal(account, request), authenticationScheme: Scheme),
            "deny" => Results.Forbid(Refusal(), [Scheme]),
            _ => ConsentPage.Show(account.Name, request),
        };
    }

    /// <summary>Who is signed in here, or was just now on the sign-in page's own origin and brings a ticket to prove it.</summary>
    private async Task<Account?> SignedInAsync(HttpContext context)
    {
        if (tickets.Redeem(context.Request.Query[Tickets.Parameter]) is { } name)
        {
            await context.SignInAsync(SignInEndpoints.Identity(name));
            return accounts.Find(name);
        }

        var session = await context.AuthenticateAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return accounts.Find(session.Principal?.Identity?.Name);
    }

    private static ClaimsPrincipal Principal(Account account, OpenIddictRequest request)
    {
        var identity = new ClaimsIdentity(TokenValidationParameters.DefaultAuthenticationType, Claims.Name, Claims.Role);
        identity.SetClaim(Claims.Subject, account.Name).SetClaim(Claims.Name, $"Kantoor {account.Name}");
        identity.SetScopes(request.GetScopes());
        identity.SetDestinations(static claim => claim.Type is Claims.Name or Claims.Subject
            ? [Destinations.AccessToken, Destinations.IdentityToken]
            : [Destinations.AccessToken]);
        return new ClaimsPrincipal(identity);
    }

    private static AuthenticationProperties Refusal() => new(new Dictionary<string, string?>
    {
        [OpenIddictServerAspNetCoreConstants.Properties.Error] = Errors.AccessDenied,
        [OpenIddictServerAspNetCoreConstants.Properties.ErrorDescription] = "The user refused.",
    });
}
