using Accounton.Data;
using Accounton.Features.SignIn;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Account;

/// <summary>
/// Forgets what was only kept for a while: wrong passwords, sessions that are over, spent links, attempts to link or sign in
/// elsewhere, and the platform's mails with their addresses.
/// </summary>
public sealed class OldRows(AccountonContext db, TimeProvider clock)
{
    private const int AtOnce = 200;
    private static readonly TimeSpan Tries = TimeSpan.FromDays(1);
    private static readonly TimeSpan Rest = TimeSpan.FromDays(30);

    public async Task ForgetAsync(CancellationToken cancellationToken)
    {
        var tries = clock.GetUtcNow() - Tries;
        var rest = clock.GetUtcNow() - Rest;
        db.RemoveRange(
            await db.SignInTries.Where(t => t.LastAt < tries).OrderBy(t => t.LastAt).Take(AtOnce).ToListAsync(cancellationToken));
        var over = clock.GetUtcNow() - Session.Idle;
        db.RemoveRange(
            await db.Sessions.Where(s => s.LastSeenAt < over).OrderBy(s => s.LastSeenAt).Take(AtOnce).ToListAsync(cancellationToken));
        db.RemoveRange(await db.AuthorizationAttempts.Where(a => a.ExpiresAt < tries)
            .OrderBy(a => a.ExpiresAt).Take(AtOnce).ToListAsync(cancellationToken));
        db.RemoveRange(
            await db.PersonalLinks.Where(l => l.ExpiresAt < rest).OrderBy(l => l.ExpiresAt).Take(AtOnce).ToListAsync(cancellationToken));
        db.RemoveRange(await db.PlatformMails.Where(m => m.CreatedAt < rest && m.EndedAt != null)
            .OrderBy(m => m.CreatedAt).Take(AtOnce).ToListAsync(cancellationToken));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Another process forgets the same, or a row is used again: next time.
        }
    }
}
