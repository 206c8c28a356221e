using Accounton.Data;
using Accounton.Features.Audit;
using Accounton.Jobs;
using Accounton.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Imports.Apply;

/// <summary>
/// Applies what was decided and confirmed: page by page, each in a transaction that first renews the lease and ends by
/// marking its rows. Killed anywhere, it goes on with the rows that are left, and does each change once.
/// </summary>
public sealed class ImportApplier(
    AccountonContext db,
    OfficeCiphers ciphers,
    NewClientApplier adding,
    ExistingClientApplier changing,
    AssignmentApplier templates,
    AuditLog audit,
    TimeProvider clock,
    ILogger<ImportApplier> log)
{
    private const int PageSize = 500;

    public async Task ApplyAsync(ImportBatch batch, RowLease<ImportBatch> lease, CancellationToken cancellationToken)
    {
        var cipher = await ciphers.CurrentAsync(cancellationToken);
        await LeaveUntouchedAsync(batch.Id, lease, cancellationToken);
        while (await NextAsync(batch.Id, onOtherRows: false, cancellationToken) is { Count: > 0 } page)
            await ApplyPageAsync(batch, page, lease, cipher, cancellationToken);

        // Those that are the same as another row of the import wait until that one has come to something.
        while (await NextAsync(batch.Id, onOtherRows: true, cancellationToken) is { Count: > 0 } page)
            await ApplyPageAsync(batch, page, lease, cipher, cancellationToken);

        await templates.GiveAsync(batch, lease, cancellationToken);
        await EndAsync(batch.Id, lease, cancellationToken);
    }

    private async Task<List<ImportRow>> NextAsync(Guid batchId, bool onOtherRows, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        return await db.ImportRows.AsNoTracking()
            .Where(r => r.BatchId == batchId && r.Result == RowResult.Pending
                && (onOtherRows || r.Decision != DoubtDecision.SameAsRow || r.Decision == null))
            .OrderBy(r => r.Id).Take(PageSize).ToListAsync(cancellationToken);
    }

    /// <summary>Whatever was not chosen stays as it is; said in one statement, so that only work is left.</summary>
    private async Task LeaveUntouchedAsync(Guid batchId, RowLease<ImportBatch> lease, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await lease.RenewAsync(db, set => set.SetProperty(b => b.Total, b => b.Total), cancellationToken);
        await db.UpdateOwnAsync(
            ImportPlan.Untouched(batchId), set => set.SetProperty(r => r.Result, RowResult.Untouched), cancellationToken);
        var total = await db.ImportRows.CountAsync(r => r.BatchId == batchId && r.Result != RowResult.Untouched, cancellationToken);
        var done = await db.ImportRows.CountAsync(
            r => r.BatchId == batchId && r.Result != RowResult.Untouched && r.Result != RowResult.Pending, cancellationToken);
        await lease.RenewAsync(db, set => set.SetProperty(b => b.Total, (int?)total).SetProperty(b => b.Done, done), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Applies a page; what keeps it from being written is looked for by halves, so that one row holds up no other.</summary>
    private async Task ApplyPageAsync(
        ImportBatch batch, List<ImportRow> page, RowLease<ImportBatch> lease, OfficeCipher cipher, CancellationToken cancellationToken)
    {
        try
        {
            await WritePageAsync(batch, page, lease, cipher, cancellationToken);
        }
        catch (Exception e) when (e is not (OperationCanceledException or LeaseLostException) && page.Count > 1)
        {
            var half = page.Count / 2;
            foreach (var part in (List<ImportRow>[])[page[..half], page[half..]])
            {
                db.ChangeTracker.Clear();
                await ApplyPageAsync(batch, part, lease, cipher, cancellationToken);
            }
        }
        catch (Exception e) when (e is not (OperationCanceledException or LeaseLostException))
        {
            // Its text could hold a client's data.
            log.LogError(
                "The row {Row} could not be applied: {Exception} at {Where}",
                page[0].Id,
                e.GetType().Name,
                e.StackTrace?.Split('\n').FirstOrDefault()?.Trim());
            await FailRowAsync(page[0], lease, cancellationToken);
        }
    }

    private async Task FailRowAsync(ImportRow row, RowLease<ImportBatch> lease, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await lease.RenewAsync(
            db,
            set => set.SetProperty(b => b.Done, b => b.Done + 1).SetProperty(b => b.FailedCount, b => b.FailedCount + 1),
            cancellationToken);
        await db.UpdateOwnAsync<ImportRow>(r => r.Id == row.Id, set => set.SetProperty(r => r.Result, RowResult.Failed), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task WritePageAsync(
        ImportBatch batch, List<ImportRow> page, RowLease<ImportBatch> lease, OfficeCipher cipher, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await lease.RenewAsync(db, set => set.SetProperty(b => b.Done, b => b.Done + page.Count), cancellationToken);

        var outcome = new PageOutcome();
        var sources = await SourceState.ReadAsync(db, batch, page, cancellationToken);
        await adding.ApplyAsync(batch, [.. page.Where(ImportPlan.Adds)], sources, cipher, outcome, cancellationToken);
        await changing.ApplyAsync(batch, [.. page.Where(row => !ImportPlan.Adds(row))], sources, cipher, outcome, cancellationToken);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Somebody changed one of these clients in this very moment: the page is read again, and finds it changed.
            await transaction.RollbackAsync(cancellationToken);
            return;
        }

        foreach (var (result, ids) in outcome.Results)
            await db.UpdateOwnAsync<ImportRow>(r => ids.Contains(r.Id), set => set.SetProperty(r => r.Result, result), cancellationToken);
        await lease.RenewAsync(
            db,
            set => set
                .SetProperty(b => b.AddedCount, b => b.AddedCount + outcome.Added)
                .SetProperty(b => b.ChangedCount, b => b.ChangedCount + outcome.Changed)
                .SetProperty(b => b.ArchivedCount, b => b.ArchivedCount + outcome.Archived)
                .SetProperty(b => b.LinkedCount, b => b.LinkedCount + outcome.Linked)
                .SetProperty(b => b.FailedCount, b => b.FailedCount + outcome.NotApplied),
            cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task EndAsync(Guid batchId, RowLease<ImportBatch> lease, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await lease.ReleaseAsync(
            db, set => set.SetProperty(b => b.State, ImportState.Applied).SetProperty(b => b.AppliedAt, now), cancellationToken);
        var batch = await db.ImportBatches.AsNoTracking().SingleAsync(b => b.Id == batchId, cancellationToken);
        audit.Add(
            new ImportApplied(batch.Id, batch.Source, batch.AddedCount, batch.ChangedCount, batch.ArchivedCount, batch.FailedCount),
            batch.AppliedById,
            batch.AppliedByName);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}

/// <summary>What came of a page.</summary>
public sealed class PageOutcome
{
    public Dictionary<RowResult, List<Guid>> Results { get; } = [];
    public int Added { get; set; }
    public int Changed { get; set; }
    public int Archived { get; set; }
    public int Linked { get; set; }
    public int NotApplied =>
        Results.Where(r => r.Key is RowResult.Stale or RowResult.OtherNotImported or RowResult.Failed).Sum(r => r.Value.Count);

    public void Add(ImportRow row, RowResult result)
    {
        if (!Results.TryGetValue(result, out var ids))
            Results[result] = ids = [];
        ids.Add(row.Id);
    }
}
