using Accounton.Data;
using Accounton.Features.Sync;
using Accounton.Tenancy;
using Microsoft.EntityFrameworkCore.Query;

namespace Accounton.Features.Imports;

/// <summary>
/// Holds an import while a job works on it: whoever has its claim id in the row may write for it. Every page's transaction
/// renews it first; pages are short, so it needs no heartbeat.
/// </summary>
public sealed class ImportLease
{
    private readonly Guid _batchId;
    private readonly ImportState _state;
    private readonly TimeSpan _length;
    private readonly TimeProvider _clock;
    private readonly Guid _claimId = Guid.NewGuid();

    private ImportLease(Guid batchId, ImportState state, TimeSpan length, TimeProvider clock) =>
        (_batchId, _state, _length, _clock) = (batchId, state, length, clock);

    /// <summary>Takes an import that is in this state and held by nobody alive; null when there is nothing to take.</summary>
    public static async Task<ImportLease?> TakeAsync(
        AccountonContext db, TimeProvider clock, TimeSpan length, Guid batchId, ImportState state, CancellationToken cancellationToken)
    {
        var lease = new ImportLease(batchId, state, length, clock);
        var now = clock.GetUtcNow();
        var taken = await db.UpdateOwnAsync<ImportBatch>(
            b => b.Id == batchId && b.State == state && (b.LeaseUntil == null || b.LeaseUntil < now),
            set => set.SetProperty(b => b.ClaimId, lease._claimId).SetProperty(b => b.LeaseUntil, now + length), cancellationToken);
        return taken == 0 ? null : lease;
    }

    /// <summary>Renews in the caller's transaction, and writes what the import's row is to say.</summary>
    /// <exception cref="LeaseLostException">The import is somebody else's now, or in another state.</exception>
    public async Task RenewAsync(AccountonContext db, Action<UpdateSettersBuilder<ImportBatch>> progress, CancellationToken cancellationToken)
    {
        var until = _clock.GetUtcNow() + _length;
        if (await UpdateAsync(db, set => progress(set.SetProperty(b => b.LeaseUntil, until)), cancellationToken) == 0)
            throw new LeaseLostException();
    }

    /// <summary>Lets go, into another state.</summary>
    /// <inheritdoc cref="RenewAsync"/>
    public async Task EndAsync(AccountonContext db, ImportState next, Action<UpdateSettersBuilder<ImportBatch>> result, CancellationToken cancellationToken)
    {
        var ended = await UpdateAsync(
            db,
            set => result(set
                .SetProperty(b => b.State, next)
                .SetProperty(b => b.ClaimId, (Guid?)null)
                .SetProperty(b => b.LeaseUntil, (DateTimeOffset?)null)),
            cancellationToken);
        if (ended == 0)
            throw new LeaseLostException();
    }

    private Task<int> UpdateAsync(AccountonContext db, Action<UpdateSettersBuilder<ImportBatch>> set, CancellationToken cancellationToken) =>
        db.UpdateOwnAsync<ImportBatch>(b => b.Id == _batchId && b.ClaimId == _claimId && b.State == _state, set, cancellationToken);
}
