using Accounton.Data;
using Accounton.Features.Connections;
using Accounton.Jobs;
using Accounton.Tenancy;
using Accounton.Vendors;
using Hangfire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Serilog.Context;

namespace Accounton.Features.Sync;

/// <summary>Carries a run from its lease to its outcome. What is read and written in between stands in <see cref="SyncReader"/>.</summary>
public sealed class SyncRunner(
    AccountonContext db, IServiceScopeFactory scopes, IEnumerable<IClientSource> sources, VendorCredentialsFactory credentials,
    SyncReader reader, SyncDetails details, SyncCompletion completion, SyncWaiters waiters, IBackgroundJobClient jobs,
    IOptions<SyncOptions> options, TimeProvider clock, ILogger<SyncRunner> log)
{
    public async Task RunAsync(Guid runId, CancellationToken server)
    {
        var terms = SyncLease.Terms(options.Value, clock.GetUtcNow());
        await using var lease = await RowLease.TakeAsync(db, scopes, clock, terms, runId, server);
        if (lease is null)
        {
            await LookAgainAsync(runId, terms, server);
            return;
        }

        using var _ = LogContext.PushProperty("Run", runId);
        var run = lease.Row;
        var connection = await db.Connections.AsNoTracking().SingleAsync(c => c.Id == run.ConnectionId, server);
        try
        {
            await CarryAsync(run, connection, lease);
        }
        catch (LeaseLostException)
        {
            log.LogInformation("The run was taken over, or was ended");
        }

        // In a run that waits again nobody finds what they wait for, and that is all they ask.
        await waiters.WakeAsync(run.ConnectionId, CancellationToken.None);
    }

    /// <summary>A holder that has missed a heartbeat may be dead: the run is looked at again as its lease ends.</summary>
    private async Task LookAgainAsync(Guid runId, LeaseTerms<SyncRun> terms, CancellationToken cancellationToken)
    {
        var held = await db.SyncRuns.AsNoTracking().Where(r => r.Id == runId && r.EndedAt == null)
            .Select(r => new { r.OfficeId, r.Id, r.IsBig, r.LeaseUntil }).SingleOrDefaultAsync(cancellationToken);
        var now = clock.GetUtcNow();
        if (held is not null && terms.LookAgainAt(held.LeaseUntil, now) is { } at)
            SyncJob.Schedule(jobs, new OfficeRow(held.OfficeId, held.Id), held.IsBig, at - now);
    }

    private async Task CarryAsync(SyncRun run, Connection connection, RowLease<SyncRun> lease)
    {
        try
        {
            var source = sources.Single(s => s.Vendor == connection.Vendor);
            var access = credentials.AccessTo(connection);
            var result = await reader.ReadAsync(run, connection, source, access, lease, lease.Work);
            await completion.ActivateAsync(run, lease, result, lease.Work);
            await waiters.WakeAsync(run.ConnectionId, lease.Work);
            await completion.CompleteAsync(run, lease, result, await DetailsAsync(run, source, access, lease, result.PartnersLeftOut));
        }
        catch (Exception e) when (e is not LeaseLostException)
        {
            await EndEarlyAsync(run, connection, lease, e);
        }
    }

    /// <summary>
    /// The clients are there: time that runs out on what is asked of each is no failure, since the next run goes on with it.
    /// </summary>
    private async Task<string?> DetailsAsync(
        SyncRun run, IClientSource source, VendorAccess access, RowLease<SyncRun> lease, bool partnersLeftOut)
    {
        try
        {
            return await details.FetchAsync(run, source, access, lease, partnersLeftOut, lease.Work);
        }
        catch (OperationCanceledException) when (lease.Stop == LeaseStop.DeadlinePassed)
        {
            return SyncFault.DeadlinePassed;
        }
    }

    private Task EndEarlyAsync(SyncRun run, Connection connection, RowLease<SyncRun> lease, Exception e)
    {
        switch (e)
        {
            // Whatever was under way may have failed in its own words when it was stopped.
            case not null when lease.Work.IsCancellationRequested:
                return StopAsync(run, lease);
            case MoveToBigQueueException:
                return WaitAsync(run, lease, TimeSpan.Zero);
            case VendorException { Fault: VendorFault.NotReady } when MayStillCome(run, connection):
                return WaitAsync(run, lease, SyncOptions.AskAgain);
            case VendorException vendor:
                log.LogWarning("Sync failed: {Fault}", vendor.Message);
                return completion.FailAsync(run, lease, vendor.Fault.ToString(), vendor.RetryAfter);
            default:
                // Its text could hold a client's data: the type tells enough to look for it.
                log.LogError("Sync failed: {Exception} at {Where}", e?.GetType().Name, e?.StackTrace?.Split('\n').FirstOrDefault()?.Trim());
                return completion.FailAsync(run, lease, SyncFault.Unexpected);
        }
    }

    private bool MayStillCome(SyncRun run, Connection connection) => !connection.WasActive && clock.GetUtcNow() < run.FirstDataUntil;

    private Task StopAsync(SyncRun run, RowLease<SyncRun> lease) => lease.Stop switch
    {
        LeaseStop.Cancelled => completion.CancelledAsync(run, lease),
        LeaseStop.DeadlinePassed => completion.FailAsync(run, lease, SyncFault.DeadlinePassed),
        LeaseStop.Lost => Task.CompletedTask,
        _ => WaitAsync(run, lease, TimeSpan.Zero),
    };

    /// <summary>Lets go of the run until later: waiting holds no worker.</summary>
    private async Task WaitAsync(SyncRun run, RowLease<SyncRun> lease, TimeSpan delay)
    {
        var notBefore = clock.GetUtcNow() + delay;
        var released = await db.UpdateOwnAsync<SyncRun>(
            r => r.Id == run.Id && r.ClaimId == lease.ClaimId && r.EndedAt == null,
            set => set
                .SetProperty(r => r.NotBefore, notBefore)
                .SetProperty(r => r.Phase, SyncPhase.Waiting)
                .SetProperty(r => r.ClaimId, (Guid?)null)
                .SetProperty(r => r.LeaseUntil, (DateTimeOffset?)null));
        if (released == 0)
            return;

        var row = new OfficeRow(run.OfficeId, run.Id);
        var isBig = await db.SyncRuns.Where(r => r.Id == run.Id).Select(r => r.IsBig).SingleAsync();
        if (delay > TimeSpan.Zero)
            SyncJob.Schedule(jobs, row, isBig, delay);
        else
            SyncJob.Enqueue(jobs, row, isBig);
    }
}

/// <summary>A run turned out to be a big one: it goes on in the queue of those.</summary>
public sealed class MoveToBigQueueException() : Exception("The run is a big one.");
