using Accounton.Data;
using Accounton.Jobs;
using Accounton.Tenancy;
using Hangfire;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Mail;

/// <summary>Sends one mail of an office that somebody waits for.</summary>
[JobRules, JobName("Send a mail ({0})")]
public sealed class SendMailJob(AccountonContext db, MailSender sender, IMailTransport transport, MailBrandings styles)
{
    [AutomaticRetry(Attempts = 0)]
    public async Task RunAsync(Guid officeId, Guid mailId, CancellationToken cancellationToken)
    {
        if (!transport.IsConfigured
            || await db.OutgoingMails.SingleOrDefaultAsync(m => m.Id == mailId, cancellationToken) is not { } mail
            || !await sender.ClaimAsync(mail, cancellationToken))
            return;

        await using var connection = transport.Open();
        await sender.SendAsync([mail], await styles.CurrentAsync(cancellationToken), connection, cancellationToken);
    }
}

/// <summary>
/// Sends what an office's outbox holds, over one connection. After a while it lets others go first and is triggered again. It has the
/// workers of big runs, so that one of the others is always there for what somebody waits for.
/// </summary>
[JobRules, JobName("Send the mails of an office ({0})")]
public sealed class SendMailsJob(
    AccountonContext db, MailSender sender, IMailTransport transport, MailBrandings styles, IBackgroundJobClient jobs, TimeProvider clock)
{
    /// <summary>Of an office at once.</summary>
    private const int MostConnections = 2;

    private const int PageSize = 50;

    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(10);

    public static void Enqueue(IBackgroundJobClient jobs, Guid officeId) =>
        jobs.Enqueue<SendMailsJob>(JobQueues.Big, job => job.RunAsync(officeId, CancellationToken.None));

    [AutomaticRetry(Attempts = 0)]
    public async Task RunAsync(Guid officeId, CancellationToken cancellationToken)
    {
        var begun = clock.GetUtcNow();
        if (!transport.IsConfigured)
            return;

        await LoseInterruptedAsync(begun, cancellationToken);
        var others = await db.OutgoingMails
            .Where(m => (m.State == MailState.Waiting || m.State == MailState.Sending) && m.NotBefore > begun && m.ClaimId != null)
            .Select(m => m.ClaimId).Distinct().CountAsync(cancellationToken);
        if (others >= MostConnections)
            return;

        var style = await styles.CurrentAsync(cancellationToken);
        await using var connection = transport.Open();
        while (await ClaimAsync(cancellationToken) is { Count: > 0 } claimed)
        {
            if (!await sender.SendAsync(claimed, style, connection, cancellationToken))
                return;

            if (clock.GetUtcNow() - begun < Turn)
                continue;

            Enqueue(jobs, officeId);
            return;
        }
    }

    /// <summary>The next ones that are due, taken by one statement so that nobody else has them too.</summary>
    private async Task<List<OutgoingMail>> ClaimAsync(CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        var claim = Guid.NewGuid();
        var now = clock.GetUtcNow();
        var due = await db.OutgoingMails.Where(m => m.State == MailState.Waiting && m.NotBefore <= now)
            .OrderByDescending(m => m.IsUrgent).ThenBy(m => m.NotBefore).ThenBy(m => m.Id)
            .Select(m => m.Id).Take(PageSize).ToListAsync(cancellationToken);
        if (due.Count == 0)
            return [];

        await db.UpdateOwnAsync<OutgoingMail>(
            m => EF.Parameter(due).Contains(m.Id) && m.State == MailState.Waiting && m.NotBefore <= now,
            set => set.SetProperty(m => m.ClaimId, claim).SetProperty(m => m.NotBefore, now + sender.ClaimFor)
                .SetProperty(m => m.Attempts, m => m.Attempts + 1),
            cancellationToken);
        return await db.OutgoingMails.Where(m => m.ClaimId == claim && EF.Parameter(due).Contains(m.Id))
            .OrderBy(m => m.Id).ToListAsync(cancellationToken);
    }

    private async Task LoseInterruptedAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var mail in await db.OutgoingMails.Where(m => m.State == MailState.Sending && m.NotBefore <= now)
            .ToListAsync(cancellationToken))
            await sender.LoseAsync(mail);
    }
}

/// <summary>Sends one mail that belongs to no office.</summary>
[JobRules, OfNoOffice, JobName("Send a mail ({0})")]
public sealed class SendPlatformMailJob(AccountonContext db, MailSender sender, IMailTransport transport)
{
    [AutomaticRetry(Attempts = 0)]
    public async Task RunAsync(Guid mailId, CancellationToken cancellationToken)
    {
        if (!transport.IsConfigured
            || await db.PlatformMails.SingleOrDefaultAsync(m => m.Id == mailId, cancellationToken) is not { } mail
            || !await sender.ClaimAsync(mail, cancellationToken))
            return;

        await using var connection = transport.Open();
        await sender.SendAsync([mail], style: null, connection, cancellationToken);
    }
}
