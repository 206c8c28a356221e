using Accounton.Data;
using Accounton.Features.Clients;
using Accounton.Features.Clients.Matching;
using Accounton.Jobs;
using Accounton.Localisation;
using Accounton.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Imports.Compare;

/// <summary>
/// Compares an import with the office's clients and writes the overview's rows: first the keys of both sides, then, page
/// by page, the rows themselves. Begun again after a crash, it begins anew.
/// </summary>
public sealed class ImportComparer(
    AccountonContext db, OfficeCiphers ciphers, CandidateSources sources, ImportRowFactory factory, LocalTime time, TimeProvider clock)
{
    private const int PageSize = 500;

    public async Task CompareAsync(ImportBatch batch, RowLease<ImportBatch> lease, CancellationToken cancellationToken)
    {
        var cipher = await ciphers.CurrentAsync(cancellationToken);
        var source = await sources.OpenAsync(batch, cipher, cancellationToken);
        await EraseAsync(batch.Id, lease, cancellationToken);

        var (imported, at) = await ReadImportedAsync(batch, lease, source, cipher, cancellationToken);
        var known = await ReadKnownAsync(cancellationToken);
        var verdicts = new Comparison(known, imported).Run();

        var touched = new HashSet<Guid>();
        var touches = new List<ImportTouch>();
        var done = 0;
        await foreach (var page in source.ReadAsync(cancellationToken))
        {
            // Who came to the source's table after the keys were read is for the next import.
            var compared = page.Where(c => at.ContainsKey(c.Key)).Select(c => (Candidate: c, At: at[c.Key])).ToList();
            var rows = await factory.MakeAsync(
                batch,
                source.ValidationLevel,
                [.. compared.Select(c => new Compared(c.Candidate, imported[c.At].Id, verdicts[c.At]))],
                cipher,
                time.Today,
                cancellationToken);
            foreach (var (candidate, index) in compared)
            {
                touched.UnionWith(Touched(verdicts[index]));
                if (candidate.LinkedTo is { } linked)
                    touched.Add(linked);
            }

            foreach (var (row, one) in rows.Zip(compared).Where(pair => pair.First.Group == ImportGroup.Doubtful))
                touches.AddRange(factory.TouchesOf(row, verdicts[one.At]));
            await WriteAsync(rows, lease, done += page.Count, imported.Count, cancellationToken);
        }

        await WriteOnlyHereAsync(batch, lease, touched, cancellationToken);
        await WriteTouchesAsync(touches, lease, imported.Count, cancellationToken);
        var now = clock.GetUtcNow();
        await lease.ReleaseAsync(
            db,
            set => set.SetProperty(b => b.State, ImportState.Reviewing)
                .SetProperty(b => b.ComparedAt, now).SetProperty(b => b.Decisions, b => b.Decisions + 1),
            cancellationToken);
    }

    /// <summary>What an earlier attempt left. Under the lease, since by now another worker's overview may be there.</summary>
    private async Task EraseAsync(Guid batchId, RowLease<ImportBatch> lease, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await lease.RenewAsync(db, cancellationToken);
        await ImportErasure.EraseRowsAsync(db, batchId, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task<(List<ImportedClient> Imported, Dictionary<Guid, int> At)> ReadImportedAsync(
        ImportBatch batch, RowLease<ImportBatch> lease, ICandidateSource source, OfficeCipher cipher, CancellationToken cancellationToken)
    {
        var imported = new List<ImportedClient>();
        var at = new Dictionary<Guid, int>();
        var nextId = db.IdsOf<ImportRow>();
        await foreach (var page in source.ReadAsync(cancellationToken))
        {
            foreach (var candidate in page)
            {
                // The keys are those of the values as they are kept: an address in another spelling is the same address.
                var values = ClientRules.Check(candidate.Given, source.ValidationLevel, time.Today).Values;
                at[candidate.Key] = imported.Count;
                imported.Add(new ImportedClient(nextId(), MatchKeys.From(values, cipher), candidate.LinkedTo));
            }

            await lease.RenewAsync(
                db, set => set.SetProperty(b => b.Done, 0).SetProperty(b => b.Total, (int?)imported.Count), cancellationToken);
        }

        return (imported, at);
    }

    private async Task<List<KnownClient>> ReadKnownAsync(CancellationToken cancellationToken)
    {
        var known = new List<KnownClient>(await db.Clients.CountAsync(cancellationToken));
        await foreach (var client in MatchColumns.From(db.Clients.AsNoTracking().Where(c => c.MergedIntoId == null))
            .AsAsyncEnumerable().WithCancellation(cancellationToken))
            known.Add(new KnownClient(client.Id, client.Keys()));
        return known;
    }

    private async Task WriteAsync(
        IReadOnlyCollection<ImportRow> rows, RowLease<ImportBatch> lease, int done, int total, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await lease.RenewAsync(db, set => set.SetProperty(b => b.Done, done).SetProperty(b => b.Total, (int?)total), cancellationToken);
        await db.InsertOwnAsync(rows, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Clients here that nobody of the import is or could be. Archived ones are no news.</summary>
    private async Task WriteOnlyHereAsync(
        ImportBatch batch, RowLease<ImportBatch> lease, HashSet<Guid> touched, CancellationToken cancellationToken)
    {
        var nextId = db.IdsOf<ImportRow>();
        var rows = new List<ImportRow>(PageSize);
        var clients = db.Clients.AsNoTracking().Where(c => !c.IsArchived)
            .Select(c => new { c.Id, c.Version, c.Type, c.SortName, c.NameWords });
        var left = new List<ImportRow>();
        await foreach (var client in clients.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (touched.Contains(client.Id))
                continue;

            left.Add(new ImportRow
            {
                OfficeId = db.OfficeId, Id = nextId(), BatchId = batch.Id,
                Group = ImportGroup.OnlyHere, ClientId = client.Id, ClientVersion = client.Version,
                Type = client.Type, SortName = client.SortName, NameWords = client.NameWords,
            });
        }

        foreach (var page in left.Chunk(PageSize))
            await WriteAsync(page, lease, touched.Count, touched.Count + left.Count, cancellationToken);
    }

    private async Task WriteTouchesAsync(
        List<ImportTouch> touches, RowLease<ImportBatch> lease, int total, CancellationToken cancellationToken)
    {
        foreach (var page in touches.Chunk(PageSize))
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            await lease.RenewAsync(db, set => set.SetProperty(b => b.Done, total), cancellationToken);
            await db.InsertOwnAsync(page, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
    }

    private static IEnumerable<Guid> Touched(Verdict verdict) =>
        verdict.ClientId is { } client ? [client] : verdict.Touches.Where(t => !t.IsImported).Select(t => t.Id);
}
