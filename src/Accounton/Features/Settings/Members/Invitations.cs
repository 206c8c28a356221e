using Accounton.Data;
using Accounton.Features.Audit;
using Accounton.Features.Links;
using Accounton.Features.Mail;
using Accounton.Features.Offices;
using Accounton.Features.SignIn;
using Accounton.Localisation;
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
}

/// <summary>Invites people to the current office, whether or not they are users elsewhere: nobody here learns which.</summary>
public sealed class Invitations(
    AccountonContext db, Mails mails, AuditLog audit, CurrentMember member, UserManager<User> users, Texts texts, IOptions<AppOptions> app, TimeProvider clock)
{
    private static readonly TimeSpan Holds = TimeSpan.FromDays(7);
    private static readonly TimeSpan BetweenMails = TimeSpan.FromMinutes(1);

    public static string Normal(string email) => email.Trim().ToLowerInvariant();

    /// <summary>Invites, or invites again with another role, and saves all that the context holds.</summary>
    public async Task<InvitationResult> InviteAsync(string email, OfficeRole role, CancellationToken cancellationToken)
    {
        var (address, normalized) = (Normal(email), users.NormalizeEmail(email.Trim()));
        if (await db.Memberships.AnyAsync(m => db.Users.Any(u => u.Id == m.UserId && u.NormalizedEmail == normalized), cancellationToken))
            return InvitationResult.Member;

        var invitation = await db.Invitations.SingleOrDefaultAsync(i => i.Email == address, cancellationToken);
        if (invitation is not null && clock.GetUtcNow() - invitation.MailedAt < BetweenMails)
            return InvitationResult.JustSent;

        if (invitation is null)
        {
            invitation = new Invitation { OfficeId = db.OfficeId, Email = address, TokenHash = [], CreatedAt = clock.GetUtcNow() };
            db.Invitations.Add(invitation);
        }

        invitation.Role = role;
        audit.Add(new MemberInvited(address, role));
        await MailAsync(invitation, cancellationToken);
        return InvitationResult.Sent;
    }

    public async Task<InvitationResult> SendAgainAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await db.Invitations.SingleOrDefaultAsync(i => i.Id == id, cancellationToken) is not { } invitation)
            return InvitationResult.NotFound;
        if (clock.GetUtcNow() - invitation.MailedAt < BetweenMails)
            return InvitationResult.JustSent;

        audit.Add(new InvitationSentAgain(invitation.Email));
        await MailAsync(invitation, cancellationToken);
        return InvitationResult.Sent;
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
    private async Task MailAsync(Invitation invitation, CancellationToken cancellationToken)
    {
        var office = await db.Offices.FindAsync([db.OfficeId], cancellationToken) ?? throw new InvalidOperationException("The office is not there.");
        var (token, now) = (OneTimeToken.New(), clock.GetUtcNow());
        (invitation.TokenHash, invitation.MailedAt, invitation.ExpiresAt, invitation.InvitedByName) = (token.Hash, now, now + Holds, member.User?.Name);
        var t = texts.In(Language.Find(office.Language) ?? Language.Dutch);
        var mail = mails.Add(
            invitation.Email,
            t["Mail.Invitation.Subject", office.Name],
            t["Mail.Invitation.Body", office.Name, t["Role." + invitation.Role], MailRow.LinkMark],
            token.At(app.Value.PublicUrl!, InvitationController.Path));
        await db.SaveChangesAsync(cancellationToken);
        mails.Trigger(mail);
    }
}
