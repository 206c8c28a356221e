using Accounton.Data;
using Accounton.Features.Mail;
using Accounton.Features.OneTimeLinks;
using Accounton.Localisation;
using Accounton.Tenancy;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Account;

/// <summary>How far a change of address is.</summary>
public enum EmailChangeStep
{
    OtherAddressToo = 1,
    Done = 2,
    Taken = 3,
}

/// <summary>
/// Changing the address that somebody signs in with: links go to the old address and to the new one, and both have to be
/// followed. Whether the new one is somebody else's is told only to who reads its mail.
/// </summary>
public sealed class EmailChange(
    AccountonContext db, PersonalLinks links, UserManager<User> users, Mails mails, Texts texts, TimeProvider clock)
{
    private static readonly TimeSpan Holds = TimeSpan.FromHours(24);

    public async Task AskAsync(User user, string address, CancellationToken cancellationToken)
    {
        // Those of a change asked for before, so that the two that are confirmed belong together.
        db.PersonalLinks.RemoveRange(await db.PersonalLinks
            .Where(l => l.UserId == user.Id && (l.Purpose == LinkPurpose.OldEmail || l.Purpose == LinkPurpose.NewEmail))
            .ToListAsync(cancellationToken));
        MailRow[] both =
        [
            mails.AddForPlatform(
                user.Email!,
                texts["Mail.OldEmail.Subject"],
                texts.ForUser(texts["Mail.OldEmail.Body", PlainNames.Clean(user.Name), address, MailRow.LinkMark]),
                links.Add(LinkPurpose.OldEmail, EmailController.Path, user.Email!, Holds, user.Id, address)),
            mails.AddForPlatform(
                address,
                texts["Mail.NewEmail.Subject"],
                texts.ForUser(texts["Mail.NewEmail.Body", address, MailRow.LinkMark]),
                links.Add(LinkPurpose.NewEmail, EmailController.Path, address, Holds, user.Id, address)),
        ];
        await db.SaveChangesAsync(cancellationToken);
        foreach (var mail in both)
            mails.Trigger(mail);
    }

    public async Task<PersonalLink?> FindAsync(string? token, CancellationToken cancellationToken) =>
        await links.FindAsync(LinkPurpose.OldEmail, token, cancellationToken)
            ?? await links.FindAsync(LinkPurpose.NewEmail, token, cancellationToken);

    /// <exception cref="DbUpdateConcurrencyException">The link was used a moment ago.</exception>
    public async Task<EmailChangeStep> ConfirmAsync(PersonalLink link, CancellationToken cancellationToken)
    {
        link.UsedAt = clock.GetUtcNow();
        await db.SaveChangesAsync(cancellationToken);

        // Looked at only now: of two that confirm at the same moment, the later one sees both.
        var other = link.Purpose == LinkPurpose.OldEmail ? LinkPurpose.NewEmail : LinkPurpose.OldEmail;
        var isBoth = await db.PersonalLinks.AnyAsync(
            l => l.UserId == link.UserId && l.Purpose == other && l.NewEmail == link.NewEmail && l.UsedAt != null, cancellationToken);
        if (!isBoth || await users.FindByIdAsync(link.UserId.ToString()!) is not { } user)
            return EmailChangeStep.OtherAddressToo;

        await links.EndAllAsync(user, cancellationToken);
        user.Email = link.NewEmail;
        user.UserName = link.NewEmail;
        user.EmailConfirmed = true;
        var result = await users.UpdateSecurityStampAsync(user);
        return result.Errors.Any(e => e.Code.StartsWith("Duplicate", StringComparison.Ordinal))
            ? EmailChangeStep.Taken
            : EmailChangeStep.Done;
    }
}
