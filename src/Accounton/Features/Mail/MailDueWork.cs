using Accounton.Data;
using Accounton.Jobs;
using Hangfire;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Mail;

/// <summary>Mails that wait to be sent.</summary>
public sealed class MailDueWork(AccountonContext db, IBackgroundJobClient jobs, IMailTransport transport) : IDueWork
{
    private const int MostAtOnce = 1000;

    public async Task<IReadOnlyList<DueStep>> FindAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!transport.IsConfigured)
            return [];

        var urgent = await CrossOfficeQueries.UrgentMailsAsync(db, now, cancellationToken);
        var offices = await CrossOfficeQueries.OfficesWithMailAsync(db, now, cancellationToken);
        var ofPlatform = await db.PlatformMails
            .Where(m => (m.State == MailState.Waiting || m.State == MailState.Sending) && m.NotBefore <= now)
            .OrderBy(m => m.NotBefore).Select(m => m.Id).Take(MostAtOnce).ToListAsync(cancellationToken);
        return
        [
            .. urgent.Select(mail => DueStep.Trigger("send a mail", () => Mails.Trigger(jobs, mail.OfficeId, mail.Id, isUrgent: true))),
            .. ofPlatform.Select(id =>
                DueStep.Trigger("send a mail", () => jobs.Enqueue<SendPlatformMailJob>(job => job.RunAsync(id, CancellationToken.None)))),
            .. offices.Select(office => DueStep.Trigger("send mails", () => SendMailsJob.Enqueue(jobs, office))),
        ];
    }
}
