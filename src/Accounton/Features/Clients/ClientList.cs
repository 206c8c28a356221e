using System.Globalization;
using Accounton.Data;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Clients;

/// <summary>A page of the office's clients.</summary>
/// <param name="Count">How many there are in all, up to one more than <see cref="ClientList.MostCounted"/>.</param>
public sealed record ClientListPage(IReadOnlyList<Client> Clients, int Count, Cursor? Previous, Cursor? Next);

/// <summary>Searches, filters and pages the office's clients; a page costs the same whatever their number.</summary>
public sealed class ClientList(AccountonContext db, Colleagues colleagues)
{
    public const int PageSize = 50;
    public const int MostCounted = 1000;

    public async Task<ClientListPage> PageAsync(ClientFilter filter, Cursor? after, Cursor? before, CancellationToken cancellationToken)
    {
        var clients = await FilteredAsync(filter, cancellationToken);
        if (filter.Typed is not { } text)
            return await PlainAsync(clients, filter.Sort, after, before, cancellationToken);

        var hits = await ClientSearch.FindAsync(db, text, filter.State == ClientState.Archived, cancellationToken);
        // The words know the state of their clients; only what else is asked needs a look at the clients themselves.
        if (filter.Type is not null || filter.State == ClientState.Incomplete || !string.IsNullOrEmpty(filter.Responsible))
            hits = from hit in hits join client in clients on hit.Id equals client.Id select hit;

        var count = await hits.OrderBy(h => h.SortName).Take(MostCounted + 1).CountAsync(cancellationToken);
        if (filter.Sort == ClientSort.Changed)
        {
            // Many are met soon on the way back from the latest change; few are quicker to sort.
            var found = count > MostCounted
                ? clients.Where(c => hits.Any(hit => hit.Id == c.Id))
                : from hit in hits join client in clients on hit.Id equals client.Id select client;
            return await ByChangeAsync(found, count, after, before, cancellationToken);
        }

        var page = await hits.PageAsync(
            h => h.SortName, h => h.Id, after, before, PageSize, cancellationToken, filter.Sort == ClientSort.NameDown);
        var ids = page.Rows.Select(hit => hit.Id).ToList();
        var rows = await db.Clients.AsNoTracking().Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, cancellationToken);
        return new([.. ids.Where(rows.ContainsKey).Select(id => rows[id])], count, page.Previous, page.Next);
    }

    /// <summary>The ids of all that a filter holds, in no order yet.</summary>
    public async Task<IQueryable<Guid>> IdsAsync(ClientFilter filter, CancellationToken cancellationToken)
    {
        var clients = await FilteredAsync(filter, cancellationToken);
        if (filter.Typed is not { } text)
            return clients.Select(c => c.Id);

        var hits = await ClientSearch.FindAsync(db, text, filter.State == ClientState.Archived, cancellationToken);
        return from hit in hits join client in clients on hit.Id equals client.Id select client.Id;
    }

    private static async Task<ClientListPage> PlainAsync(
        IQueryable<Client> clients, ClientSort sort, Cursor? after, Cursor? before, CancellationToken cancellationToken)
    {
        var count = await clients.OrderBy(c => c.SortName).Take(MostCounted + 1).CountAsync(cancellationToken);
        if (sort == ClientSort.Changed)
            return await ByChangeAsync(clients, count, after, before, cancellationToken);

        var page = await clients.PageAsync(
            c => c.SortName, c => c.Id, after, before, PageSize, cancellationToken, sort == ClientSort.NameDown);
        return new(page.Rows, count, page.Previous, page.Next);
    }

    /// <summary>The latest change first. The place in the list is a moment, written as its ticks.</summary>
    private static async Task<ClientListPage> ByChangeAsync(
        IQueryable<Client> clients, int count, Cursor? after, Cursor? before, CancellationToken cancellationToken)
    {
        var backward = before is not null;
        if ((before ?? after) is { } place && long.TryParse(place.SortName, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            && ticks <= DateTimeOffset.MaxValue.Ticks)
        {
            var at = new DateTimeOffset(ticks, TimeSpan.Zero);
            var id = place.Id;
            clients = backward
                ? clients.Where(c => c.ChangedAt >= at && (c.ChangedAt > at || c.Id > id))
                : clients.Where(c => c.ChangedAt <= at && (c.ChangedAt < at || c.Id < id));
        }

        var sorted = backward
            ? clients.OrderBy(c => c.ChangedAt).ThenBy(c => c.Id)
            : clients.OrderByDescending(c => c.ChangedAt).ThenByDescending(c => c.Id);
        var rows = await sorted.Take(PageSize + 1).ToListAsync(cancellationToken);
        var more = rows.Count > PageSize;
        rows = rows.Take(PageSize).ToList();
        if (backward)
            rows.Reverse();
        static Cursor At(Client client) => new(client.ChangedAt.UtcTicks.ToString(CultureInfo.InvariantCulture), client.Id);
        return new(
            rows, count,
            rows.Count > 0 && (backward ? more : after is not null) ? At(rows[0]) : null,
            rows.Count > 0 && (backward || more) ? At(rows[^1]) : null);
    }

    private async Task<IQueryable<Client>> FilteredAsync(ClientFilter filter, CancellationToken cancellationToken)
    {
        var archived = filter.State == ClientState.Archived;
        var clients = db.Clients.AsNoTracking().Where(c => c.IsArchived == archived);
        if (filter.State == ClientState.Incomplete)
            clients = clients.Where(c => c.Email == null || c.Language == null);
        if (filter.Type is { } type)
            clients = clients.Where(c => c.Type == type);

        switch (filter.Responsible)
        {
            case null or "":
                return clients;
            case ClientFilter.Nobody:
                return clients.Where(c => c.ResponsibleEmail == null && c.ResponsibleName == null);
            case ClientFilter.Stranger:
                var known = (await colleagues.ReadAsync(cancellationToken)).Select(one => one.Email).ToList();
                return clients.Where(c => c.ResponsibleEmail != null ? !known.Contains(c.ResponsibleEmail) : c.ResponsibleName != null);
            default:
                var email = filter.Responsible.ToLowerInvariant();
                return clients.Where(c => c.ResponsibleEmail == email);
        }
    }
}
