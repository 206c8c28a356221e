using Accounton.Data;
using Hangfire;
using Microsoft.AspNetCore.DataProtection;

namespace Accounton.Features.Mail;

/// <summary>Adds mails to the context, to be saved with what they tell of, and triggers their sending afterwards.</summary>
public sealed class Mails(AccountonContext db, IBackgroundJobClient jobs, IDataProtectionProvider protection, TimeProvider clock)
{
    private const string Purpose = "Accounton.MailLink";

    /// <summary>A mail of the current office.</summary>
    /// <param name="to">The address.</param>
    /// <param name="subject">One line.</param>
    /// <param name="body">Plain text, with <see cref="MailRow.LinkMark"/> where the link comes.</param>
    /// <param name="link">A link that nobody else may see.</param>
    public OutgoingMail Add(string to, string subject, string body, Uri? link = null)
    {
        var now = clock.GetUtcNow();
        var mail = new OutgoingMail { OfficeId = db.OfficeId, To = to, Subject = subject, Body = body, Link = Protect(link), CreatedAt = now, NotBefore = now };
        db.OutgoingMails.Add(mail);
        return mail;
    }

    /// <summary>A mail of no office.</summary>
    /// <inheritdoc cref="Add"/>
    public PlatformMail AddForPlatform(string to, string subject, string body, Uri? link = null)
    {
        var now = clock.GetUtcNow();
        var mail = new PlatformMail { To = to, Subject = subject, Body = body, Link = Protect(link), CreatedAt = now, NotBefore = now };
        db.PlatformMails.Add(mail);
        return mail;
    }

    /// <summary>After saving: does not wait for the sweep.</summary>
    public void Trigger(MailRow mail)
    {
        if (mail is OutgoingMail of)
            jobs.Enqueue<SendMailJob>(job => job.RunAsync(of.OfficeId, of.Id, CancellationToken.None));
        else
            jobs.Enqueue<SendPlatformMailJob>(job => job.RunAsync(mail.Id, CancellationToken.None));
    }

    /// <summary>The link of a mail that is about to be sent.</summary>
    public static Uri? LinkOf(MailRow mail, IDataProtectionProvider protection) =>
        mail.Link is null ? null : new Uri(protection.CreateProtector(Purpose).Unprotect(mail.Link));

    private string? Protect(Uri? link) => link is null ? null : protection.CreateProtector(Purpose).Protect(link.AbsoluteUri);
}
