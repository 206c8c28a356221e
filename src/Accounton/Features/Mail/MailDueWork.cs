using Accounton.Data;
using Accounton.Jobs;
using Accounton.Tenancy;
using Hangfire;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Mail;

/// <summary>Mails that wait to be sent.</summary>
public sealed class MailDueWork(AccountonContext db, IBackgroundJobClient jobs, IMailTransport transport) : IDueWork
{
    public async Task<IReadOnlyList<DueStep>> FindAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!transport.IsConfigured)
            return [];

        var ofOffices = await CrossOffice.DueMailsAsync(db, now, cancellationToken);
        var ofPlatform = await db.PlatformMails.Where(m => m.SentAt == null && m.GaveUpAt == null && m.NotBefore <= now).Select(m => m.Id).ToListAsync(cancellationToken);
        return
        [
            .. ofOffices.Select(mail => DueStep.Trigger(
                "send a mail", () => Mails.Trigger(jobs, mail.Row.OfficeId, mail.Row.Id, mail.IsUrgent))),
            .. ofPlatform.Select(id => DueStep.Trigger(
                "send a mail", () => jobs.Enqueue<SendPlatformMailJob>(job => job.RunAsync(id, CancellationToken.None)))),
        ];
    }
}
