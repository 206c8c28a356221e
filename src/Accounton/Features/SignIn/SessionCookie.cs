using System.Globalization;
using System.Security.Claims;
using Accounton.Data;
using Accounton.Localisation;
using Accounton.Tenancy;
using Accounton.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Accounton.Features.SignIn;

/// <summary>
/// Reads the session, its user and their memberships afresh on every request: who was signed out, removed, demoted or has a new
/// password is out with the very next click, not after Identity's half hour.
/// </summary>
public sealed class SessionCookie(
    AccountonContext db, CurrentMember member, CurrentOffice currentOffice, SessionActivity activity, TimeProvider clock)
        : CookieAuthenticationEvents
{
    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var found = Guid.TryParse(context.Principal?.FindFirstValue(Session.IdClaim), CultureInfo.InvariantCulture, out var id)
            ? await CrossOfficeQueries.FindSessionAsync(db, id, clock.GetUtcNow(), context.HttpContext.RequestAborted)
            : null;
        if (found is not { } session)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(context.Scheme.Name);
            return;
        }

        activity.Note(session.Row);
        var office = Choose(session.User, session.Row.OfficeId);
        member.Set(session.User, office, session.Row.Id);
        if (office is not null)
        {
            currentOffice.Use(office.OfficeId);
            if (office.TimeZone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(office.TimeZone, out var zone))
                context.HttpContext.Features.Set(new ReaderZone(zone));
        }
    }

    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context) => FragmentRedirect.ToSignIn(context);

    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    /// <summary>
    /// The office of the session while the user still belongs to it; else the only one there is; else none until they choose.
    /// One that is suspended cannot be worked in.
    /// </summary>
    private static MemberOf? Choose(SignedInUser user, Guid? entered)
    {
        if (user.IsOperator)
            return null;

        var office = entered is { } id ? user.Offices.FirstOrDefault(o => o.OfficeId == id)
            : user.Offices.Count == 1 ? user.Offices[0]
            : null;
        return office is { IsSuspended: false } ? office : null;
    }
}
