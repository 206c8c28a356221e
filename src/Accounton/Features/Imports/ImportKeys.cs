using Accounton.Data;
using Accounton.Features.Clients;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Imports;

/// <summary>Renews the keys of the rows of imports. A row that keeps no values of its own has its client's.</summary>
public sealed class ImportKeys(AccountonContext db) : IKeyedRows
{
    public Task RenewAsync(StoredKeys keys, CancellationToken cancellationToken) =>
        keys.PagesAsync(db.ImportRows, (rows, stop) => RenewAsync(keys, rows, stop), cancellationToken);

    private async Task RenewAsync(StoredKeys keys, IReadOnlyList<ImportRow> rows, CancellationToken cancellationToken)
    {
        var ids = rows.Where(row => row.ListName() is null).Select(row => row.ClientId).Distinct().ToList();
        var clients = await db.Clients.AsNoTracking().Where(c => EF.Parameter(ids).Contains(c.Id))
            .Select(c => new { c.Id, c.SortName, c.NameWords })
            .ToDictionaryAsync(c => c.Id, c => (c.SortName, c.NameWords), cancellationToken);
        foreach (var row in rows)
        {
            var renewed = row.ListName() is not null
                ? StoredKeys.Keys(row)
                : clients.GetValueOrDefault(row.ClientId, (row.SortName, row.NameWords));
            await keys.WriteAsync(row, renewed, cancellationToken);
        }
    }
}
