using Accounton.Data;
using Accounton.Features.Audit;
using Accounton.Features.Mail;
using Accounton.Features.OneTimeLinks;
using Accounton.Localisation;
using Accounton.Tenancy;
using Accounton.Web;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Accounton.Features.Settings.Members;

/// <summary>What came of an invitation.</summary>
public enum InvitationResult
{
    Sent = 1,

    /// <summary>Works for this office already.</summary>
    Member = 2,

    /// <summary>A mail left less than a minute ago.</summary>
    JustSent = 3,
    NotFound = 4,

    /// <summary>The office has Admins, who were asked whether they approve.</summary>
    Proposed = 5,

    /// <summary>The office has sent <see cref="Invitations.PerDay"/> within a day.</summary>
    TooMany = 6,

    /// <summary>The office's own invitation is open, which an operator leaves alone.</summary>
    ByOffice = 7,
}

/// <summary>Invites people to the current office, whether or not they are users elsewhere: nobody here learns which.</summary>
public sealed class Invitations(
    AccountonContext db,
    Mails mails,
    AuditLog audit,
    CurrentMember member,
    UserManager<User> users,
    Texts texts,
    IOptions<AppOptions> app,
    TimeProvider clock)
{
    /// <summary>So many leave for one office within 24 hours: nobody fills strangers' mailboxes in the platform's name.</summary>
    public const int PerDay = 40;

    private static readonly TimeSpan Holds = TimeSpan.FromDays(7);
    private static readonly TimeSpan BetweenMails = TimeSpan.FromMinutes(1);
    private static readonly string[] Counted =
    [
        nameof(MemberInvited), nameof(AdminProposed), nameof(InvitationSentAgain), nameof(InvitationApproved),
    ];

    public static string Normal(string email) => email.Trim().ToLowerInvariant();

    /// <summary>
    /// Invites, or invites again with another role, and saves all that the context holds. An operator invites an office's first Admin;
    /// for one who comes later the office's Admins are asked.
    /// </summary>
    public async Task<InvitationResult> InviteAsync(string email, OfficeRole role, CancellationToken cancellationToken)
    {
        var address = Normal(email);
        var normalized = users.NormalizeEmail(email.Trim());
        if (await db.Memberships.AnyAsync(m => db.Users.Any(u => u.Id == m.UserId && u.NormalizedEmail == normalized), cancellationToken))
            return InvitationResult.Member;

        var invitation = await db.Invitations.SingleOrDefaultAsync(i => i.Email == address, cancellationToken);
        if (invitation is not null && clock.GetUtcNow() - invitation.MailedAt < BetweenMails)
            return InvitationResult.JustSent;

        var isProposal = member.IsOperator && await db.Memberships.AnyAsync(m => m.Role == OfficeRole.Admin, cancellationToken);
        if (isProposal && invitation is { ByOperator: false } && invitation.ExpiresAt > clock.GetUtcNow())
            return InvitationResult.ByOffice;

        if (invitation is null)
        {
            invitation = new Invitation { OfficeId = db.OfficeId, Email = address, TokenHash = [], CreatedAt = clock.GetUtcNow() };
            db.Invitations.Add(invitation);
        }

        invitation.Role = role;
        invitation.ByOperator = member.IsOperator;
        invitation.AwaitsApproval = isProposal;
        audit.Add(isProposal ? new AdminProposed(address) : new MemberInvited(address, role));
        return isProposal ? await ProposeAsync(invitation, cancellationToken) : await MailAsync(invitation, cancellationToken);
    }

    public async Task<InvitationResult> SendAgainAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await db.Invitations.SingleOrDefaultAsync(i => i.Id == id && !i.AwaitsApproval, cancellationToken) is not { } invitation)
            return InvitationResult.NotFound;
        if (clock.GetUtcNow() - invitation.MailedAt < BetweenMails)
            return InvitationResult.JustSent;

        audit.Add(new InvitationSentAgain(invitation.Email));
        return await MailAsync(invitation, cancellationToken);
    }

    /// <summary>An Admin agrees to what an operator proposed: from now on it is the office's own invitation.</summary>
    public async Task<InvitationResult> ApproveAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await db.Invitations.SingleOrDefaultAsync(i => i.Id == id && i.AwaitsApproval, cancellationToken) is not { } invitation)
            return InvitationResult.NotFound;

        invitation.ByOperator = false;
        invitation.AwaitsApproval = false;
        audit.Add(new InvitationApproved(invitation.Email, invitation.Role));
        return await MailAsync(invitation, cancellationToken);
    }

    public async Task<bool> WithdrawAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await db.Invitations.SingleOrDefaultAsync(i => i.Id == id, cancellationToken) is not { } invitation)
            return false;

        db.Invitations.Remove(invitation);
        audit.Add(new InvitationWithdrawn(invitation.Email));
        await db.SaveChangesAsync(cancellationToken);
        return true;
    }

    // A new token each time: the link of the mail before works no more.
    private async Task<InvitationResult> MailAsync(Invitation invitation, CancellationToken cancellationToken)
    {
        var office = await OfficeAsync(cancellationToken);
        var token = Renew(invitation);
        var t = texts.In(Language.Find(office.Language) ?? Language.Dutch);
        var name = PlainNames.Clean(office.Name);
        var mail = mails.Add(
            invitation.Email,
            t["Mail.Invitation.Subject", name],
            t.ForUser(t["Mail.Invitation.Body", name, t["Role." + invitation.Role], MailRow.LinkMark]),
            token.At(app.Value.PublicUrl!, InvitationController.Path));
        return await KeepAsync(office, invitation, [mail], InvitationResult.Sent, cancellationToken);
    }

    // Its token is told to nobody: the link is made anew when it is approved.
    private async Task<InvitationResult> ProposeAsync(Invitation invitation, CancellationToken cancellationToken)
    {
        var office = await OfficeAsync(cancellationToken);
        Renew(invitation);
        var admins = await db.Memberships.Where(m => m.Role == OfficeRole.Admin)
            .Join(db.Users, m => m.UserId, u => u.Id, (_, user) => new { user.Email, user.Name, user.Language })
            .ToListAsync(cancellationToken);
        var letters = new List<MailRow>();
        foreach (var admin in admins)
        {
            var t = texts.In(Language.Find(admin.Language ?? office.Language) ?? Language.Dutch);
            var name = PlainNames.Clean(office.Name);
            letters.Add(mails.Add(
                admin.Email!,
                t["Mail.AdminProposed.Subject", name],
                t.ForUser(t["Mail.AdminProposed.Body", PlainNames.Clean(admin.Name), invitation.Email, name, new Uri(
                    app.Value.PublicUrl!, MembersController.Path)])));
        }

        return await KeepAsync(office, invitation, letters, InvitationResult.Proposed, cancellationToken);
    }

    private OneTimeToken Renew(Invitation invitation)
    {
        var token = OneTimeToken.New();
        var now = clock.GetUtcNow();
        invitation.TokenHash = token.Hash;
        invitation.MailedAt = now;
        invitation.ExpiresAt = now + Holds;
        invitation.InvitedByName = member.User?.Name;
        return token;
    }

    /// <summary>
    /// Saves unless too many have left. The office's number, which the database compares, makes those who
    /// come at once count each other.
    /// </summary>
    private async Task<InvitationResult> KeepAsync(
        Office office, Invitation invitation, IReadOnlyList<MailRow> letters, InvitationResult done, CancellationToken cancellationToken)
    {
        while (true)
        {
            var since = clock.GetUtcNow() - TimeSpan.FromDays(1);
            if (await db.AuditEvents.CountAsync(e => Counted.Contains(e.Type) && e.At > since, cancellationToken) >= PerDay)
                return InvitationResult.TooMany;

            office.MembersVersion++;
            try
            {
                await db.SaveChangesAsync(cancellationToken);
                break;
            }
            catch (DbUpdateConcurrencyException e) when (e.Entries.All(entry => entry.Entity is Office))
            {
                await db.Entry(office).ReloadAsync(cancellationToken);
            }
            catch (DbUpdateConcurrencyException)
            {
                return InvitationResult.JustSent;
            }
            catch (DbUpdateException)
            {
                // A second click with the same address.
                if (!await db.Invitations.AsNoTracking().AnyAsync(
                    i => i.Email == invitation.Email && i.Id != invitation.Id, cancellationToken))
                    throw;
                return InvitationResult.JustSent;
            }
        }

        foreach (var letter in letters)
            mails.Trigger(letter);
        return done;
    }

    private async Task<Office> OfficeAsync(CancellationToken cancellationToken) =>
        await db.Offices.FindAsync([db.OfficeId], cancellationToken) ?? throw new InvalidOperationException("The office is not there.");
}
