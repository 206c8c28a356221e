using System.Linq.Expressions;
using Accounton.Data;
using Accounton.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace Accounton.Jobs;

/// <summary>A row that one worker at a time works on.</summary>
public interface ILeased : IOfficeOwned
{
    /// <summary>Who holds the row; null when nobody does.</summary>
    Guid? ClaimId { get; }

    /// <summary>Until when the holder is taken to be alive.</summary>
    DateTimeOffset? LeaseUntil { get; }
}

/// <summary>What a kind of row is leased by.</summary>
/// <param name="Length">How long a holder is taken to be alive after its last renewal.</param>
/// <param name="IsOpen">The row is still to be worked on; a holder whose row is not has lost it.</param>
public sealed record LeaseTerms<TRow>(TimeSpan Length, Expression<Func<TRow, bool>> IsOpen)
    where TRow : class, ILeased
{
    private static readonly TimeSpan LongestHeartbeat = TimeSpan.FromSeconds(10);

    /// <summary>The row may be taken now.</summary>
    public Expression<Func<TRow, bool>> IsDue { get; init; } = row => true;

    /// <summary>A person asked to end the work; null where that is said by the row's no longer being open.</summary>
    public Func<TRow, bool>? IsCancelled { get; init; }

    /// <summary>When the work is to end; null for never.</summary>
    public Func<TRow, DateTimeOffset>? Deadline { get; init; }

    /// <summary>What is written with the claim.</summary>
    public Action<UpdateSettersBuilder<TRow>> OnTaken { get; init; } = _ => { };

    internal Expression<Func<TRow, bool>> Open(Guid rowId) => IsOpen.And(row => row.Id == rowId);

    public TimeSpan Heartbeat => Length / 3 < LongestHeartbeat ? Length / 3 : LongestHeartbeat;

    /// <summary>
    /// When a trigger that found the row held is to look again: as its lease ends, once the holder has missed a heartbeat. Null while
    /// the holder is well; a trigger for each would never end.
    /// </summary>
    public DateTimeOffset? LookAgainAt(DateTimeOffset? leaseUntil, DateTimeOffset now) =>
        leaseUntil > now && leaseUntil - now < Length - (2 * Heartbeat) ? leaseUntil : null;
}

/// <summary>Takes rows to work on.</summary>
public static class RowLease
{
    /// <summary>Takes a row that is due and held by nobody alive; null when there is nothing to take.</summary>
    public static async Task<RowLease<TRow>?> TakeAsync<TRow>(
        AccountonContext db, IServiceScopeFactory scopes, TimeProvider clock, LeaseTerms<TRow> terms, Guid rowId, CancellationToken server)
        where TRow : class, ILeased
    {
        var claimId = Guid.NewGuid();
        var now = clock.GetUtcNow();
        var taken = await db.UpdateOwnAsync(
            terms.Open(rowId).And(terms.IsDue).And(row => row.LeaseUntil == null || row.LeaseUntil < now),
            set => terms.OnTaken(set
                .SetProperty(row => EF.Property<Guid?>(row, nameof(ILeased.ClaimId)), claimId)
                .SetProperty(row => EF.Property<DateTimeOffset?>(row, nameof(ILeased.LeaseUntil)), now + terms.Length)),
            server);
        if (taken == 0)
            return null;

        var row = await db.Set<TRow>().AsNoTracking().SingleAsync(row => row.Id == rowId, server);
        return new RowLease<TRow>(scopes, clock, terms, row, claimId, server);
    }
}

