using Accounton.Data;
using Accounton.Features.Settings.Integrations;
using Accounton.Tenancy;
using Accounton.Vendors;
using Hangfire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Serilog.Context;

namespace Accounton.Features.Sync;

/// <summary>Carries a run from its lease to its outcome. What is read and written in between stands in <see cref="SyncReading"/>.</summary>
public sealed class SyncRunner(
    AccountonContext db, IServiceScopeFactory scopes, IEnumerable<IClientSource> sources, ConnectionCredentialsFactory credentials,
    SyncReading reading, SyncNationalNumbers nationalNumbers, SyncEnding ending, IBackgroundJobClient jobs,
    IOptions<SyncOptions> options, TimeProvider clock, ILogger<SyncRunner> log)
{
    public async Task RunAsync(Guid runId, CancellationToken server)
    {
        await using var lease = await RunLease.TakeAsync(db, scopes, clock, options.Value, runId, server);
        if (lease is null)
            return;

        using var _ = LogContext.PushProperty("Run", runId);
        var run = await db.SyncRuns.AsNoTracking().SingleAsync(r => r.Id == runId, server);
        var connection = await db.Connections.AsNoTracking().SingleAsync(c => c.Id == run.ConnectionId, server);
        try
        {
            var source = sources.Single(s => s.Vendor == connection.Vendor);
            var access = credentials.AccessTo(connection);
            var result = await reading.ReadAsync(run, connection, source, access, lease, lease.Work);
            await ending.ActivateAsync(run, lease, result, lease.Work);
            var fault = await nationalNumbers.FetchAsync(run, source, access, lease, lease.Work);
            await ending.CompleteAsync(run, lease, result, fault, lease.Work);
        }
        catch (VendorException e) when (e.Fault == VendorFault.NotReady && MayStillCome(run, connection))
        {
            await WaitAsync(run, lease, SyncOptions.AskAgain);
        }
        catch (MoveToBigQueueException)
        {
            await WaitAsync(run, lease, TimeSpan.Zero);
        }
        catch (VendorException e)
        {
            log.LogWarning("Sync failed: {Fault}", e.Message);
            await ending.FailAsync(run, lease, e.Fault.ToString());
        }
        catch (LeaseLostException)
        {
            log.LogInformation("The run was taken over");
        }
        catch (OperationCanceledException) when (lease.Work.IsCancellationRequested)
        {
            await StopAsync(run, lease);
        }
        catch (Exception e)
        {
            // Its text could hold a client's data: the type tells enough to look for it.
            log.LogError("Sync failed: {Exception} at {Where}", e.GetType().Name, e.StackTrace?.Split('\n').FirstOrDefault()?.Trim());
            await ending.FailAsync(run, lease, SyncFault.Unexpected);
        }
    }

    private bool MayStillCome(SyncRun run, Connection connection) => !connection.WasActive && clock.GetUtcNow() < run.FirstDataUntil;

    private Task StopAsync(SyncRun run, RunLease lease) => lease.Stop switch
    {
        RunStop.Cancelled => ending.CancelledAsync(run, lease),
        RunStop.DeadlinePassed => ending.FailAsync(run, lease, SyncFault.DeadlinePassed),
        RunStop.LeaseLost => Task.CompletedTask,
        _ => WaitAsync(run, lease, TimeSpan.Zero),
    };

    /// <summary>Lets go of the run until later: waiting holds no worker.</summary>
    private async Task WaitAsync(SyncRun run, RunLease lease, TimeSpan delay)
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
        if (delay > TimeSpan.Zero)
            SyncJob.Schedule(jobs, row, delay);
        else
            SyncJob.Enqueue(jobs, row, await db.SyncRuns.AsNoTracking().Where(r => r.Id == run.Id).Select(r => r.IsBig).SingleAsync());
    }
}

/// <summary>A run turned out to be a big one: it goes on in the queue of those.</summary>
public sealed class MoveToBigQueueException() : Exception("The run is a big one.");
