using Accounton.Data;
using Accounton.Features.Settings.OwnOffice;
using Accounton.Jobs;
using Hangfire;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Mail;

/// <summary>Sends one mail of an office.</summary>
[JobRules]
public sealed class SendMailJob(AccountonContext db, MailSending sending, HouseStyles styles, IEnumerable<IMailReason> reasons)
{
    [AutomaticRetry(Attempts = 0)]
    public async Task RunAsync(Guid officeId, Guid mailId, CancellationToken cancellationToken)
    {
        if (await db.OutgoingMails.SingleOrDefaultAsync(m => m.Id == mailId, cancellationToken) is { } mail)
            await sending.SendAsync(mail, await styles.CurrentAsync(cancellationToken), IsStillWanted(mail, cancellationToken), cancellationToken);
    }

    private Func<Task<bool>>? IsStillWanted(OutgoingMail mail, CancellationToken cancellationToken) =>
        mail is { Reason: { } name, AboutId: { } about } ? () => reasons.Single(reason => reason.Name == name).HoldsAsync(about, cancellationToken) : null;
}

/// <summary>Sends one mail that belongs to no office.</summary>
[JobRules, OfNoOffice]
public sealed class SendPlatformMailJob(AccountonContext db, MailSending sending)
{
    [AutomaticRetry(Attempts = 0)]
    public async Task RunAsync(Guid mailId, CancellationToken cancellationToken)
    {
        if (await db.PlatformMails.SingleOrDefaultAsync(m => m.Id == mailId, cancellationToken) is { } mail)
            await sending.SendAsync(mail, style: null, isStillWanted: null, cancellationToken);
    }
}
