using Accounton.Data;
using Accounton.Tenancy;

namespace Accounton.Features.Imports;

/// <summary>Erases what an import holds of clients: its rows first, then the lines of its workbook.</summary>
public static class ImportErasure
{
    public static async Task EraseRowsAsync(AccountonContext db, Guid batchId, CancellationToken cancellationToken)
    {
        await db.DeleteOwnAsync<ImportTouch>(t => t.BatchId == batchId, cancellationToken);
        await db.DeleteOwnAsync<ImportRow>(r => r.BatchId == batchId, cancellationToken);
    }

    public static async Task EraseAllAsync(AccountonContext db, Guid batchId, CancellationToken cancellationToken)
    {
        await EraseRowsAsync(db, batchId, cancellationToken);
        await db.DeleteOwnAsync<ImportLines>(l => l.BatchId == batchId, cancellationToken);
    }
}
