using Accounton.Data;
using Accounton.Features.Clients;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Imports;

/// <summary>Shows on a client's page which imports changed or linked the client.</summary>
public sealed class ClientImports(AccountonContext db) : IClientPart
{
    private const int Order = 30;

    public async Task<ClientCard?> ShowAsync(Client client, CancellationToken cancellationToken)
    {
        var changed = await db.ClientChanges.Where(c => c.ClientId == client.Id && c.BatchId != null)
            .Select(c => c.BatchId!.Value).Distinct().ToListAsync(cancellationToken);
        var linked = await db.ClientLinks.Where(l => l.ClientId == client.Id && l.BatchId != null)
            .Select(l => l.BatchId!.Value).ToListAsync(cancellationToken);
        List<Guid> ids = [.. changed.Union(linked)];
        if (ids.Count == 0)
            return null;

        IReadOnlyList<ImportBatch> imports = await db.ImportBatches.AsNoTracking().Where(b => ids.Contains(b.Id))
            .OrderByDescending(b => b.CreatedAt).ToListAsync(cancellationToken);
        return new(Order, "/Features/Imports/_ClientImports.cshtml", imports);
    }
}
