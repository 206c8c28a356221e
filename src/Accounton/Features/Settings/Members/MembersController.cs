using System.ComponentModel.DataAnnotations;
using Accounton.Data;
using Accounton.Features.OneTimeLinks;
using Accounton.Localisation;
using Accounton.Tenancy;
using Accounton.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Settings.Members;

/// <summary>Who works for the office, and who may: inviting, roles, removing.</summary>
[Route(Path)]
public sealed class MembersController(
    AccountonContext db, OfficeMembers members, Invitations invitations, CurrentMember member, Texts texts, TimeProvider clock) : Controller
{
    public const string Path = "/settings/members";

    [HttpGet(""), Authorize(Policies.Member)]
    public async Task<IActionResult> Index(CancellationToken cancellationToken) =>
        View("Members", await PageAsync(new InviteForm(), cancellationToken));

    [HttpPost("invite"), Authorize(Policies.Admin)]
    public async Task<IActionResult> Invite(InviteForm form, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
            return await AgainAsync(form, cancellationToken);

        var result = await invitations.InviteAsync(form.Email, form.Role, cancellationToken);
        if (result is InvitationResult.Member or InvitationResult.TooMany)
        {
            ModelState.AddModelError(
                nameof(form.Email),
                result is InvitationResult.Member ? texts["Members.IsMember"] : texts["Members.TooMany", Invitations.PerDay]);
            return await AgainAsync(form, cancellationToken);
        }

        return Told(result, Invitations.Normal(form.Email));
    }

    [HttpPost("invitations/{id:guid}/again"), Authorize(Policies.Admin)]
    public async Task<IActionResult> Again(Guid id, CancellationToken cancellationToken)
    {
        var email = await db.Invitations.Where(i => i.Id == id).Select(i => i.Email).SingleOrDefaultAsync(cancellationToken);
        var result = email is null ? InvitationResult.NotFound : await invitations.SendAgainAsync(id, cancellationToken);
        return result is InvitationResult.NotFound ? NotFound() : Told(result, email!);
    }

    [HttpPost("invitations/{id:guid}/approve"), Authorize(Policies.Admin)]
    public async Task<IActionResult> Approve(Guid id, CancellationToken cancellationToken)
    {
        var email = await db.Invitations.Where(i => i.Id == id).Select(i => i.Email).SingleOrDefaultAsync(cancellationToken);
        var result = email is null ? InvitationResult.NotFound : await invitations.ApproveAsync(id, cancellationToken);
        return result is InvitationResult.NotFound ? NotFound() : Told(result, email!);
    }

    [HttpPost("invitations/{id:guid}/withdraw"), Authorize(Policies.Admin)]
    public async Task<IActionResult> Withdraw(Guid id, CancellationToken cancellationToken)
    {
        if (!await invitations.WithdrawAsync(id, cancellationToken))
            return NotFound();

        this.Notify(State.Success, texts["Members.Withdrawn"]);
        return LocalRedirect(Path);
    }

    [HttpPost("{id:guid}/role"), Authorize(Policies.Admin)]
    public async Task<IActionResult> Role(Guid id, OfficeRole role, CancellationToken cancellationToken) =>
        !Enum.IsDefined(role) ? BadRequest() : Told(await members.ChangeRoleAsync(id, role, cancellationToken), "Members.RoleChanged");

    [HttpPost("{id:guid}/remove"), Authorize(Policies.Admin)]
    public async Task<IActionResult> Remove(Guid id, CancellationToken cancellationToken) =>
        Told(await members.RemoveAsync(id, cancellationToken), "Members.Removed");

    private LocalRedirectResult Told(InvitationResult result, string email)
    {
        this.Notify(
            result is InvitationResult.Sent ? State.Success : State.Warning,
            result switch
            {
                InvitationResult.Sent => texts["Members.Invited", email],
                InvitationResult.TooMany => texts["Members.TooMany", Invitations.PerDay],
                _ => texts["Members.JustSent", email],
            });
        return LocalRedirect(Path);
    }

    private IActionResult Told(MembersResult result, string done)
    {
        if (result is MembersResult.NotFound)
            return NotFound();

        this.Notify(
            result is MembersResult.Done ? State.Success : State.Danger, texts[result is MembersResult.Done ? done : "Members.LastAdmin"]);
        // Whoever removed or demoted themselves goes where they still may.
        return LocalRedirect(Path);
    }

    private async Task<IActionResult> AgainAsync(InviteForm form, CancellationToken cancellationToken)
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return View("Members", await PageAsync(form, cancellationToken));
    }

    private async Task<MembersPage> PageAsync(InviteForm form, CancellationToken cancellationToken)
    {
        var rows = await db.Memberships
            .Join(db.Users, m => m.UserId, u => u.Id, (m, u) => new MemberLine(m.Id, u.Id, u.Name, u.Email!, m.Role, m.CreatedAt))
            .ToListAsync(cancellationToken);
        var open = await db.Invitations.AsNoTracking().OrderBy(i => i.Email).ToListAsync(cancellationToken);
        return new(
            [
                .. rows.OrderBy(r => r.Name, StringComparer.Create(texts.Language.Culture, ignoreCase: true)),
            ], open, form, member.IsAdmin, member.SignedIn.Id, clock.GetUtcNow());
    }
}

/// <summary>A member, as listed.</summary>
public sealed record MemberLine(Guid Id, Guid UserId, string Name, string Email, OfficeRole Role, DateTimeOffset Since);

/// <summary>The page of the members.</summary>
public sealed record MembersPage(
    IReadOnlyList<MemberLine> Members,
    IReadOnlyList<Invitation> Invitations,
    InviteForm Form,
    bool MayChange,
    Guid Reader,
    DateTimeOffset Now)
{
    public bool IsLastAdmin(MemberLine line) => line.Role == OfficeRole.Admin && Members.Count(m => m.Role == OfficeRole.Admin) == 1;
}

/// <summary>Whom to invite.</summary>
public sealed class InviteForm
{
    [Required, MailAddress, StringLength(PersonalLink.EmailLength), Display(Name = "SignIn.Email")]
    public string Email { get; set; } = "";

    [Required, EnumDataType(typeof(OfficeRole)), Display(Name = "Members.Role")]
    public OfficeRole Role { get; set; } = OfficeRole.Accountant;
}
