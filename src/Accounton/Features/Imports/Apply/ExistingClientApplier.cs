using Accounton.Data;
using Accounton.Features.Clients;
using Accounton.Features.Clients.Matching;
using Accounton.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Imports.Apply;

/// <summary>Overwrites chosen fields, archives, brings back and links the clients of a page who are here already.</summary>
public sealed class ExistingClientApplier(AccountonContext db, ClientWriter writer, TimeProvider clock)
{
    public async Task ApplyAsync(
        ImportBatch batch,
        IReadOnlyCollection<ImportRow> rows,
        SourceState sources,
        OfficeCipher cipher,
        PageOutcome outcome,
        CancellationToken cancellationToken)
    {
        if (rows.Count == 0)
            return;

        var author = batch.Author();
        var others = await OtherRowsAsync(rows, cancellationToken);
        var ids = rows.Select(r => TargetOf(r, others)).OfType<Guid>().Distinct().ToList();
        var clients = await db.Clients.Where(c => EF.Parameter(ids).Contains(c.Id)).ToDictionaryAsync(c => c.Id, cancellationToken);
        var partners = await PartnersAsync(rows, cancellationToken);
        var nextLink = db.IdsOf<ClientLink>();
        foreach (var row in rows)
        {
            var client = TargetOf(row, others) is { } id ? clients.GetValueOrDefault(id) : null;
            outcome.Add(row, client is null ? Missing(row) : Apply(row, client));
        }

        RowResult Apply(ImportRow row, Client client)
        {
            if (row.Group == ImportGroup.Doubtful)
                return Link(row, client, partners.Contains(row.Id) ? LinkRole.Partner : LinkRole.Same);
            if (client.Version != row.ClientVersion || (row.Group == ImportGroup.Both && sources.IsChanged(row)))
                return RowResult.Stale;

            if (row.Group == ImportGroup.OnlyHere)
            {
                writer.Archive(client, ArchiveReason.Import, author);
                outcome.Archived++;
                return RowResult.Done;
            }

            var reactivates = row.IsArchived && row.IsChosen;
            if (reactivates)
                writer.Reactivate(client, author);
            if (writer.Change(
                client, ClientValues.From(row, cipher), ClientFields.In(row.ChosenFields & row.DifferentFields), author, cipher).Count > 0
                || reactivates)
                outcome.Changed++;
            if (row.NeedsLink)
                AddLinks(NewClientApplier.NewLinks(batch, row, sources, nextLink, clock.GetUtcNow()));
            return RowResult.Done;
        }

        RowResult Link(ImportRow row, Client client, LinkRole role)
        {
            if (sources.IsChanged(row))
                return RowResult.Stale;

            if (batch.ConnectionId is { } connection && row.VendorId is { } vendorId && sources.LinkOf(vendorId) is null)
            {
                AddLinks([new ClientLink
                {
                    OfficeId = batch.OfficeId, Id = nextLink(), ClientId = client.Id, ConnectionId = connection,
                    VendorId = vendorId, Role = role, LinkedAt = clock.GetUtcNow(), BatchId = batch.Id,
                }]);
            }

            return RowResult.Done;
        }

        void AddLinks(IEnumerable<ClientLink> links)
        {
            var added = links.ToList();
            db.ClientLinks.AddRange(added);
            outcome.Linked += added.Count > 0 ? 1 : 0;
        }
    }

    private static RowResult Missing(ImportRow row) =>
        row.Decision == DoubtDecision.SameAsRow ? RowResult.OtherNotImported : RowResult.Stale;

    /// <summary>The client a row is about; for one that is the same as another row, the client which that one became.</summary>
    private static Guid? TargetOf(ImportRow row, Dictionary<Guid, Guid> others) => row switch
    {
        { Group: ImportGroup.Doubtful, Decision: DoubtDecision.SameAsRow, DecidedId: { } other } =>
            others.TryGetValue(other, out var client) ? client : null,
        { Group: ImportGroup.Doubtful } => row.DecidedId,
        _ => row.ClientId,
    };

    private async Task<Dictionary<Guid, Guid>> OtherRowsAsync(IReadOnlyCollection<ImportRow> rows, CancellationToken cancellationToken)
    {
        var ids = rows.Where(r => r.Decision == DoubtDecision.SameAsRow).Select(r => r.DecidedId).OfType<Guid>().ToList();
        return ids.Count == 0
            ? []
            : await db.ImportRows.AsNoTracking()
                .Where(r =>
                    ids.Contains(r.Id) && (r.Result == RowResult.Done || (r.Group == ImportGroup.Both && r.Result == RowResult.Untouched)))
                .ToDictionaryAsync(r => r.Id, r => r.ClientId, cancellationToken);
    }

    /// <summary>Rows that were decided to be the partner of a client: known by why they touched.</summary>
    private async Task<HashSet<Guid>> PartnersAsync(IReadOnlyCollection<ImportRow> rows, CancellationToken cancellationToken)
    {
        var ids = rows.Where(r => r.Group == ImportGroup.Doubtful).Select(r => r.Id).ToList();
        if (ids.Count == 0)
            return [];

        var decided = rows.Where(r => ids.Contains(r.Id)).ToDictionary(r => r.Id, r => r.DecidedId);
        var touches = await db.ImportTouches.AsNoTracking().Where(t => ids.Contains(t.RowId) && t.Why == MatchReason.IsPartnerThere)
            .Select(t => new { t.RowId, Id = t.ClientId ?? t.OtherRowId }).ToListAsync(cancellationToken);
        return [.. touches.Where(t => t.Id == decided[t.RowId]).Select(t => t.RowId)];
    }
}
