using Accounton.Data;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Web;

/// <summary>Starts, claims and ends <see cref="AuthorizationAttempt"/>s, each in a scope of its own.</summary>
public sealed class AuthorizationAttempts(IServiceScopeFactory scopes, TimeProvider clock)
{
    /// <summary>How long somebody may be away: as long as the cookie of the attempt lives.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    /// <summary>Longer than redeeming a code and what is done with it may take: then whoever claimed it has died.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(100);

    /// <summary>A new attempt; its id goes into the protected state.</summary>
    public async Task<Guid> StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = Db(scope);
        var attempt = db.AuthorizationAttempts.Add(new AuthorizationAttempt { ExpiresAt = clock.GetUtcNow() + Lifetime }).Entity;
        await db.SaveChangesAsync(cancellationToken);
        return attempt.Id;
    }

    /// <summary>Takes the attempt for good, by one conditional update; false when somebody has taken it, or it is too old.</summary>
    public async Task<bool> ClaimAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = Db(scope);
        var now = clock.GetUtcNow();
        var attempt = await db.AuthorizationAttempts.SingleOrDefaultAsync(
            a => a.Id == id && a.ClaimedAt == null && a.ExpiresAt > now, cancellationToken);
        if (attempt is null)
            return false;

        attempt.ClaimedAt = now;
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
    }

    /// <summary>Leaves the outcome for whoever comes later. For the one who claimed it.</summary>
    public async Task EndAsync(Guid id, string outcome)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = Db(scope);
        if (await db.AuthorizationAttempts.SingleOrDefaultAsync(a => a.Id == id) is not { } attempt)
            return;

        attempt.Outcome = outcome;
        await db.SaveChangesAsync();
    }

    /// <summary>
    /// The outcome of an attempt that somebody claimed, which is waited for while they work on it. Null when nobody claimed
    /// it, when whoever did has died, or when it is no longer known.
    /// </summary>
    public async Task<string?> OutcomeAsync(Guid id, CancellationToken cancellationToken)
    {
        while (true)
        {
            await using var scope = scopes.CreateAsyncScope();
            var attempt = await Db(scope).AuthorizationAttempts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, cancellationToken);
            if (attempt?.Outcome is not null || attempt?.ClaimedAt is not { } claimed || claimed + Longest < clock.GetUtcNow())
                return attempt?.Outcome;

            await Task.Delay(LookAgain, clock, cancellationToken);
        }
    }

    private static AccountonContext Db(AsyncServiceScope scope) => scope.ServiceProvider.GetRequiredService<AccountonContext>();
}
