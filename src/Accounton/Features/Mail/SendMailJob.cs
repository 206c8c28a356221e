using Accounton.Data;
using Accounton.Jobs;
using Accounton.Tenancy;
using Hangfire;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Mail;

/// <summary>Sends one mail, claimed in its row first so that two processes do not send it twice.</summary>
[JobRules]
public sealed class SendMailJob(AccountonContext db, IMailTransport transport, TimeProvider clock, ILogger<SendMailJob> log)
{
    private static readonly TimeSpan ClaimFor = TimeSpan.FromMinutes(5);

    [AutomaticRetry(Attempts = 0)]
    public async Task RunAsync(Guid officeId, Guid mailId, CancellationToken cancellationToken)
    {
        var claim = Guid.NewGuid();
        var now = clock.GetUtcNow();
        var claimed = await db.UpdateOwnAsync<OutgoingMail>(
            m => m.Id == mailId && m.SentAt == null && m.NotBefore <= now && m.Attempts < OutgoingMail.MostAttempts,
            set => set
                .SetProperty(m => m.ClaimId, claim)
                .SetProperty(m => m.NotBefore, now + ClaimFor)
                .SetProperty(m => m.Attempts, m => m.Attempts + 1),
            cancellationToken);
        if (claimed == 0)
            return;

        var mail = await db.OutgoingMails.AsNoTracking().SingleAsync(m => m.Id == mailId, cancellationToken);
        try
        {
            await transport.SendAsync(mail, cancellationToken);
        }
        catch (Exception e) when (e is MailKit.ProtocolException or MailKit.CommandException or IOException
            or System.Net.Sockets.SocketException or MailKit.Security.AuthenticationException or MailKit.Security.SslHandshakeException)
        {
            // The row stays due: the sweep tries again when this claim has run out.
            log.LogWarning("A mail could not be sent, attempt {Attempt}: {Exception}", mail.Attempts, e.GetType().Name);
            return;
        }

        await db.UpdateOwnAsync<OutgoingMail>(
            m => m.Id == mailId && m.ClaimId == claim, set => set.SetProperty(m => m.SentAt, clock.GetUtcNow()), cancellationToken);
    }
}
