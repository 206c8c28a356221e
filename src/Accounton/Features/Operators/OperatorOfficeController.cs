using System.ComponentModel.DataAnnotations;
using Accounton.Data;
using Accounton.Features.Connections;
using Accounton.Features.OneTimeLinks;
using Accounton.Features.Settings.Members;
using Accounton.Features.Sync;
using Accounton.Localisation;
using Accounton.Tenancy;
using Accounton.Vendors;
using Accounton.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Operators;

/// <summary>One office: how its links do, who its Admins are, suspending and resuming. Nothing about its clients.</summary>
[Route(OperatorOfficesController.Path + "/{id:guid}"), Authorize(Policies.Operator)]
public sealed class OperatorOfficeController(OfficeActs acts, Texts texts) : Controller
{
    private const int RunsShown = 20;

    [HttpGet("")]
    public Task<IActionResult> Index(Guid id, CancellationToken cancellationToken) => ShowAsync(id, new AdminForm(), cancellationToken);

    [HttpPost("suspend")]
    public async Task<IActionResult> Suspend(Guid id, CancellationToken cancellationToken) =>
        Told(id, await acts.SuspendAsync(id, cancellationToken), "Operators.Suspended");

    [HttpPost("resume")]
    public async Task<IActionResult> Resume(Guid id, CancellationToken cancellationToken) =>
        Told(id, await acts.ResumeAsync(id, cancellationToken), "Operators.Resumed");

    [HttpPost("invite")]
    public async Task<IActionResult> Invite(Guid id, AdminForm form, CancellationToken cancellationToken)
    {
        var result = ModelState.IsValid ? await acts.InviteAsync(id, form.Email, cancellationToken) : InvitationResult.Sent;
        if (result is InvitationResult.NotFound)
            return NotFound();
        if (result is InvitationResult.Member or InvitationResult.JustSent or InvitationResult.TooMany or InvitationResult.ByOffice)
        {
            ModelState.AddModelError(nameof(form.Email), result switch
            {
                InvitationResult.Member => texts["Operators.IsMember"],
                InvitationResult.ByOffice => texts["Operators.InvitedByOffice"],
                InvitationResult.TooMany => texts["Members.TooMany", Invitations.PerDay],
                _ => texts["Members.JustSent", form.Email],
            });
        }

        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return await ShowAsync(id, form, cancellationToken);
        }

        this.Notify(State.Success, texts[result is InvitationResult.Proposed ? "Operators.Proposed" : "Members.Invited", form.Email]);
        return LocalRedirect($"{OperatorOfficesController.Path}/{id}");
    }

    private IActionResult Told(Guid id, bool found, string text)
    {
        if (!found)
            return NotFound();

        this.Notify(State.Success, texts[text]);
        return LocalRedirect($"{OperatorOfficesController.Path}/{id}");
    }

    private async Task<IActionResult> ShowAsync(Guid id, AdminForm form, CancellationToken cancellationToken)
    {
        OfficePage? page = null;
        await acts.InAsync(id, async (db, office, _) => page = new OfficePage(
            office,
            await db.Memberships.Where(m => m.Role == OfficeRole.Admin)
                .Join(db.Users, m => m.UserId, u => u.Id, (_, u) => u).OrderBy(u => u.Name)
                .Select(u => new AdminLine(u.Name, u.Email!)).ToListAsync(cancellationToken),
            await db.Invitations.AsNoTracking().Where(i => i.Role == OfficeRole.Admin).OrderBy(i => i.Email).ToListAsync(cancellationToken),
            await db.Connections.AsNoTracking().Where(c => c.State != ConnectionState.Unlinked)
                .OrderBy(c => c.Vendor).ToListAsync(cancellationToken),
            await db.SyncRuns.AsNoTracking().OrderByDescending(r => r.AskedAt).Take(RunsShown)
                .Join(db.Connections, r => r.ConnectionId, c => c.Id, (r, c) =>
                    new RunLine(c.Vendor, r.AskedAt, r.EndedAt, r.Outcome, r.Fault)).ToListAsync(cancellationToken),
            form), cancellationToken);
        return page is null ? NotFound() : View("Office", page with { Runs = [.. page.Runs.OrderByDescending(r => r.AskedAt)] });
    }
}

/// <summary>An office as an operator sees it.</summary>
public sealed record OfficePage(
    Office Office,
    IReadOnlyList<AdminLine> Admins,
    IReadOnlyList<Invitation> Invitations,
    IReadOnlyList<Connection> Connections,
    IReadOnlyList<RunLine> Runs,
    AdminForm Form);

/// <summary>Whom to talk to.</summary>
public sealed record AdminLine(string Name, string Email);

/// <summary>How a fetch went.</summary>
public sealed record RunLine(Vendor Vendor, DateTimeOffset AskedAt, DateTimeOffset? EndedAt, SyncOutcome? Outcome, string? Fault);

/// <summary>The first Admin again, or another one, whom an Admin of the office has to approve.</summary>
public sealed class AdminForm
{
    [Required, MailAddress, StringLength(PersonalLink.EmailLength), Display(Name = "SignIn.Email")]
    public string Email { get; set; } = "";
}
