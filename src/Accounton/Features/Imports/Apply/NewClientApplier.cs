using Accounton.Data;
using Accounton.Features.Clients;
using Accounton.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Imports.Apply;

/// <summary>Adds the clients of a page in bulk, with their history and links; one whose adding was undone before comes back.</summary>
public sealed class NewClientApplier(AccountonContext db, ClientWriter writer, TimeProvider clock)
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
        var newcomers = await NewcomersAsync(batch, rows, cancellationToken);
        var returning = rows.Where(r => r.IsArchived).Select(r => r.ClientId).ToList();
        var known = returning.Count == 0
            ? []
            : await db.Clients.Where(c => returning.Contains(c.Id)).ToDictionaryAsync(c => c.Id, cancellationToken);
        var clients = new List<Client>();
        var changes = new List<ClientChange>();
        var links = new List<ClientLink>();
        var words = new List<ClientWord>();
        var nextChange = db.IdsOf<ClientChange>();
        var nextLink = db.IdsOf<ClientLink>();
        var nextWord = db.IdsOf<ClientWord>();
        foreach (var row in rows)
        {
            if (sources.IsChanged(row) || newcomers.Contains(row.Id)
                || (sources.LinkOf(row.VendorId) is { } link && link.ClientId != row.ClientId))
            {
                outcome.Add(row, RowResult.Stale);
                continue;
            }

            var values = Values(batch, row, cipher);
            if (row.IsArchived)
            {
                if (!known.TryGetValue(row.ClientId, out var client) || client.Version != row.ClientVersion)
                {
                    outcome.Add(row, RowResult.Stale);
                    continue;
                }

                writer.Reactivate(client, author);
                writer.Change(client, values, ClientFields.All.Where(f => values[f] is not null), author, cipher);
            }
            else
            {
                var (client, change) = writer.New(row.ClientId, values, author, cipher, nextChange);
                clients.Add(client);
                words.AddRange(ClientWriter.WordsOf(client, nextWord));
                changes.Add(change);
            }

            links.AddRange(NewLinks(batch, row, sources, nextLink, clock.GetUtcNow()));
            outcome.Added++;
            outcome.Add(row, RowResult.Done);
        }

        await db.InsertOwnAsync(clients, cancellationToken);
        await db.InsertOwnAsync(words, cancellationToken);
        await db.InsertOwnAsync(changes, cancellationToken);
        await db.InsertOwnAsync(links, cancellationToken);
    }

    /// <summary>The links that a row's record, and its partner's, do not have yet.</summary>
    public static IEnumerable<ClientLink> NewLinks(
        ImportBatch batch, ImportRow row, SourceState sources, Func<Guid> nextId, DateTimeOffset now)
    {
        if (batch.ConnectionId is not { } connection)
            yield break;

        foreach (var (vendorId, role) in new[] { (row.VendorId, LinkRole.Main), (row.PartnerVendorId, LinkRole.Partner) })
        {
            if (vendorId is not null && sources.LinkOf(vendorId) is null)
            {
                yield return new ClientLink
                {
                    OfficeId = batch.OfficeId, Id = nextId(), ClientId = row.ClientId, ConnectionId = connection,
                    VendorId = vendorId, Role = role, LinkedAt = now, BatchId = batch.Id,
                };
            }
        }
    }

    private static ClientValues Values(ImportBatch batch, ImportRow row, OfficeCipher cipher)
    {
        var values = ClientValues.From(row, cipher);
        if (values[ClientFields.ResponsibleEmail] is null && values[ClientFields.ResponsibleName] is null)
        {
            values[ClientFields.ResponsibleEmail] = batch.ResponsibleEmail;
            values[ClientFields.ResponsibleName] = batch.ResponsibleName;
        }
        return values;
    }

    /// <summary>Rows for whom somebody added the same person after the overview was made, by hand or by another import.</summary>
    private async Task<HashSet<Guid>> NewcomersAsync(
        ImportBatch batch, IReadOnlyCollection<ImportRow> rows, CancellationToken cancellationToken)
    {
        var since = batch.ComparedAt ?? batch.CreatedAt;
        var numbers = rows.Select(r => r.NationalNumberHash).OfType<byte[]>().ToList();
        var mails = rows.Select(r => r.EmailKey).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var newer = db.Clients.AsNoTracking()
            .Where(c => c.AddedAt >= since && !c.IsArchived)
            .Where(c => !db.ClientChanges.Any(h => h.ClientId == c.Id && h.Kind == ChangeKind.Added && h.BatchId == batch.Id));

        // Each through its own index: with an "or" between them all clients would be read for each page of rows.
        var added = await newer.Where(c => numbers.Contains(c.NationalNumberHash!)).Concat(newer.Where(c => mails.Contains(c.EmailKey!)))
            .Select(c => new { c.NationalNumberHash, c.EmailKey, c.SortName }).ToListAsync(cancellationToken);
        if (added.Count == 0)
            return [];

        var taken = added.Where(c => c.NationalNumberHash is not null)
            .Select(c => Convert.ToHexString(c.NationalNumberHash!)).ToHashSet(StringComparer.Ordinal);
        var people = added.Where(c => c.EmailKey is not null).Select(c => (c.EmailKey, c.SortName)).ToHashSet();
        return
        [
            .. rows.Where(r => (r.NationalNumberHash is not null && taken.Contains(Convert.ToHexString(r.NationalNumberHash)))
                || (r.EmailKey is not null && people.Contains((r.EmailKey, r.SortName)))).Select(r => r.Id),
        ];
    }
}
