using Accounton.Data;
using Accounton.Jobs;
using Hangfire;
using Microsoft.AspNetCore.DataProtection;

namespace Accounton.Features.Mail;

/// <summary>Adds mails to the context, to be saved with what they tell of, and triggers their sending afterwards.</summary>
public sealed class Mails(AccountonContext db, IBackgroundJobClient jobs, IDataProtectionProvider protection, TimeProvider clock)
{
    private const string Purpose = "Accounton.MailLink";
    private const string CodePurpose = "Accounton.MailCode";

    /// <summary>A mail of the current office.</summary>
    /// <param name="to">The address.</param>
    /// <param name="subject">One line.</param>
    /// <param name="body">Plain text, with <see cref="MailRow.LinkMark"/> where the link comes.</param>
    /// <param name="link">A link that nobody else may see.</param>
    /// <param name="code">A code that nobody else may see, in the place of <see cref="MailRow.CodeMark"/>.</param>
    /// <param name="about">Why it is sent, to be looked at again when it leaves; null always leaves.</param>
    /// <param name="isUrgent">Somebody waits for it: it overtakes what goes to many.</param>
    /// <param name="notBefore">From when on it may leave; null for at once.</param>
    public OutgoingMail Add(
        string to,
        string subject,
        string body,
        Uri? link = null,
        string? code = null,
        MailAbout? about = null,
        bool isUrgent = false,
        DateTimeOffset? notBefore = null)
    {
        var now = clock.GetUtcNow();
        var mail = new OutgoingMail
        {
            OfficeId = db.OfficeId, To = to, Subject = subject, Body = body, Link = Protect(link),
            Code = code is null ? null : protection.CreateProtector(CodePurpose).Protect(code),
            Reason = about?.Reason, AssignmentId = about?.AssignmentId, RespondentId = about?.RespondentId,
            IsUrgent = isUrgent, CreatedAt = now, NotBefore = notBefore ?? now,
        };
        db.OutgoingMails.Add(mail);
        return mail;
    }

    /// <summary>A mail of no office.</summary>
    /// <param name="to">The address.</param>
    /// <param name="subject">One line.</param>
    /// <param name="body">Plain text, with <see cref="MailRow.LinkMark"/> where the link comes.</param>
    /// <param name="link">A link that nobody else may see.</param>
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
            Trigger(jobs, of.OfficeId, of.Id, of.IsUrgent);
        else
            jobs.Enqueue<SendPlatformMailJob>(job => job.RunAsync(mail.Id, CancellationToken.None));
    }

    /// <summary>What somebody waits for has a job of its own; the rest of an office's is sent together.</summary>
    public static void Trigger(IBackgroundJobClient jobs, Guid officeId, Guid mailId, bool isUrgent)
    {
        if (isUrgent)
            jobs.Enqueue<SendMailJob>(JobQueues.AtOnce, job => job.RunAsync(officeId, mailId, CancellationToken.None));
        else
            SendMailsJob.Enqueue(jobs, officeId);
    }

    /// <summary>The text of a mail that is about to be sent.</summary>
    public static string TextOf(MailRow mail, IDataProtectionProvider protection) =>
        mail.Code is null
            ? mail.Body
            : mail.Body.Replace(MailRow.CodeMark, protection.CreateProtector(CodePurpose).Unprotect(mail.Code), StringComparison.Ordinal);

    /// <summary>The link of a mail that is about to be sent.</summary>
    public static Uri? LinkOf(MailRow mail, IDataProtectionProvider protection) =>
        mail.Link is null ? null : new Uri(protection.CreateProtector(Purpose).Unprotect(mail.Link));

    private string? Protect(Uri? link) => link is null ? null : protection.CreateProtector(Purpose).Protect(link.AbsoluteUri);
}
