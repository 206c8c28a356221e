using Accounton.Data;
using Accounton.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Tenancy;

/// <summary>For what is begun in one request and stored in a later one: an office may be suspended in between.</summary>
public static class OpenOffice
{
    /// <summary>Looks at the office where something is about to be stored, in the same transaction.</summary>
    /// <exception cref="OfficeSuspendedException">It is suspended.</exception>
    public static async Task EnsureOpenAsync(this AccountonContext db, CancellationToken cancellationToken)
    {
        var office = db.OfficeId;
        if (await db.Offices.AnyAsync(o => o.Id == office && o.SuspendedAt != null, cancellationToken))
            throw new OfficeSuspendedException();
    }
}
