using System.Globalization;
using System.Security.Claims;
using Accounton.Data;
using Accounton.Localisation;
using Accounton.Tenancy;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Accounton.Features.SignIn;

/// <summary>
/// Reads the signed-in user and their memberships afresh on every request: who was removed, demoted or has a new
/// password is out with the very next click, not after Identity's half hour.
/// </summary>
public static class Session
{
    /// <summary>The claim that says which office the user works in now.</summary>
    public const string OfficeClaim = "office";

    public static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        var claims = services.GetRequiredService<IOptions<IdentityOptions>>().Value.ClaimsIdentity;
        var user = Guid.TryParse(context.Principal?.FindFirstValue(ClaimTypes.NameIdentifier), CultureInfo.InvariantCulture, out var id)
            ? await CrossOffice.FindUserAsync(services.GetRequiredService<AccountonContext>(), id, context.HttpContext.RequestAborted)
            : null;
        if (user is null || user.SecurityStamp != context.Principal!.FindFirstValue(claims.SecurityStampClaimType))
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(context.Scheme.Name);
            return;
        }

        var office = Choose(user, context.Principal!.FindFirstValue(OfficeClaim));
        services.GetRequiredService<CurrentMember>().Set(user, office);
        if (office is not null)
        {
            services.GetRequiredService<CurrentOffice>().Use(office.OfficeId);
            if (office.TimeZone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(office.TimeZone, out var zone))
                context.HttpContext.Features.Set(new ReaderZone(zone));
        }
    }

    /// <summary>
    /// The office of the claim while the user still belongs to it; else the only one there is; else none until they choose.
    /// One that is suspended cannot be worked in.
    /// </summary>
    private static MemberOf? Choose(SignedInUser user, string? claimed)
    {
        if (user.IsOperator)
            return null;

        var office = Guid.TryParse(claimed, CultureInfo.InvariantCulture, out var id) ? user.Offices.FirstOrDefault(o => o.OfficeId == id)
            : user.Offices.Count == 1 ? user.Offices[0]
            : null;
        return office is { IsSuspended: false } ? office : null;
    }
}
