using Accounton.Data;
using Accounton.Features.Audit;
using Accounton.Features.SignIn;
using Accounton.Tenancy;
using Accounton.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Accounton.Features.Offices;

/// <summary>Choosing the office to work in, for who belongs to several.</summary>
[Authorize(Policies.SignedIn)]
public sealed class OfficesController(CurrentMember member, Sessions sessions, IServiceScopeFactory scopes) : Controller
{
    public const string SuspendedPath = Policies.SuspendedPath;

    [HttpGet(Policies.ChoosePath)]
    public IActionResult Index() => member.IsOperator ? LocalRedirect("/") : View(member);

    /// <summary>Tells the members of a suspended office why they cannot work, and that nothing is lost.</summary>
    [HttpGet(SuspendedPath)]
    public IActionResult Suspended() => member.SignedIn.Offices.Any(o => o.IsSuspended) ? View(member) : LocalRedirect("/");

    [HttpPost("/offices/switch"), AnyOffice]
    public async Task<IActionResult> Enter(Guid officeId, string? returnUrl, CancellationToken cancellationToken)
    {
        if (member.SignedIn.Offices.All(o => o.OfficeId != officeId))
            return NotFound();

        if (member.SignedIn.Offices.Single(o => o.OfficeId == officeId).IsSuspended)
            return LocalRedirect(SuspendedPath);

        await sessions.EnterAsync(officeId, cancellationToken);
        await NoteAsync(officeId, cancellationToken);
        return LocalRedirect(Url.IsLocalUrl(returnUrl) ? returnUrl : "/");
    }

    // This request still works for the office that was current, so that the other one's log is written in a scope of its own.
    private async Task NoteAsync(Guid officeId, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateOfficeScope(officeId);
        scope.ServiceProvider.GetRequiredService<CurrentMember>().Set(
            member.SignedIn, member.SignedIn.Offices.Single(o => o.OfficeId == officeId));
        scope.ServiceProvider.GetRequiredService<AuditLog>().Add(new OfficeEntered());
        await scope.ServiceProvider.GetRequiredService<AccountonContext>().SaveChangesAsync(cancellationToken);
    }
}
