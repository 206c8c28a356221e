using Accounton.Features.Offices;
using Accounton.Features.Operators;
using Accounton.Tenancy;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Accounton.Features.Home;

/// <summary>Where an office's day begins: what is to be done first, and what needs attention.</summary>
[Authorize(Policies.SignedIn)]
public sealed class HomeController(CurrentMember member) : Controller
{
    [HttpGet("/")]
    public async Task<IActionResult> Index([FromServices] StartPages pages, CancellationToken cancellationToken)
    {
        if (member.IsOperator)
            return LocalRedirect(OperatorOfficesController.Path);
        if (member.Office is null)
            return LocalRedirect(member.SignedIn.Offices is [{ IsSuspended: true }] ? OfficesController.SuspendedPath : "/offices");

        return View(await pages.ReadAsync(cancellationToken));
    }
}
