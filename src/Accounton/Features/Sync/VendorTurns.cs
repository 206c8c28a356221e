using Accounton.Data;
using Accounton.Vendors;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Accounton.Features.Sync;

/// <summary>From when on a vendor may be called again, for all links of all offices together: a row a vendor, of no office.</summary>
public sealed class VendorTurn
{
    public Vendor Vendor { get; init; }

    /// <summary>
    /// In UTC ticks, which every database keeps as they are; compared when it is moved on, so that no turn is given twice.
    /// </summary>
    public long Next { get; set; }
}

public sealed class VendorTurnMapping : IEntityTypeConfiguration<VendorTurn>
{
    public void Configure(EntityTypeBuilder<VendorTurn> builder)
    {
        builder.HasKey(t => t.Vendor);
        builder.Property(t => t.Vendor).HasConversion<string>().HasMaxLength(20);
        builder.Property(t => t.Next).IsConcurrencyToken();
    }
}

/// <summary>The turns that all processes on this database share, claimed by a conditional update.</summary>
public sealed class VendorTurns(IServiceScopeFactory scopes, TimeProvider clock) : IPlatformTurns
{
    public async Task<DateTimeOffset> ClaimAsync(Vendor vendor, int turns, TimeSpan gap, CancellationToken cancellationToken)
    {
        while (true)
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<AccountonContext>();
            var row = await db.VendorTurns.SingleOrDefaultAsync(t => t.Vendor == vendor, cancellationToken)
                ?? db.VendorTurns.Add(new VendorTurn { Vendor = vendor }).Entity;
            var first = Math.Max(row.Next, clock.GetUtcNow().UtcTicks);
            row.Next = first + (gap.Ticks * turns);
            try
            {
                await db.SaveChangesAsync(cancellationToken);
                return new DateTimeOffset(first, TimeSpan.Zero);
            }
            catch (DbUpdateConcurrencyException)
            {
                // Somebody else's were claimed in between: these come after them.
            }
            catch (DbUpdateException) when (db.Entry(row).State == EntityState.Added && !cancellationToken.IsCancellationRequested)
            {
                // The very first claim, which two made at once. Anything else shows when the row is read again.
                if (!await db.VendorTurns.AsNoTracking().AnyAsync(t => t.Vendor == vendor, cancellationToken))
                    throw;
            }
        }
    }
}
