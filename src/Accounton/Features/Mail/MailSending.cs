using System.Security.Cryptography;
using Accounton.Data;
using MailKit.Net.Smtp;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Mail;

/// <summary>Sends a mail, claimed in its row first so that two processes do not send it twice.</summary>
public sealed class MailSending(AccountonContext db, IMailTransport transport, IDataProtectionProvider protection, TimeProvider clock, ILogger<MailSending> log)
{
    public const int MostAttempts = 12;

    private static readonly TimeSpan ClaimFor = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(4);

    /// <param name="mail">As read by this context.</param>
    /// <param name="style">How the office's mails look; null for the platform's.</param>
    /// <param name="isStillWanted">Looked at once it is claimed: if not, the mail is dropped. Null for what always leaves.</param>
    /// <param name="cancellationToken">The job's.</param>
    public async Task SendAsync(MailRow mail, HouseStyle? style, Func<Task<bool>>? isStillWanted, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (!transport.IsConfigured || mail.SentAt is not null || mail.GaveUpAt is not null || mail.NotBefore > now)
            return;

        (mail.ClaimId, mail.NotBefore, mail.Attempts) = (Guid.NewGuid(), now + ClaimFor, mail.Attempts + 1);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Somebody else has it.
            return;
        }

        if (isStillWanted is not null && !await isStillWanted())
        {
            db.Remove(mail);
            await db.SaveChangesAsync(cancellationToken);
            return;
        }

        try
        {
            var link = Mails.LinkOf(mail, protection);
            await transport.SendAsync(new Letter(mail.Id, mail.CreatedAt, mail.To, mail.Subject, Mails.TextOf(mail, protection), link, style), cancellationToken);
            (mail.SentAt, mail.Link, mail.Code, mail.Fault) = (clock.GetUtcNow(), null, null, null);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            Refused(mail, e);
        }

        // What was sent was sent, even when the server is stopping.
        await db.SaveChangesAsync(CancellationToken.None);
    }

    /// <summary>A letter that cannot be made stays so, and 5xx is said for good: asking again would only be a nuisance.</summary>
    private static bool IsForGood(Exception e) =>
        e is UnmakableLetterException or CryptographicException or UriFormatException or SmtpCommandException { StatusCode: >= (SmtpStatusCode)500 };

    private void Refused(MailRow mail, Exception e)
    {
        var now = clock.GetUtcNow();
        var fault = e is SmtpCommandException command ? $"SMTP {(int)command.StatusCode}" : ((e as UnmakableLetterException)?.InnerException ?? e).GetType().Name;
        mail.Fault = fault.Length <= MailRow.FaultLength ? fault : fault[..MailRow.FaultLength];
        log.LogWarning("A mail could not be sent, attempt {Attempt}: {Fault}", mail.Attempts, mail.Fault);
        if (mail.Attempts >= MostAttempts || IsForGood(e))
            mail.GaveUpAt = now;
        else
            mail.NotBefore = now + Wait(mail.Attempts);
    }

    private static TimeSpan Wait(int attempts)
    {
        var wait = TimeSpan.FromMinutes(Math.Pow(2, attempts - 1));
        return wait < LongestWait ? wait : LongestWait;
    }
}
