using Accounton.Data;
using Accounton.Features.Clients;
using Accounton.Features.Questionnaires;
using Accounton.Jobs;
using Accounton.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Imports.Apply;

/// <summary>
/// Gives the chosen questionnaires to the clients of an import: those added, and the others if it was
/// chosen so. Nobody gets it twice.
/// </summary>
public sealed class AssignmentApplier(AccountonContext db, Templates templates, TimeProvider clock)
{
    private const int PageSize = 500;

    public async Task GiveAsync(ImportBatch batch, RowLease<ImportBatch> lease, CancellationToken cancellationToken)
    {
        foreach (var (id, closing) in batch.Questionnaires())
            await GiveAsync(batch, id, closing, lease, cancellationToken);
    }

    private async Task GiveAsync(
        ImportBatch batch, Guid id, DateOnly closing, RowLease<ImportBatch> lease, CancellationToken cancellationToken)
    {
        var template = await db.Templates.AsNoTracking().SingleAsync(t => t.Id == id, cancellationToken);
        var version = await templates.VersionAsync(template, cancellationToken);
        while (await NextAsync(batch, template, closing, cancellationToken) is { Count: > 0 } clients)
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            await lease.RenewAsync(
                db, set => set.SetProperty(b => b.AssignedCount, b => b.AssignedCount + clients.Count), cancellationToken);
            await db.InsertOwnAsync(Rows(batch, id, version, closing, clients), cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
    }

    /// <summary>Who of an import gets the questionnaire.</summary>
    public static IQueryable<Guid> Receivers(AccountonContext db, ImportBatch batch, Template template, DateOnly closing) =>
        from row in db.ImportRows
        join client in db.Clients.Where(
            Questionnaires.Assignments.IsFor<Client>(Templates.DefinitionNow(template))) on row.ClientId equals client.Id
        where row.BatchId == batch.Id && !client.IsArchived
            && ((row.Result == RowResult.Done && row.Group != ImportGroup.Both && row.Group != ImportGroup.OnlyHere)
                || (batch.TemplateForKnown && row.Group == ImportGroup.Both
                    && (row.Result == RowResult.Done || row.Result == RowResult.Untouched)))
            && !db.Assignments.Any(a => a.ClientId == client.Id && a.TemplateId == template.Id && a.ClosingDate == closing)
        select client.Id;

    private async Task<List<Client>> NextAsync(ImportBatch batch, Template template, DateOnly closing, CancellationToken cancellationToken)
    {
        var ids = await Receivers(db, batch, template, closing).Distinct().OrderBy(id => id).Take(PageSize).ToListAsync(cancellationToken);
        return await db.Clients.AsNoTracking().Where(c => ids.Contains(c.Id)).OrderBy(c => c.Id).ToListAsync(cancellationToken);
    }

    private List<Assignment> Rows(ImportBatch batch, Guid template, Guid version, DateOnly closing, List<Client> clients)
    {
        var nextId = db.IdsOf<Assignment>();
        var now = clock.GetUtcNow();
        var author = batch.Author();
        return
        [
            .. clients.Select(client => AssignmentKeys.Set(
                Questionnaires.Assignments.New(db.OfficeId, nextId(), template, version, client.Id, closing, author, now),
                client.SortName,
                client.ResponsibleEmail,
                client.IsArchived)),
        ];
    }
}