/// <summary>
/// Holds a row: whoever has its claim id in the row may write for it. Renewed by a heartbeat and by every page's transaction,
/// always by a conditional update on the claim id, never by a look at the clock alone.
/// </summary>
public sealed class RowLease<TRow> : IAsyncDisposable
    where TRow : class, ILeased
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);

    private readonly IServiceScopeFactory _scopes;
    private readonly TimeProvider _clock;
    private readonly LeaseTerms<TRow> _terms;
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _work;
    private readonly Task _heartbeat;

    internal RowLease(
        IServiceScopeFactory scopes, TimeProvider clock, LeaseTerms<TRow> terms, TRow row, Guid claimId, CancellationToken server)
    {
        _scopes = scopes;
        _clock = clock;
        _terms = terms;
        Row = row;
        ClaimId = claimId;
        _work = CancellationTokenSource.CreateLinkedTokenSource(server);

        // Counted from now: the first free thread may be long in coming.
        var taken = clock.GetUtcNow();
        _heartbeat = Task.Run(() => BeatAsync(taken), CancellationToken.None);
    }

    /// <summary>The row as it was taken.</summary>
    public TRow Row { get; }

    public Guid ClaimId { get; }

    /// <summary>Why <see cref="Work"/> was cancelled; null while it was not, or when the server stops.</summary>
    public LeaseStop? Stop { get; private set; }

    /// <summary>Cancelled when the work must end: a person cancelled, the deadline passed, the lease was lost, the server stops.</summary>
    public CancellationToken Work => _work.Token;

    /// <summary>Renews inside the caller's transaction, so that nothing is written for a row that somebody else took over.</summary>
    /// <exception cref="LeaseLostException">The row is somebody else's now, or no longer open.</exception>
    public Task RenewAsync(AccountonContext db, CancellationToken cancellationToken) => RenewAsync(db, _ => { }, cancellationToken);

    /// <summary>Renews, and writes how far the work is in the same statement.</summary>
    /// <inheritdoc cref="RenewAsync(AccountonContext, CancellationToken)"/>
    public async Task RenewAsync(AccountonContext db, Action<UpdateSettersBuilder<TRow>> progress, CancellationToken cancellationToken)
    {
        var until = _clock.GetUtcNow() + _terms.Length;
        await WriteAsync(
            db,
            set => progress(set.SetProperty(row => EF.Property<DateTimeOffset?>(row, nameof(ILeased.LeaseUntil)), until)),
            cancellationToken);
    }

    /// <summary>Lets go of the row, and writes what came of the work in the same statement.</summary>
    /// <inheritdoc cref="RenewAsync(AccountonContext, CancellationToken)"/>
    public Task ReleaseAsync(AccountonContext db, Action<UpdateSettersBuilder<TRow>> result, CancellationToken cancellationToken) =>
        WriteAsync(
            db,
            set => result(set
                .SetProperty(row => EF.Property<Guid?>(row, nameof(ILeased.ClaimId)), (Guid?)null)
                .SetProperty(row => EF.Property<DateTimeOffset?>(row, nameof(ILeased.LeaseUntil)), (DateTimeOffset?)null)),
            cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _heartbeat;
        _stop.Dispose();
        _work.Dispose();
    }

    private async Task WriteAsync(AccountonContext db, Action<UpdateSettersBuilder<TRow>> set, CancellationToken cancellationToken)
    {
        if (await db.UpdateOwnAsync(_terms.Open(Row.Id).And(row => row.ClaimId == ClaimId), set, cancellationToken) == 0)
            throw new LeaseLostException();
    }

    private async Task BeatAsync(DateTimeOffset lastBeat)
    {
        var deadline = _terms.Deadline?.Invoke(Row);
        try
        {
            using var timer = new PeriodicTimer(LookInterval, _clock);
            while (await timer.WaitForNextTickAsync(_stop.Token))
            {
                var now = _clock.GetUtcNow();
                var isDue = now - lastBeat >= _terms.Heartbeat;
                if ((now > deadline ? LeaseStop.DeadlinePassed : await LookAsync(renew: isDue)) is { } stop)
                {
                    Stop = stop;
                    await _work.CancelAsync();
                    return;
                }

                lastBeat = isDue ? now : lastBeat;
            }
        }
        catch (OperationCanceledException)
        {
            // The work has ended.
        }
    }

    private async Task<LeaseStop?> LookAsync(bool renew)
    {
        try
        {
            await using var scope = _scopes.CreateOfficeScope(Row.OfficeId);
            var db = scope.ServiceProvider.GetRequiredService<AccountonContext>();
            if (renew)
                await RenewAsync(db, _stop.Token);

            var row = await db.Set<TRow>().AsNoTracking().Where(_terms.Open(Row.Id)).SingleOrDefaultAsync(_stop.Token);
            return row?.ClaimId != ClaimId ? LeaseStop.Lost : _terms.IsCancelled?.Invoke(row) == true ? LeaseStop.Cancelled : null;
        }
        catch (LeaseLostException)
        {
            return LeaseStop.Lost;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The database did not answer this once, in whatever words; a page's own transaction finds out whether the lease still holds.
            return null;
        }
    }
}

/// <summary>Why work on a row is stopped from outside.</summary>
public enum LeaseStop
{
    Cancelled = 1,
    DeadlinePassed = 2,
    Lost = 3,
}

/// <summary>Somebody else holds the row now: whatever was about to be written is not.</summary>
public sealed class LeaseLostException() : Exception("The row is held by somebody else.");

file static class Predicates
{
    public static Expression<Func<TRow, bool>> And<TRow>(this Expression<Func<TRow, bool>> left, Expression<Func<TRow, bool>> right) =>
        Expression.Lambda<Func<TRow, bool>>(
            Expression.AndAlso(left.Body, new ParameterReplacement(right.Parameters[0], left.Parameters[0]).Visit(right.Body)),
            left.Parameters);

    private sealed class ParameterReplacement(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : base.VisitParameter(node);
    }
}
