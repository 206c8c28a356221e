using Accounton.Data;
using Accounton.Features.Audit;
using Accounton.Tenancy;
using Accounton.Vendors;

namespace Accounton.Features.Connections;

/// <summary>
/// The one place that records that a link no longer holds, wherever that is met: in a sync, on a page, in an import. The
/// office's log and its Admins' mail tell it once; the next time only after the link has held again.
/// </summary>
public sealed class LinkFaults(AccountonContext db, AuditLog audit, ReconnectMail mail, TimeProvider clock)
{
    /// <summary>Whether a person must mend it before a retry can help.</summary>
    public static bool NeedsPerson(string fault) =>
        fault is nameof(VendorFault.ReconnectNeeded) or nameof(VendorFault.KeyRefused) or nameof(VendorFault.MissingRight);

    /// <summary>Records a vendor's fault, if it is such a one; any other is left to the next sync.</summary>
    /// <param name="connection">As it was when the vendor was called: one that was linked again since is left alone.</param>
    /// <param name="fault">What the vendor did.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task RecordAsync(Connection connection, VendorFault fault, CancellationToken cancellationToken)
    {
        if (!NeedsPerson(fault.ToString()))
            return;

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await MarkAsync(connection, fault.ToString(), cancellationToken))
            return;

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>
    /// Marks the row in the caller's transaction, by a conditional update; true for whoever is first, which adds the log's line
    /// and the mails to what the caller saves.
    /// </summary>
    public async Task<bool> MarkAsync(Connection connection, string fault, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var marked = await db.UpdateOwnAsync<Connection>(
            c => c.Id == connection.Id && c.LinkedAt == connection.LinkedAt
                && c.State != ConnectionState.Unlinked && c.State != ConnectionState.ReconnectNeeded,
            set => set
                .SetProperty(c => c.State, ConnectionState.ReconnectNeeded)
                .SetProperty(c => c.LastFault, fault)
                .SetProperty(c => c.LastFaultAt, now)
                .SetProperty(c => c.NextSyncAt, (DateTimeOffset?)null),
            cancellationToken);
        if (marked == 0)
            return false;

        audit.Add(new ReconnectNeeded(connection.Vendor, fault));
        await mail.AddAsync(connection.Vendor, fault);
        return true;
    }
}
