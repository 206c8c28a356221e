using System.Linq.Expressions;
using Accounton.Data;
using Accounton.Features.Clients;
using Accounton.Features.Clients.Matching;
using Accounton.Features.Imports.Compare;
using Accounton.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Imports.Review;

/// <summary>What is overwritten of one client in both: fields as a set (<see cref="ClientField.Mask"/>).</summary>
public sealed record ChosenFields(Guid RowId, long Fields, bool Reactivate);

/// <summary>
/// What people decide on the overview, as rows: it survives signing out, two tabs and two people. Each decision counts the
/// import's number of decisions up, so that nobody confirms something else than they saw.
/// </summary>
public sealed class Decisions(AccountonContext db, CurrentMember member, OfficeCiphers ciphers)
{
    /// <summary>Selects rows of a page of new clients or of those only here, and deselects the others of that page.</summary>
    public Task<bool> ChooseAsync(
        Guid batchId,
        ImportGroup group,
        IReadOnlyCollection<Guid> page,
        IReadOnlyCollection<Guid> chosen,
        CancellationToken cancellationToken) =>
        DecideAsync(batchId, async () =>
        {
            var yes = page.Intersect(chosen).ToList();
            var no = page.Except(chosen).ToList();
            await SetAsync(r => r.BatchId == batchId && r.Group == group && yes.Contains(r.Id), isChosen: true, cancellationToken);
            await SetAsync(r => r.BatchId == batchId && r.Group == group && no.Contains(r.Id), isChosen: false, cancellationToken);
        }, cancellationToken);

    /// <summary>Selects or deselects a whole group.</summary>
    public Task<bool> ChooseAllAsync(Guid batchId, ImportGroup group, bool isChosen, CancellationToken cancellationToken) =>
        DecideAsync(
            batchId,
            () => SetAsync(r => r.BatchId == batchId && r.Group == group && r.IsChosen != isChosen, isChosen, cancellationToken),
            cancellationToken);

    /// <summary>Which of some clients' different fields are overwritten, and which archived ones are active again.</summary>
    public Task<bool> ChooseFieldsAsync(Guid batchId, IEnumerable<ChosenFields> chosen, CancellationToken cancellationToken)
    {
        var (id, name) = Who;
        return DecideAsync(batchId, async () =>
        {
            foreach (var alike in chosen.GroupBy(one => (one.Fields, one.Reactivate), one => one.RowId))
            {
                var (fields, reactivate) = alike.Key;
                var rows = alike.ToList();
                await db.UpdateOwnAsync<ImportRow>(
                    r => r.BatchId == batchId && rows.Contains(r.Id) && r.Group == ImportGroup.Both,
                    set => set
                        .SetProperty(r => r.ChosenFields, r => r.DifferentFields & fields)
                        .SetProperty(r => r.IsChosen, r => r.IsArchived && reactivate)
                        .SetProperty(r => r.DecidedById, id).SetProperty(r => r.DecidedByName, name),
                    cancellationToken);
            }
        }, cancellationToken);
    }

    /// <summary>Overwrites a field, or keeps it, for every client in both in whom it differs.</summary>
    public Task<bool> ChooseColumnAsync(Guid batchId, ClientField field, bool overwrite, CancellationToken cancellationToken)
    {
        var mask = field.Mask;
        var id = Who.Id;
        var name = Who.Name;
        return DecideAsync(batchId, () => db.UpdateOwnAsync<ImportRow>(
            r => r.BatchId == batchId && r.Group == ImportGroup.Both && (r.DifferentFields & mask) != 0,
            set => set
                .SetProperty(r => r.ChosenFields, r => overwrite ? r.ChosenFields | mask : r.ChosenFields & ~mask)
                .SetProperty(r => r.DecidedById, id).SetProperty(r => r.DecidedByName, name), cancellationToken), cancellationToken);
    }

    /// <summary>Says of a doubtful one who it is. The same person as a client here joins those in both, to choose per field.</summary>
    /// <param name="batchId">The import.</param>
    /// <param name="rowId">The doubtful row.</param>
    /// <param name="decision">Null takes an earlier one back.</param>
    /// <param name="target">The client, or for <see cref="DoubtDecision.SameAsRow"/> the other row; one of those it touches.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<bool> DecideAsync(
        Guid batchId, Guid rowId, DoubtDecision? decision, Guid? target, CancellationToken cancellationToken)
    {
        var cipher = await ciphers.CurrentAsync(cancellationToken);
        var isRight = true;
        var decided = await DecideAsync(batchId, async () =>
        {
            var row = await db.ImportRows.SingleOrDefaultAsync(r => r.BatchId == batchId && r.Id == rowId, cancellationToken);
            var touches = await db.ImportTouches.AsNoTracking()
                .Where(t => t.BatchId == batchId && t.RowId == rowId).ToListAsync(cancellationToken);
            var touch = touches.Find(
                t => (decision == DoubtDecision.SameAsRow ? t.OtherRowId : t.ClientId) == target && target is not null);
            isRight = row is not null && touches.Count > 0
                && (touch is not null || decision is null or DoubtDecision.NewPerson or DoubtDecision.Skip);
            if (!isRight)
                return;

            BackToDoubt(row!);
            row!.Decision = decision;
            row.DecidedId = decision is DoubtDecision.SamePerson or DoubtDecision.SameAsRow ? target : null;
            (row.DecidedById, row.DecidedByName) = Who;
            if (decision == DoubtDecision.SamePerson && touch!.Why != MatchReason.IsPartnerThere)
            {
                var client = await db.Clients.AsNoTracking().SingleAsync(c => c.Id == target, cancellationToken);
                ImportRowFactory.Join(row, client, MatchReason.Person, typeIsGiven: true, cipher);
                row.NeedsLink = row.VendorId is not null;
            }

            await db.SaveChangesAsync(cancellationToken);
        }, cancellationToken);
        return decided && isRight;
    }

    /// <summary>Does something in one transaction, if the import is still being reviewed; false when it no longer is.</summary>
    public async Task<bool> DecideAsync(Guid batchId, Func<Task> act, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var open = await db.UpdateOwnAsync<ImportBatch>(
            b => b.Id == batchId && b.State == ImportState.Reviewing,
            set => set.SetProperty(b => b.Decisions, b => b.Decisions + 1),
            cancellationToken);
        if (open == 0)
            return false;

        await act();
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private (Guid? Id, string? Name) Who => (member.User?.Id, member.User?.Name);

    private Task<int> SetAsync(Expression<Func<ImportRow, bool>> where, bool isChosen, CancellationToken cancellationToken)
    {
        var (id, name) = Who;
        return db.UpdateOwnAsync(
            where,
            set => set.SetProperty(r => r.IsChosen, isChosen).SetProperty(r => r.DecidedById, id).SetProperty(r => r.DecidedByName, name),
            cancellationToken);
    }

    /// <summary>A row that had joined a client is doubtful once more, with an id of its own.</summary>
    private void BackToDoubt(ImportRow row)
    {
        if (row.Group != ImportGroup.Both)
            return;

        row.Group = ImportGroup.Doubtful;
        row.ClientId = db.IdsOf<Client>()();
        row.ClientVersion = null;
        row.MatchedBy = null;
        row.NeedsLink = false;
        row.IsArchived = false;
        row.IsChosen = false;
        row.DifferentFields = 0;
        row.ChosenFields = 0;
        row.TypedFields = 0;
    }
}
