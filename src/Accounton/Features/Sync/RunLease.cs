using Accounton.Data;
using Accounton.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace Accounton.Features.Sync;

/// <summary>
/// Holds a run: whoever has its claim id in the row may write for it. Renewed by a heartbeat and by every page's
/// transaction, always by a conditional update on the claim id, never by a look at the clock alone.
/// </summary>
public sealed class RunLease : IAsyncDisposable
{
    private static readonly TimeSpan MostBetweenBeats = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LookForCancel = TimeSpan.FromSeconds(1);

    private readonly IServiceScopeFactory _scopes;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _length;
    private readonly OfficeRow _run;
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _work;
    private readonly DateTimeOffset _deadline;
    private Task _beating = Task.CompletedTask;

    private RunLease(IServiceScopeFactory scopes, TimeProvider clock, TimeSpan length, OfficeRow run, Guid claim, DateTimeOffset deadline, CancellationToken server)
    {
        (_scopes, _clock, _length, _run, ClaimId, _deadline) = (scopes, clock, length, run, claim, deadline);
        _work = CancellationTokenSource.CreateLinkedTokenSource(server);
    }

    public Guid ClaimId { get; }

    /// <summary>Why <see cref="Work"/> was cancelled; null while it was not, or when the server stops.</summary>
    public RunStop? Stop { get; private set; }

    /// <summary>Cancelled when the run must end: a person cancelled, the deadline passed, the lease was lost, the server stops.</summary>
    public CancellationToken Work => _work.Token;

    /// <summary>Takes a run that is due and held by nobody alive; null when there is nothing to take.</summary>
    public static async Task<RunLease?> TakeAsync(
        AccountonContext db, IServiceScopeFactory scopes, TimeProvider clock, SyncOptions options, Guid runId, CancellationToken server)
    {
        var claim = Guid.NewGuid();
        var now = clock.GetUtcNow();
        var taken = await db.UpdateOwnAsync<SyncRun>(
            r => r.Id == runId && r.EndedAt == null && r.NotBefore <= now && (r.LeaseUntil == null || r.LeaseUntil < now),
            set => set
                .SetProperty(r => r.ClaimId, claim)
                .SetProperty(r => r.LeaseUntil, now + options.Lease)
                .SetProperty(r => r.StartedAt, r => r.StartedAt ?? now),
            server);
        if (taken == 0)
            return null;

        var startedAt = await db.SyncRuns.Where(r => r.Id == runId).Select(r => r.StartedAt).SingleAsync(server);
        var lease = new RunLease(scopes, clock, options.Lease, new OfficeRow(db.OfficeId, runId), claim, (startedAt ?? now) + options.RunDeadline, server);
        lease._beating = Task.Run(lease.BeatAsync, CancellationToken.None);
        return lease;
    }

    /// <summary>Renews inside the caller's transaction, so that nothing is written for a run that somebody else took over.</summary>
    /// <exception cref="LeaseLostException">The run is somebody else's now, or has ended.</exception>
    public Task RenewAsync(AccountonContext db, CancellationToken cancellationToken) => RenewAsync(db, _ => { }, cancellationToken);

    /// <summary>Renews, and writes how far the run is in the same statement.</summary>
    /// <inheritdoc cref="RenewAsync(AccountonContext, CancellationToken)"/>
    public async Task RenewAsync(AccountonContext db, Action<UpdateSettersBuilder<SyncRun>> progress, CancellationToken cancellationToken)
    {
        var until = _clock.GetUtcNow() + _length;
        var held = await db.UpdateOwnAsync<SyncRun>(
            r => r.Id == _run.Id && r.ClaimId == ClaimId && r.EndedAt == null,
            set => progress(set.SetProperty(r => r.LeaseUntil, until)), cancellationToken);
        if (held == 0)
            throw new LeaseLostException();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _beating;
        _stop.Dispose();
        _work.Dispose();
    }

    private async Task BeatAsync()
    {
        var between = _length / 3 < MostBetweenBeats ? _length / 3 : MostBetweenBeats;
        var lastBeat = _clock.GetUtcNow();
        try
        {
            using var timer = new PeriodicTimer(LookForCancel, _clock);
            while (await timer.WaitForNextTickAsync(_stop.Token))
            {
                var now = _clock.GetUtcNow();
                if (now > _deadline)
                {
                    await EndAsync(RunStop.DeadlinePassed);
                    return;
                }

                if (await LookAsync(renew: now - lastBeat >= between) is { } stop)
                {
                    await EndAsync(stop);
                    return;
                }

                lastBeat = now - lastBeat >= between ? now : lastBeat;
            }
        }
        catch (OperationCanceledException)
        {
            // The run has ended.
        }
    }

    private async Task<RunStop?> LookAsync(bool renew)
    {
        try
        {
            await using var scope = _scopes.CreateOfficeScope(_run.OfficeId);
            var db = scope.ServiceProvider.GetRequiredService<AccountonContext>();
            if (renew)
                await RenewAsync(db, _stop.Token);

            var row = await db.SyncRuns.AsNoTracking().Where(r => r.Id == _run.Id)
                .Select(r => new { r.ClaimId, r.EndedAt, r.CancelAskedAt }).SingleAsync(_stop.Token);
            return row.ClaimId != ClaimId || row.EndedAt is not null ? RunStop.LeaseLost
                : row.CancelAskedAt is not null ? RunStop.Cancelled
                : null;
        }
        catch (LeaseLostException)
        {
            return RunStop.LeaseLost;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The database did not answer this once, in whatever words; a page's own transaction finds out whether the lease still holds.
            return null;
        }
    }

    private async Task EndAsync(RunStop why)
    {
        Stop = why;
        await _work.CancelAsync();
    }
}

/// <summary>Why a run is stopped from outside.</summary>
public enum RunStop
{
    Cancelled = 1,
    DeadlinePassed = 2,
    LeaseLost = 3,
}

/// <summary>Somebody else holds the run now: whatever was about to be written is not.</summary>
public sealed class LeaseLostException() : Exception("The run is held by somebody else.");
