using Accounton.Data;
using Accounton.Features.Connections;
using Accounton.Features.Imports;
using Accounton.Vendors;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Home;

/// <summary>What is new in a back-office since the last import from it.</summary>
/// <param name="Since">When that import was compared.</param>
public sealed record News(Connection Connection, DateTimeOffset Since, int New, int Changed, int Gone)
{
    public bool IsAny => New + Changed + Gone > 0;

    public ImportSource Source => Connection.Vendor == Vendor.AdminPulse ? ImportSource.AdminPulse : ImportSource.Syneton;

    /// <summary>Of each connection from which clients were imported.</summary>
    public static async Task<IReadOnlyList<News>> ReadAsync(
        AccountonContext db, IEnumerable<Connection> connections, CancellationToken cancellationToken)
    {
        var imports = await db.ImportBatches.Where(b => b.State == ImportState.Applied && b.ConnectionId != null)
            .GroupBy(b => b.ConnectionId!.Value).Select(g => new { g.Key, Since = g.Max(b => b.CreatedAt) })
            .ToDictionaryAsync(g => g.Key, g => g.Since, cancellationToken);
        var news = new List<News>();
        foreach (var connection in connections.Where(c => imports.ContainsKey(c.Id)))
        {
            var since = imports[connection.Id];
            var moved = db.SourceClients.Where(c => c.ConnectionId == connection.Id && c.Status == ClientStatus.Customer);
            var linked = db.ClientLinks.Where(l => l.ConnectionId == connection.Id);
            news.Add(new News(
                connection, since,
                await moved.CountAsync(
                    c => c.GoneSince == null && c.FetchedAt > since && !linked.Any(l => l.VendorId == c.VendorId), cancellationToken),
                await moved.CountAsync(
                    c => c.GoneSince == null && c.FetchedAt > since && linked.Any(l => l.VendorId == c.VendorId), cancellationToken),
                await moved.CountAsync(c => c.GoneSince > since && linked.Any(l => l.VendorId == c.VendorId), cancellationToken)));
        }

        return news;
    }
}
