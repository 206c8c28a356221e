using Accounton.Data;
using Accounton.Data.Sensitive;
using Accounton.Features.Clients;
using Accounton.Jobs;
using Accounton.Tenancy;
using Accounton.Vendors;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Sync;

/// <summary>
/// Asks a vendor for what it tells of one client at a time only, after the sync is active: a call a client, each client once
/// until it changes. Outside the content hash.
/// </summary>
public sealed class SyncDetails(AccountonContext db, OfficeCiphers ciphers, TimeProvider clock)
{
    private const int Batch = 25;
    private const int MostFaults = 5;

    /// <summary>Returns the first fault, when something could not be asked for; the clients themselves are there all the same.</summary>
    public async Task<string?> FetchAsync(
        SyncRun run,
        IClientSource source,
        VendorAccess access,
        RowLease<SyncRun> lease,
        bool partnersLeftOut,
        CancellationToken cancellationToken)
    {
        var fault = source.KeepsNationalNumbersApart ? await FetchNumbersAsync(run, source, access, lease, cancellationToken) : null;
        var second = partnersLeftOut ? await FetchPartnersAsync(run, source, access, lease, cancellationToken) : null;
        return fault ?? second;
    }

    private async Task<string?> FetchNumbersAsync(
        SyncRun run, IClientSource source, VendorAccess access, RowLease<SyncRun> lease, CancellationToken cancellationToken)
    {
        var cipher = await ciphers.CurrentAsync(cancellationToken);
        var without = Persons(run.ConnectionId).Where(
            c => c.NationalNumberAskedAt == null && (c.NationalNumberCipher == null || c.NationalNumberApart));
        return await AskAsync(
            run,
            lease,
            SyncPhase.NationalNumbers,
            without,
            id => source.FindNationalNumberAsync(access, id, cancellationToken),
            Put,
            cancellationToken);

        void Put(SourceClient row, NationalNumber? number, DateTimeOffset now)
        {
            row.NationalNumberAskedAt = now;
            row.NationalNumberApart = number is not null;
            row.SetNationalNumber(number, cipher);
        }
    }

    private async Task<string?> FetchPartnersAsync(
        SyncRun run, IClientSource source, VendorAccess access, RowLease<SyncRun> lease, CancellationToken cancellationToken)
    {
        var without = Persons(run.ConnectionId).Where(c => c.PartnerAskedAt == null);
        var fault = await AskAsync(
            run, lease, SyncPhase.Partners, without, id => source.FindPartnerAsync(access, id, cancellationToken), Put, cancellationToken);

        // A server or key that gives no partners at all lacks nothing that was promised.
        return fault is nameof(VendorFault.Refused) or nameof(VendorFault.MissingRight) or nameof(VendorFault.NotThisVendor) ? null : fault;

        static void Put(SourceClient row, string? partner, DateTimeOffset now)
        {
            row.PartnerAskedAt = now;
            if (row.PartnerVendorId == partner)
                return;

            // An import that was compared before is told of it.
            row.FetchedAt = now;
            row.PartnerVendorId = partner;
        }
    }

    private async Task<string?> AskAsync<T>(
        SyncRun run, RowLease<SyncRun> lease, SyncPhase phase, IQueryable<SourceClient> without, Func<string, Task<T>> ask,
        Action<SourceClient, T, DateTimeOffset> put, CancellationToken cancellationToken)
    {
        var total = await without.CountAsync(cancellationToken);
        var failed = new List<Guid>();
        string? fault = null;
        for (var done = 0; done < total && failed.Count < MostFaults;)
        {
            var rows = await without.Where(c => !failed.Contains(c.Id)).OrderBy(c => c.Id).Take(Batch)
                .Select(c => new { c.Id, c.CallId }).ToListAsync(cancellationToken);
            if (rows.Count == 0)
                break;

            var answers = new Dictionary<Guid, T>();
            foreach (var row in rows.TakeWhile(_ => failed.Count < MostFaults))
            {
                try
                {
                    answers[row.Id] = await ask(row.CallId);
                }
                catch (VendorException e) when (e.Fault is not (VendorFault.ReconnectNeeded or VendorFault.KeyRefused))
                {
                    // One client's trouble must not keep the others from theirs, night after night.
                    fault ??= e.Fault.ToString();
                    failed.Add(row.Id);
                }
            }

            done += answers.Count;
            await WriteAsync(run, lease, phase, (done, total), answers, put, cancellationToken);
        }

        return fault;
    }

    private IQueryable<SourceClient> Persons(Guid connectionId) => db.SourceClients.Where(c =>
        c.ConnectionId == connectionId && c.GoneSince == null && c.Type != ClientType.Company && c.Status == ClientStatus.Customer);

    private async Task WriteAsync<T>(
        SyncRun run, RowLease<SyncRun> lease, SyncPhase phase, (int Done, int Total) progress, Dictionary<Guid, T> answers,
        Action<SourceClient, T, DateTimeOffset> put, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await lease.RenewAsync(db, cancellationToken);
        await db.UpdateOwnAsync<SyncRun>(
            r => r.Id == run.Id && r.ClaimId == lease.ClaimId,
            set => set.SetProperty(r => r.Phase, phase).SetProperty(r => r.Done, progress.Done).SetProperty(r => r.Total, progress.Total),
            cancellationToken);
        foreach (var row in await db.SourceClients.Where(c => answers.Keys.Contains(c.Id)).ToListAsync(cancellationToken))
            put(row, answers[row.Id], now);

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        db.ChangeTracker.Clear();
    }
}
