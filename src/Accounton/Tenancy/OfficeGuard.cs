using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Accounton.Tenancy;

/// <summary>
/// Runs before every save: a new row gets the current office, and no row of another office is added, changed or
/// deleted, nor is a row moved from one office to another.
/// </summary>
public static class OfficeGuard
{
    public static void Check(ChangeTracker changes, CurrentOffice office)
    {
        foreach (var entry in changes.Entries<IOfficeOwned>())
        {
            if (entry.State is EntityState.Detached or EntityState.Unchanged)
                continue;

            var property = entry.Property(e => e.OfficeId);
            if (entry.State == EntityState.Added && property.CurrentValue == Guid.Empty)
                property.CurrentValue = office.Id;

            if (property.CurrentValue != office.Id || (entry.State != EntityState.Added && property.OriginalValue != office.Id))
                throw new TenancyException($"A {entry.Metadata.ShortName()} of another office was about to be saved.");
        }
    }
}
