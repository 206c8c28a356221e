using Accounton.Data;
using Accounton.Features.Mail;
using Accounton.Features.OneTimeLinks;
using Accounton.Localisation;
using Accounton.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Account;

/// <summary>
/// What goes with every new password, in the save that Identity makes for it: whatever else lets somebody in or could change
/// it ends, and its owner is mailed. Sessions end by the security stamp, which Identity renews.
/// </summary>
public sealed class PasswordChange(AccountonContext db, PersonalLinks links, Mails mails, Texts texts)
{
    /// <summary>Before the password is changed; the mail is to be triggered after.</summary>
    public async Task<PlatformMail> PrepareAsync(User user, CancellationToken cancellationToken)
    {
        await links.EndAllAsync(user, cancellationToken);

        // With a first password there is nothing to distrust yet. After it, whoever is the owner links again by giving the new one once.
        if (user.PasswordHash is not null)
            db.UserLogins.RemoveRange(await db.UserLogins.Where(l => l.UserId == user.Id).ToListAsync(cancellationToken));
        var t = texts.In(Language.Find(user.Language) ?? texts.Language);
        return mails.AddForPlatform(user.Email!, t["Mail.PasswordChanged.Subject"], t.ForUser(t["Mail.PasswordChanged.Body", user.Name]));
    }
}
