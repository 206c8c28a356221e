using Accounton.Data;
using Accounton.Features.Clients;

namespace Accounton.Features.Sync;

/// <summary>Renews the keys of the back-offices' clients.</summary>
public sealed class SourceKeys(AccountonContext db) : IKeyedRows
{
    public Task RenewAsync(StoredKeys keys, CancellationToken cancellationToken) => keys.PagesAsync(
        db.SourceClients,
        async (rows, stop) =>
        {
            foreach (var row in rows)
                await keys.WriteAsync(row, StoredKeys.Keys(row), stop);
        },
        cancellationToken);
}
