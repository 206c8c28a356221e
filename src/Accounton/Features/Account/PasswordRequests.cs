using Accounton.Data;
using Accounton.Features.Mail;
using Accounton.Features.OneTimeLinks;
using Accounton.Jobs;
using Accounton.Localisation;
using Accounton.Tenancy;
using Hangfire;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Account;

/// <summary>
/// Asking for a new password. Asking writes one row and nothing else, whoever's address it is; a job finds out later
/// whether somebody has it. So neither the answer nor its time tells.
/// </summary>
public sealed class PasswordRequests(AccountonContext db, IBackgroundJobClient jobs, TimeProvider clock)
{
    private static readonly TimeSpan Holds = TimeSpan.FromHours(2);

    public async Task AskAsync(string email, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var link = db.PersonalLinks.Add(
            new PersonalLink { Purpose = LinkPurpose.Password, Email = email.Trim(), CreatedAt = now, ExpiresAt = now + Holds }).Entity;
        await db.SaveChangesAsync(cancellationToken);
        Trigger(link.Id);
    }

    /// <summary>What was asked for and got lost.</summary>
    public async Task TriggerAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        foreach (var id in await db.PersonalLinks.Where(l => l.TokenHash == null && l.ExpiresAt > now)
            .Select(l => l.Id).ToListAsync(cancellationToken))
            Trigger(id);
    }

    private void Trigger(Guid id) => jobs.Enqueue<PasswordLinkJob>(job => job.RunAsync(id, CancellationToken.None));
}

/// <summary>Mails a link for a new password to who has the address; to nobody when nobody has.</summary>
[JobRules, OfNoOffice]
public sealed class PasswordLinkJob(
    AccountonContext db, UserManager<User> users, PersonalLinks links, Mails mails, Texts texts, TimeProvider clock)
{
    private const int MostPerHour = 3;

    [AutomaticRetry(Attempts = 0)]
    public async Task RunAsync(Guid linkId, CancellationToken cancellationToken)
    {
        if (await db.PersonalLinks.SingleOrDefaultAsync(l => l.Id == linkId && l.TokenHash == null, cancellationToken) is not { } link)
            return;

        PlatformMail? mail = null;
        if (await users.FindByEmailAsync(link.Email) is { } user && await MayHaveOneMoreAsync(user, cancellationToken))
        {
            await links.EndAsync(user.Id, LinkPurpose.Password, cancellationToken);
            link.UserId = user.Id;
            var address = links.Give(link, PasswordController.NewPath);
            var t = texts.In(Language.Find(user.Language) ?? Language.Dutch);
            mail = mails.AddForPlatform(
                user.Email!, t["Mail.Password.Subject"], t.ForUser(t["Mail.Password.Body", user.Name, MailRow.LinkMark]), address);
        }
        else
        {
            db.PersonalLinks.Remove(link);
        }

        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Another process was first.
            return;
        }

        if (mail is not null)
            mails.Trigger(mail);
    }

    private async Task<bool> MayHaveOneMoreAsync(User user, CancellationToken cancellationToken)
    {
        var since = clock.GetUtcNow().AddHours(-1);
        return await db.PersonalLinks.CountAsync(
            l => l.UserId == user.Id && l.Purpose == LinkPurpose.Password && l.CreatedAt > since, cancellationToken) < MostPerHour;
    }
}
