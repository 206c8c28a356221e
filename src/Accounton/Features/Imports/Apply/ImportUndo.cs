using Accounton.Data;
using Accounton.Features.Audit;
using Accounton.Features.Clients;
using Accounton.Features.Questionnaires;
using Accounton.Jobs;
using Accounton.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Imports.Apply;

/// <summary>
/// Undoes an import: values come back, what was added is archived, what was archived is active again. What somebody has
/// changed since stays as it is now, and is listed. Killed anywhere, it goes on with the changes that are not undone yet.
/// </summary>
public sealed class ImportUndo(
    AccountonContext db, ClientWriter writer, OfficeCiphers ciphers, AuditLog audit, TimeProvider clock, ILogger<ImportUndo> log)
{
    private const int PageSize = 200;

    public async Task UndoAsync(ImportBatch batch, RowLease<ImportBatch> lease, CancellationToken cancellationToken)
    {
        var cipher = await ciphers.CurrentAsync(cancellationToken);
        var author = new ChangeAuthor(ValueOrigin.Undo, batch.UndoneById, batch.UndoneByName, batch.Id);
        var total = await Pending(batch.Id).Select(c => c.ClientId).Distinct().CountAsync(cancellationToken);
        await lease.RenewAsync(db, set => set.SetProperty(b => b.Done, 0).SetProperty(b => b.Total, (int?)total), cancellationToken);
        while (true)
        {
            db.ChangeTracker.Clear();
            var ids = await Pending(batch.Id).Select(c => c.ClientId).Distinct()
                .OrderBy(id => id).Take(PageSize).ToListAsync(cancellationToken);
            if (ids.Count == 0)
                break;

            await UndoPageAsync(batch, ids, author, lease, cipher, cancellationToken);
        }

        await EndAsync(batch, lease, cancellationToken);
    }

    private IQueryable<ClientChange> Pending(Guid batchId) =>
        db.ClientChanges.Where(c => c.BatchId == batchId && c.Origin != ValueOrigin.Undo && c.Undo == null);

    /// <summary>Undoes a page; what keeps it from being written is looked for by halves, so that one client holds up no other.</summary>
    private async Task UndoPageAsync(
        ImportBatch batch,
        List<Guid> ids,
        ChangeAuthor author,
        RowLease<ImportBatch> lease,
        OfficeCipher cipher,
        CancellationToken cancellationToken)
    {
        try
        {
            await WritePageAsync(batch, ids, author, lease, cipher, cancellationToken);
        }
        catch (Exception e) when (e is not (OperationCanceledException or LeaseLostException) && ids.Count > 1)
        {
            var half = ids.Count / 2;
            foreach (var part in (List<Guid>[])[ids[..half], ids[half..]])
            {
                db.ChangeTracker.Clear();
                await UndoPageAsync(batch, part, author, lease, cipher, cancellationToken);
            }
        }
        catch (Exception e) when (e is not (OperationCanceledException or LeaseLostException))
        {
            // Its text could hold a client's data.
            log.LogError(
                "The changes of client {Client} could not be undone: {Exception} at {Where}",
                ids[0],
                e.GetType().Name,
                e.StackTrace?.Split('\n').FirstOrDefault()?.Trim());
            await FailClientAsync(batch, ids[0], lease, cancellationToken);
        }
    }

    private async Task FailClientAsync(ImportBatch batch, Guid clientId, RowLease<ImportBatch> lease, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.UpdateOwnAsync<ClientChange>(
            c => c.ClientId == clientId && c.BatchId == batch.Id && c.Origin != ValueOrigin.Undo && c.Undo == null,
            set => set.SetProperty(c => c.Undo, UndoResult.Failed), cancellationToken);
        await lease.RenewAsync(
            db,
            set => set.SetProperty(b => b.Done, b => b.Done + 1).SetProperty(b => b.LeftAloneCount, b => b.LeftAloneCount + 1),
            cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task WritePageAsync(
        ImportBatch batch,
        List<Guid> ids,
        ChangeAuthor author,
        RowLease<ImportBatch> lease,
        OfficeCipher cipher,
        CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var clients = await db.Clients.Where(c => EF.Parameter(ids).Contains(c.Id)).ToListAsync(cancellationToken);
        var history = (await db.ClientChanges.Where(c => EF.Parameter(ids).Contains(c.ClientId)).ToListAsync(cancellationToken))
            .ToLookup(c => c.ClientId);
        var inUse = await db.Assignments.AsNoTracking()
            .Where(a => EF.Parameter(ids).Contains(a.ClientId)
                && (a.State != AssignmentState.NotSent || a.AnsweredAt != null || a.BatchId != batch.Id))
            .Select(a => a.ClientId).ToListAsync(cancellationToken);
        var restored = 0;
        var left = 0;
        foreach (var client in clients)
        {
            foreach (var change in UndoPlan.Create(batch.Id, [.. history[client.Id].OrderBy(c => c.Version)], inUse.Contains(client.Id)))
            {
                change.Change.Undo = change.Result;
                if (change.Result == UndoResult.LeftAlone)
                {
                    left++;
                    continue;
                }

                Restore(client, change.Change, author, cipher);
                restored++;
            }
        }

        await lease.RenewAsync(
            db,
            set => set.SetProperty(b => b.Done, b => b.Done + ids.Count)
                .SetProperty(b => b.RestoredCount, b => b.RestoredCount + restored)
                .SetProperty(b => b.LeftAloneCount, b => b.LeftAloneCount + left),
            cancellationToken);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Somebody changed one of these clients in this very moment: the page is read again, and finds it changed.
            await transaction.RollbackAsync(cancellationToken);
        }
    }

    private void Restore(Client client, ClientChange change, ChangeAuthor author, OfficeCipher cipher)
    {
        switch (change.Kind)
        {
            case ChangeKind.Added or ChangeKind.Reactivated:
                writer.Archive(client, ArchiveReason.Undo, author);
                break;
            case ChangeKind.Archived:
                writer.Reactivate(client, author);
                break;
            case ChangeKind.Field:
                var field = ClientFields.Get(change.Field!);
                var values = new ClientValues { [field] = ClientWriter.Plain(field, change.Before, cipher) };
                writer.Change(client, values, [field], author, cipher);
                break;
        }
    }

    private async Task EndAsync(ImportBatch batch, RowLease<ImportBatch> lease, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);

        // A client that was added keeps its links, so that it comes back as itself; the others are recognised anew.
        await db.DeleteOwnAsync<ClientLink>(
            l => l.BatchId == batch.Id && !db.ClientChanges.Any(
                c => c.ClientId == l.ClientId && c.BatchId == batch.Id && c.Kind == ChangeKind.Added), cancellationToken);
        await db.DeleteOwnAsync<Assignment>(
            a => a.BatchId == batch.Id && a.State == AssignmentState.NotSent && a.AnsweredAt == null
                && !db.ClientChanges.Any(c => c.ClientId == a.ClientId && c.BatchId == batch.Id
                    && (c.Undo == UndoResult.LeftAlone || c.Undo == UndoResult.Failed) && c.Kind == ChangeKind.Added),
            cancellationToken);
        var now = clock.GetUtcNow();
        await lease.ReleaseAsync(
            db, set => set.SetProperty(b => b.State, ImportState.Undone).SetProperty(b => b.UndoneAt, now), cancellationToken);
        var row = await db.ImportBatches.AsNoTracking().SingleAsync(b => b.Id == batch.Id, cancellationToken);
        audit.Add(new ImportUndone(row.Id, row.Source, row.RestoredCount, row.LeftAloneCount), row.UndoneById, row.UndoneByName);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
