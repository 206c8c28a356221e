using Accounton.Data;
using Accounton.Features.Clients;
using Accounton.Vendors;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Sync;

/// <summary>A client's record at a back-office.</summary>
public sealed record LinkedRecord(ClientLink Link, Vendor Vendor, string? Account, bool IsGone);

/// <summary>Shows on a client's page which records of the back-offices the client is.</summary>
public sealed class LinkedRecords(AccountonContext db) : IClientPart
{
    private const int Order = 20;

    public async Task<ClientCard?> ShowAsync(Client client, CancellationToken cancellationToken)
    {
        var links = await (
            from link in db.ClientLinks.AsNoTracking()
            join connection in db.Connections on link.ConnectionId equals connection.Id
            where link.ClientId == client.Id
            orderby link.LinkedAt
            select new { link, connection.Vendor, connection.AccountName }).ToListAsync(cancellationToken);
        var connections = links.Select(l => l.link.ConnectionId).Distinct().ToList();
        var ids = links.Select(l => l.link.VendorId).ToList();
        var gone = await db.SourceClients
            .Where(s => connections.Contains(s.ConnectionId) && ids.Contains(s.VendorId) && s.GoneSince != null)
            .Select(s => new { s.ConnectionId, s.VendorId }).ToListAsync(cancellationToken);
        IReadOnlyList<LinkedRecord> records =
        [
            .. from l in links
               let isGone = gone.Exists(g => g.ConnectionId == l.link.ConnectionId && g.VendorId == l.link.VendorId)
               select new LinkedRecord(l.link, l.Vendor, l.AccountName, isGone),
        ];
        return new(Order, "/Features/Sync/_LinkedRecords.cshtml", records);
    }
}
