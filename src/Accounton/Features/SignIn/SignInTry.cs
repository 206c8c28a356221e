using Accounton.Data;
using Accounton.Features.Links;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Accounton.Features.SignIn;

/// <summary>
/// How often a password was wrong for an address lately. Counted by what was typed, whether or not somebody has that
/// address: a lock that only real accounts have would tell which are real.
/// </summary>
public sealed class SignInTry
{
    public required byte[] EmailHash { get; init; }
    public int Failures { get; set; }
    public DateTimeOffset LastAt { get; set; }
}

public sealed class SignInTryMapping : IEntityTypeConfiguration<SignInTry>
{
    public void Configure(EntityTypeBuilder<SignInTry> builder)
    {
        builder.HasKey(t => t.EmailHash);
        builder.Property(t => t.EmailHash).HasMaxLength(OneTimeToken.HashLength);
        builder.HasIndex(t => t.LastAt);
        builder.Property(t => t.Failures).IsConcurrencyToken();
    }
}

/// <summary>Eight wrong passwords for one address, and it waits ten minutes.</summary>
public sealed class SignInTries(AccountonContext db, TimeProvider clock)
{
    public const int Most = 8;
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    public async Task<bool> MayTryAsync(string email, CancellationToken cancellationToken)
    {
        var (hash, since) = (HashOf(email), clock.GetUtcNow() - Pause);
        return !await db.SignInTries.AnyAsync(t => t.EmailHash == hash && t.Failures >= Most && t.LastAt > since, cancellationToken);
    }

    public async Task FailedAsync(string email, CancellationToken cancellationToken)
    {
        var (hash, now) = (HashOf(email), clock.GetUtcNow());
        while (true)
        {
            var row = await db.SignInTries.SingleOrDefaultAsync(t => t.EmailHash == hash, cancellationToken)
                ?? db.SignInTries.Add(new SignInTry { EmailHash = hash }).Entity;
            (row.Failures, row.LastAt) = (row.LastAt > now - Pause ? row.Failures + 1 : 1, now);
            try
            {
                await db.SaveChangesAsync(cancellationToken);
                return;
            }
            catch (DbUpdateException)
            {
                // Another wrong one at the same moment: both count.
                db.Entry(row).State = EntityState.Detached;
            }
        }
    }

    public async Task SucceededAsync(string email, CancellationToken cancellationToken)
    {
        var hash = HashOf(email);
        if (await db.SignInTries.SingleOrDefaultAsync(t => t.EmailHash == hash, cancellationToken) is not { } row)
            return;

        db.SignInTries.Remove(row);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.Entry(row).State = EntityState.Detached;
        }
    }

    private static byte[] HashOf(string email) => OneTimeToken.HashOf(email.Trim().ToUpperInvariant());
}
