using Accounton.Data;
using Accounton.Features.Settings.Integrations;
using Accounton.Features.SignIn;
using Accounton.Jobs;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Home;

/// <summary>Where an office's day begins: what is to be done first, and what needs attention.</summary>
[Authorize(Policies.SignedIn)]
public sealed class HomeController(CurrentMember member, AccountonContext db) : Controller
{
    [HttpGet("/")]
    public async Task<IActionResult> Index(CancellationToken cancellationToken)
    {
        if (member.IsOperator)
            return LocalRedirect(JobSetup.DashboardPath);
        if (member.Office is null)
            return LocalRedirect("/offices");

        var connections = await db.Connections.AsNoTracking()
            .Where(c => c.State != ConnectionState.Unlinked).OrderBy(c => c.Vendor).ToListAsync(cancellationToken);
        return View(connections);
    }
}
