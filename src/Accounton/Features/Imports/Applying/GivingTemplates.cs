using Accounton.Data;
using Accounton.Features.Questionnaires;
using Accounton.Jobs;
using Accounton.Tenancy;
using Accounton.Vendors;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Imports.Applying;

/// <summary>Gives the chosen questionnaire to the clients of an import: those added, and the others if it was chosen so. Nobody gets it twice.</summary>
public sealed class GivingTemplates(AccountonContext db, TimeProvider clock)
{
    private const int PageSize = 500;

    public async Task GiveAsync(ImportBatch batch, RowLease<ImportBatch> lease, CancellationToken cancellationToken)
    {
        if (batch.TemplateId is not { } template)
            return;

        while (await NextAsync(batch, template, cancellationToken) is { Count: > 0 } clients)
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            await lease.RenewAsync(db, set => set.SetProperty(b => b.AssignedCount, b => b.AssignedCount + clients.Count), cancellationToken);
            await db.InsertOwnAsync(Rows(batch, template, clients), cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
    }

    /// <summary>Who of an import gets the questionnaire.</summary>
    public static IQueryable<Guid> Receivers(AccountonContext db, ImportBatch batch, Guid template) =>
        from row in db.ImportRows
        join client in db.Clients on row.ClientId equals client.Id
        where row.BatchId == batch.Id && client.Type != ClientType.Company && !client.IsArchived
            && ((row.Result == RowResult.Done && row.Group != ImportGroup.Both && row.Group != ImportGroup.OnlyHere)
                || (batch.TemplateForKnown && row.Group == ImportGroup.Both && (row.Result == RowResult.Done || row.Result == RowResult.Untouched)))
            && !db.Assignments.Any(a => a.ClientId == client.Id && a.TemplateId == template)
        select client.Id;

    private Task<List<Guid>> NextAsync(ImportBatch batch, Guid template, CancellationToken cancellationToken) =>
        Receivers(db, batch, template).Distinct().OrderBy(id => id).Take(PageSize).ToListAsync(cancellationToken);

    private List<Assignment> Rows(ImportBatch batch, Guid template, List<Guid> clients)
    {
        var (nextId, now, author) = (db.IdsOf<Assignment>(), clock.GetUtcNow(), batch.Author());
        return
        [
            .. clients.Select(client => Questionnaires.Assignments.New(db.OfficeId, nextId(), template, client, author, now)),
        ];
    }
}
