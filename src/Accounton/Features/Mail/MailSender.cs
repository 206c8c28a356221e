using System.Security.Cryptography;
using Accounton.Data;
using MailKit.Net.Smtp;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Accounton.Features.Mail;

/// <summary>
/// Gives claimed mails to the mail server, so that each arrives once or is known to be uncertain. That a mail is about to be given away is
/// committed first; whoever finds it so later, without an outcome, cannot know what became of it.
/// </summary>
public sealed class MailSender(
    AccountonContext db,
    IEnumerable<IMailReason> reasons,
    IDataProtectionProvider protection,
    IOptions<MailOptions> options,
    TimeProvider clock,
    ILogger<MailSender> log)
{
    public const int MostAttempts = 12;

    /// <summary>How long a mail is claimed for: longer than the server may take for it.</summary>
    public TimeSpan ClaimFor { get; } = 2 * options.Value.Timeout;

    /// <summary>Whoever was sending it is gone.</summary>
    public const string Interrupted = nameof(Interrupted);

    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(4);

    /// <summary>Claims one mail that this context has read; false when it is not due, or somebody else has it.</summary>
    public async Task<bool> ClaimAsync(MailRow mail, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (mail.State is not (MailState.Waiting or MailState.Sending) || mail.NotBefore > now)
            return false;

        if (mail.State == MailState.Sending)
        {
            await EndAsync(mail, MailState.Uncertain, Interrupted);
            return false;
        }

        mail.ClaimId = Guid.NewGuid();
        mail.NotBefore = now + ClaimFor;
        mail.Attempts = mail.Attempts + 1;
        return await SaveAsync(cancellationToken);
    }

    /// <summary>Sends mails that are claimed. False when the server could not be reached: then all that are left wait.</summary>
    /// <param name="mails">As read by this context.</param>
    /// <param name="style">How the office's mails look; null for the platform's.</param>
    /// <param name="connection">Kept open by the caller.</param>
    /// <param name="cancellationToken">The job's. A mail that was begun is ended all the same.</param>
    public async Task<bool> SendAsync(
        IReadOnlyList<MailRow> mails, MailBranding? style, IMailConnection connection, CancellationToken cancellationToken)
    {
        foreach (var (at, mail) in mails.Index())
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                await connection.ConnectAsync(cancellationToken);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                foreach (var left in mails.Skip(at))
                    await FailAsync(left, e);
                return false;
            }

            await SendAsync(mail, style, connection, cancellationToken);
        }

        return true;
    }

    /// <summary>Nobody knows whether it arrived: whoever was sending it is gone.</summary>
    public Task LoseAsync(MailRow mail) => EndAsync(mail, MailState.Uncertain, Interrupted);

    private async Task SendAsync(MailRow mail, MailBranding? style, IMailConnection connection, CancellationToken cancellationToken)
    {
        if (!await MayLeaveAsync(mail, cancellationToken))
            return;

        mail.State = MailState.Sending;
        mail.NotBefore = clock.GetUtcNow() + ClaimFor;
        if (!await SaveAsync(cancellationToken))
            return;

        try
        {
            await connection.SendAsync(LetterOf(mail, style), CancellationToken.None);
        }
        catch (Exception e)
        {
            await FailAsync(mail, e);
            return;
        }

        mail.Link = null;
        mail.Code = null;
        await EndAsync(mail, MailState.Sent, null);
    }

    /// <summary>Whether its reason lets it leave now; if not it is dropped, or put off.</summary>
    private async Task<bool> MayLeaveAsync(MailRow mail, CancellationToken cancellationToken)
    {
        if (mail is not OutgoingMail { Reason: { } reason } of)
            return true;

        var verdict = await reasons.Single(one => one.Knows(reason)).JudgeAsync(of, cancellationToken);
        of.To = verdict.To ?? of.To;
        if (verdict.Drop is not null)
        {
            of.Link = null;
            of.Code = null;
            await EndAsync(of, MailState.Dropped, verdict.Drop);
            return false;
        }

        if (verdict.NotBefore is not { } later || later <= clock.GetUtcNow())
            return true;

        // Nothing went wrong, so it was no attempt.
        of.ClaimId = null;
        of.NotBefore = later;
        of.Attempts = of.Attempts - 1;
        await SaveAsync(cancellationToken);
        return false;
    }

    private MailMessage LetterOf(MailRow mail, MailBranding? style) =>
        new(mail.Id, mail.CreatedAt, mail.To, mail.Subject, Mails.TextOf(mail, protection), Mails.LinkOf(mail, protection), style);

    private async Task FailAsync(MailRow mail, Exception e)
    {
        var fault = FaultOf(e);
        log.LogWarning("A mail could not be sent, attempt {Attempt}: {Fault}", mail.Attempts, fault);
        if (e is UncertainDeliveryException)
            await EndAsync(mail, MailState.Uncertain, fault);
        else if (mail.Attempts >= MostAttempts || IsForGood(e))
        {
            if (mail is OutgoingMail of)
                of.IsAddressRefused = IsAddressRefused(e);
            await EndAsync(mail, MailState.Refused, fault);
        }
        else
        {
            mail.State = MailState.Waiting;
            mail.ClaimId = null;
            mail.NotBefore = clock.GetUtcNow() + Wait(mail.Attempts);
            mail.Fault = fault;
            await SaveAsync(CancellationToken.None);
        }
    }

    private async Task EndAsync(MailRow mail, MailState state, string? fault)
    {
        mail.End(state, fault, clock.GetUtcNow());
        var reason = state is MailState.Refused or MailState.Uncertain && mail is OutgoingMail { Reason: { } name }
            ? reasons.Single(one => one.Knows(name))
            : null;
        if (reason is null)
        {
            await SaveAsync(CancellationToken.None);
            return;
        }

        await using var transaction = await db.Database.BeginTransactionAsync();
        if (await SaveAsync(CancellationToken.None))
            await reason.NoteTroubleAsync((OutgoingMail)mail, CancellationToken.None);
        await transaction.CommitAsync();
    }

    /// <summary>False when somebody else has it: then this context forgets it.</summary>
    private async Task<bool> SaveAsync(CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateConcurrencyException e)
        {
            foreach (var entry in e.Entries)
                entry.State = EntityState.Detached;
            return false;
        }
    }

    /// <summary>A letter that cannot be made stays so, and 5xx is said for good: asking again would only be a nuisance.</summary>
    private static bool IsForGood(Exception e) =>
        e is InvalidMailException or CryptographicException or UriFormatException
            or SmtpCommandException { StatusCode: >= (SmtpStatusCode)500 };

    /// <summary>It is the address that is wrong, not the mail or the server.</summary>
    private static bool IsAddressRefused(Exception e) =>
        e is InvalidMailException or SmtpCommandException { ErrorCode: SmtpErrorCode.RecipientNotAccepted };

    private static string FaultOf(Exception e)
    {
        var inner = e is UncertainDeliveryException or InvalidMailException ? e.InnerException! : e;
        var fault = inner is SmtpCommandException command ? $"SMTP {(int)command.StatusCode}" : inner.GetType().Name;
        return fault.Length <= MailRow.FaultLength ? fault : fault[..MailRow.FaultLength];
    }

    private static TimeSpan Wait(int attempts)
    {
        var wait = TimeSpan.FromMinutes(Math.Pow(2, attempts - 1));
        return wait < LongestWait ? wait : LongestWait;
    }
}
