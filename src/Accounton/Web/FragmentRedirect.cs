using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Diagnostics;

namespace Accounton.Web;

/// <summary>What somebody gets who is not signed in (any more). For the cookie's <c>OnRedirectToLogin</c>.</summary>
public static class FragmentRedirect
{
    public static Task ToSignIn(RedirectContext<CookieAuthenticationOptions> context)
    {
        var request = context.Request;
        var response = context.Response;
        var signIn = request.PathBase + context.Options.LoginPath
            + QueryString.Create(context.Options.ReturnUrlParameter, request.PlaceToReturnTo());

        if (request.IsFragment())
        {
            // The whole page has to go: inside a fragment a sign-in page would be a riddle.
            response.StatusCode = StatusCodes.Status401Unauthorized;
            response.Headers["HX-Redirect"] = signIn;
            if (context.HttpContext.Features.Get<IStatusCodePagesFeature>() is { } pages)
                pages.Enabled = false;
        }
        else if ((request.HasFormContentType || request.HasJsonContentType()) && request.IsFromOwnPage())
        {
            // The error page for 401 keeps what was typed; a script that sends answers keeps them itself.
            response.StatusCode = StatusCodes.Status401Unauthorized;
        }
        else
        {
            response.Redirect(signIn);
        }

        return Task.CompletedTask;
    }
}
