using Accounton.Data;
using Accounton.Features.Account;
using Accounton.Features.Imports;
using Accounton.Features.Mail;
using Accounton.Features.Sync;
using Accounton.Tenancy;
using Hangfire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Accounton.Jobs;

/// <summary>
/// Enqueues whatever the rows say is due, at start and every minute. Rows are the truth and jobs are only triggers, so
/// this catches every trigger that was lost: with a process, with a storage, with a crash between save and enqueue.
/// </summary>
[JobRules]
public sealed class Sweep(
    AccountonContext db, IServiceScopeFactory scopes, IBackgroundJobClient jobs, IMailTransport transport, PasswordRequests passwords,
    IOptions<ImportOptions> imports, TimeProvider clock, ILogger<Sweep> log)
{
    public const string Id = "sweep";

    [AutomaticRetry(Attempts = 0)]
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        foreach (var (officeId, connectionId) in await CrossOffice.DueConnectionsAsync(db, now, cancellationToken))
        {
            try
            {
                await using var scope = scopes.CreateOfficeScope(officeId);
                await scope.ServiceProvider.GetRequiredService<SyncRequests>().AskDueAsync(connectionId, cancellationToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // One office's trouble must not keep the others waiting.
                log.LogError("The sync of connection {Connection} could not be asked for: {Exception}", connectionId, e.GetType().Name);
            }
        }

        foreach (var run in await CrossOffice.DueRunsAsync(db, now, cancellationToken))
            SyncJob.Enqueue(jobs, run.Row, run.IsBig);

        await GoOnWithImportsAsync(now, cancellationToken);
        await SendMailsAsync(now, cancellationToken);
        await passwords.TriggerAsync(cancellationToken);
    }

    private async Task GoOnWithImportsAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var import in await CrossOffice.DueImportsAsync(db, now, cancellationToken))
            ImportJob.Enqueue(jobs, import);

        foreach (var (officeId, batchId) in await CrossOffice.OldImportsAsync(db, now - imports.Value.KeepFor, cancellationToken))
        {
            await using var scope = scopes.CreateOfficeScope(officeId);
            await scope.ServiceProvider.GetRequiredService<ImportStarting>().AbandonAsync(batchId, cancellationToken);
        }
    }

    private async Task SendMailsAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!transport.IsConfigured)
            return;

        foreach (var (officeId, mailId) in await CrossOffice.DueMailsAsync(db, now, cancellationToken))
            jobs.Enqueue<SendMailJob>(job => job.RunAsync(officeId, mailId, CancellationToken.None));
        foreach (var mailId in await db.PlatformMails.Where(m => m.SentAt == null && m.GaveUpAt == null && m.NotBefore <= now).Select(m => m.Id).ToListAsync(cancellationToken))
            jobs.Enqueue<SendPlatformMailJob>(job => job.RunAsync(mailId, CancellationToken.None));
    }
}

/// <summary>Runs the sweep once the host has started, and every minute from then on.</summary>
public sealed class SweepSchedule(IBackgroundJobClient jobs, IRecurringJobManager recurring) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        recurring.AddOrUpdate<Sweep>(Sweep.Id, sweep => sweep.RunAsync(CancellationToken.None), Cron.Minutely);
        jobs.Enqueue<Sweep>(sweep => sweep.RunAsync(CancellationToken.None));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
