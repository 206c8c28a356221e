using Accounton.Data;
using Accounton.Features.OneTimeLinks;
using Accounton.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.SignIn;

/// <summary>Where a password is tried from, and how many wrong ones are taken from there.</summary>
/// <param name="Name">What is counted apart.</param>
/// <param name="Most">How many in a row, until ten minutes have passed without one.</param>
/// <param name="IsTrusted">Known to belong to the account's owner: what happens elsewhere does not count here.</param>
public sealed record TrySource(string Name, int Most, bool IsTrusted)
{
    /// <summary>A browser that never signed in with this account.</summary>
    public static TrySource Network(string source) => new($"network {source}", SignInTries.Most, IsTrusted: false);

    /// <summary>A browser that signed in with this account before.</summary>
    public static TrySource Browser(Guid id) => new($"browser {id:N}", SignInTries.MostFromKnown, IsTrusted: true);

    /// <summary>Who is signed in and gives their own password once more.</summary>
    public static TrySource SignedIn(Guid user) => new($"user {user:N}", SignInTries.Most, IsTrusted: true);
}

/// <summary>
/// Counts tries before the password is looked at: of a hundred at once no more get through than of a hundred in a row. A wrong
/// password costs the one who gave it: eight from one source, and that source waits ten minutes. A hundred from all sources that
/// are not known, and those wait, against somebody with many addresses; who signed in before notices nothing of it.
/// </summary>
public sealed class SignInTries(AccountonContext db, TimeProvider clock)
{
    public const int Most = 8;
    public const int MostFromKnown = 20;
    public const int MostFromEverywhere = 100;
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    private static readonly TrySource Everywhere = new("everywhere", MostFromEverywhere, IsTrusted: false);

    /// <summary>Counts a try; false when there were too many.</summary>
    /// <param name="account">The address in the form that an account is found by.</param>
    /// <param name="source">Where it comes from.</param>
    /// <param name="cancellationToken">The request's.</param>
    public async Task<bool> MayTryAsync(string account, TrySource source, CancellationToken cancellationToken) =>
        await CountAsync(account, source, cancellationToken)
            && (source.IsTrusted || await CountAsync(account, Everywhere, cancellationToken));

    /// <summary>The password was right: what was wrong before it, from the same source, counts no more.</summary>
    public async Task SucceededAsync(string account, TrySource source, CancellationToken cancellationToken)
    {
        var hash = HashOf(account);
        var here = HashOf(source.Name);
        var everywhere = HashOf(Everywhere.Name);
        await db.DeleteSharedAsync<SignInTry>(t => t.AccountHash == hash && t.SourceHash == here, cancellationToken);
        if (!source.IsTrusted)
        {
            await db.UpdateSharedAsync<SignInTry>(
                t => t.AccountHash == hash && t.SourceHash == everywhere && t.Tries > 0,
                set => set.SetProperty(t => t.Tries, t => t.Tries - 1),
                cancellationToken);
        }
    }

    /// <summary>The owner showed otherwise who they are: nothing counts any more.</summary>
    public async Task ForgetAsync(string account, CancellationToken cancellationToken)
    {
        var hash = HashOf(account);
        await db.DeleteSharedAsync<SignInTry>(t => t.AccountHash == hash, cancellationToken);
    }

    private async Task<bool> CountAsync(string account, TrySource source, CancellationToken cancellationToken)
    {
        var hash = HashOf(account);
        var here = HashOf(source.Name);
        var most = source.Most;
        var now = clock.GetUtcNow();
        var since = now - Pause;
        while (true)
        {
            var counted = await db.UpdateSharedAsync<SignInTry>(
                t => t.AccountHash == hash && t.SourceHash == here && (t.Tries < most || t.LastAt <= since),
                set => set.SetProperty(t => t.Tries, t => t.LastAt <= since ? 1 : t.Tries + 1).SetProperty(t => t.LastAt, now),
                cancellationToken);
            if (counted == 1)
                return true;

            // Looked at again: a right password a moment ago may have deleted the row, and somebody made a new one since.
            var row = await db.SignInTries.AsNoTracking().SingleOrDefaultAsync(
                t => t.AccountHash == hash && t.SourceHash == here, cancellationToken);
            if (row is not null && row.Tries >= most && row.LastAt > since)
                return false;
            if (row is not null)
                continue;

            var first = db.SignInTries.Add(new SignInTry { AccountHash = hash, SourceHash = here, Tries = 1, LastAt = now });
            try
            {
                await db.SaveChangesAsync(cancellationToken);
                return true;
            }
            catch (DbUpdateException)
            {
                // Another one was the first at the same moment: counted beside it.
            }
            finally
            {
                first.State = EntityState.Detached;
            }
        }
    }

    private static byte[] HashOf(string text) => OneTimeToken.HashOf(text);
}
