using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Accounton.Tenancy;

/// <summary>
/// Watches a context: no row of another office comes into it, and before every save no row of another office is added,
/// changed or deleted, nor is a row moved from one office to another.
/// </summary>
public static class OfficeGuard
{
    /// <summary>A row of another office is not even tracked: <c>Find</c> gives what is tracked without asking the database.</summary>
    public static void Watch(ChangeTracker changes, CurrentOffice office) => changes.Tracking += (_, tracking) =>
    {
        if (tracking.Entry.Entity is IOfficeOwned row && row.OfficeId != office.Id)
            throw new TenancyException($"A {tracking.Entry.Metadata.ShortName()} of another office was about to be used.");
    };

    public static void Check(ChangeTracker changes, CurrentOffice office)
    {
        foreach (var entry in changes.Entries<IOfficeOwned>())
        {
            var property = entry.Property(e => e.OfficeId);
            if (entry.State != EntityState.Unchanged && (property.CurrentValue != office.Id || property.OriginalValue != office.Id))
                throw new TenancyException($"A {entry.Metadata.ShortName()} of another office was about to be saved.");
        }
    }
}
