using Accounton.Data;
using Accounton.Features.Clients;
using Accounton.Features.Sync;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Settings.Integrations;

/// <summary>A page of a connection's fetched clients.</summary>
/// <param name="Count">How many match, up to one more than <see cref="FetchedClients.MostCounted"/>.</param>
public sealed record FetchedPage(IReadOnlyList<SourceClient> Clients, int Count, Cursor? Previous, Cursor? Next);

/// <summary>A place in a list sorted by name: the row it is next to, not a number, so that a long list costs no more at its end.</summary>
public sealed record Cursor(string SortName, Guid Id)
{
    public static Cursor? Parse(string? text)
    {
        var split = text?.IndexOf('.', StringComparison.Ordinal) ?? -1;
        return split > 0 && Guid.TryParseExact(text.AsSpan(0, split), "N", out var id) ? new Cursor(text![(split + 1)..], id) : null;
    }

    public override string ToString() => $"{Id:N}.{SortName}";
}

/// <summary>Searches and pages a connection's clients: by the beginning of any word of the name, of the e-mail address, or by the code.</summary>
public static class FetchedClients
{
    public const int PageSize = 50;
    public const int MostCounted = 1000;

    public static async Task<FetchedPage> PageAsync(
        AccountonContext db, Guid connectionId, string? search, Cursor? after, Cursor? before, CancellationToken cancellationToken)
    {
        var all = Search(db.SourceClients.AsNoTracking().Where(c => c.ConnectionId == connectionId), search);
        var count = await all.Select(c => c.Id).Take(MostCounted + 1).CountAsync(cancellationToken);

        // Ids order differently per database, but always alike within one: they only break ties.
        var page = before is not null
            ? await all.Where(c => c.SortName.CompareTo(before.SortName) < 0 || (c.SortName == before.SortName && c.Id < before.Id))
                .OrderByDescending(c => c.SortName).ThenByDescending(c => c.Id).Take(PageSize + 1).ToListAsync(cancellationToken)
            : await (after is null ? all : all.Where(c => c.SortName.CompareTo(after.SortName) > 0 || (c.SortName == after.SortName && c.Id > after.Id)))
                .OrderBy(c => c.SortName).ThenBy(c => c.Id).Take(PageSize + 1).ToListAsync(cancellationToken);

        var more = page.Count > PageSize;
        page = page.Take(PageSize).ToList();
        if (before is not null)
            page.Reverse();

        var (hasPrevious, hasNext) = before is not null ? (more, true) : (after is not null, more);
        return new FetchedPage(
            page, count,
            hasPrevious && page.Count > 0 ? At(page[0]) : null,
            hasNext && page.Count > 0 ? At(page[^1]) : null);
    }

    /// <summary>The name as a list shows it; the back-office's code when it has none.</summary>
    public static string NameOf(SourceClient client) => client.ListName() ?? client.Code ?? client.VendorId;

    private static IQueryable<SourceClient> Search(IQueryable<SourceClient> clients, string? search)
    {
        var typed = search?.Trim() ?? "";
        if (typed.Length == 0)
            return clients;

        var mail = typed.ToLowerInvariant();
        var words = NormalText.Fold(typed, ClientFields.SortNameLength).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        foreach (var word in words.Take(5))
        {
            var begin = " " + word;
            clients = clients.Where(c => c.NameWords.Contains(begin) || c.EmailKey!.StartsWith(mail) || c.Code == typed);
        }

        return words.Length > 0 ? clients : clients.Where(c => c.EmailKey!.StartsWith(mail) || c.Code == typed);
    }

    private static Cursor At(SourceClient client) => new(client.SortName, client.Id);
}
