using Accounton.Data;
using Accounton.Data.Sensitive;
using Accounton.Features.Clients;
using Accounton.Jobs;
using Accounton.Tenancy;
using Accounton.Vendors;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Sync;

/// <summary>
/// Asks a vendor that keeps national numbers in a place of their own for those of clients that have none yet: after the
/// sync is active, a call a client, each client once until it changes. Outside the content hash.
/// </summary>
public sealed class SyncNationalNumbers(AccountonContext db, OfficeCiphers ciphers, TimeProvider clock)
{
    private const int Batch = 25;
    private const int MostFaults = 5;

    /// <summary>Returns the first fault, when some number could not be asked for; the clients themselves are there all the same.</summary>
    public async Task<string?> FetchAsync(SyncRun run, IClientSource source, VendorAccess access, RowLease<SyncRun> lease, CancellationToken cancellationToken)
    {
        if (!source.KeepsNationalNumbersApart)
            return null;

        var total = await Without(run.ConnectionId).CountAsync(cancellationToken);
        var failed = new List<Guid>();
        string? fault = null;
        for (var done = 0; done < total && failed.Count < MostFaults;)
        {
            var rows = await Without(run.ConnectionId).Where(c => !failed.Contains(c.Id)).OrderBy(c => c.Id).Take(Batch)
                .Select(c => new { c.Id, c.CallId }).ToListAsync(cancellationToken);
            if (rows.Count == 0)
                break;

            var numbers = new Dictionary<Guid, NationalNumber?>();
            foreach (var row in rows.TakeWhile(_ => failed.Count < MostFaults))
            {
                try
                {
                    numbers[row.Id] = await source.FindNationalNumberAsync(access, row.CallId, cancellationToken);
                }
                catch (VendorException e) when (e.Fault is not (VendorFault.ReconnectNeeded or VendorFault.KeyRefused))
                {
                    // One client's trouble must not keep the others from their numbers, night after night.
                    fault ??= e.Fault.ToString();
                    failed.Add(row.Id);
                }
            }

            done += numbers.Count;
            await WriteAsync(run, lease, numbers, done, total, cancellationToken);
        }

        return fault;
    }

    private IQueryable<SourceClient> Without(Guid connectionId) => db.SourceClients.Where(c =>
        c.ConnectionId == connectionId && c.GoneSince == null && c.NationalNumberAskedAt == null
        && (c.NationalNumberCipher == null || c.NationalNumberApart)
        && c.Type != ClientType.Company && c.Status == ClientStatus.Customer);

    private async Task WriteAsync(
        SyncRun run, RowLease<SyncRun> lease, Dictionary<Guid, NationalNumber?> numbers, int done, int total, CancellationToken cancellationToken)
    {
        var cipher = await ciphers.CurrentAsync(cancellationToken);
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await lease.RenewAsync(db, cancellationToken);
        await db.UpdateOwnAsync<SyncRun>(
            r => r.Id == run.Id && r.ClaimId == lease.ClaimId,
            set => set.SetProperty(r => r.Phase, SyncPhase.NationalNumbers).SetProperty(r => r.Done, done).SetProperty(r => r.Total, total),
            cancellationToken);
        foreach (var row in await db.SourceClients.Where(c => numbers.Keys.Contains(c.Id)).ToListAsync(cancellationToken))
        {
            row.NationalNumberAskedAt = now;
            row.NationalNumberApart = numbers[row.Id] is not null;
            row.SetNationalNumber(numbers[row.Id], cipher);
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        db.ChangeTracker.Clear();
    }
}
