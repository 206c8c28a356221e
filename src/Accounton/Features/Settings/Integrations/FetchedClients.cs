using Accounton.Data;
using Accounton.Features.Clients;
using Accounton.Features.Sync;
using Accounton.Features.Sync.Readiness;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Settings.Integrations;

/// <summary>A page of a connection's fetched clients.</summary>
/// <param name="Count">How many match, up to one more than <see cref="FetchedClients.MostCounted"/>.</param>
public sealed record FetchedPage(IReadOnlyList<SourceClient> Clients, int Count, Cursor? Previous, Cursor? Next);

/// <summary>
/// Searches and pages a connection's clients: by the beginning of any word of the name, of the e-mail address, or by the code.
/// </summary>
public static class FetchedClients
{
    public const int PageSize = 50;
    public const int MostCounted = 1000;

    public static async Task<FetchedPage> PageAsync(
        AccountonContext db,
        Guid connectionId,
        string? search,
        MissingField? lacks,
        Cursor? after,
        Cursor? before,
        CancellationToken cancellationToken)
    {
        var those = db.SourceClients.AsNoTracking().Where(c => c.ConnectionId == connectionId);
        var all = Search(lacks is { } lack ? MissingFields.Get(db, those, lack) : those, search);
        var count = await all.OrderBy(c => c.SortName).Take(MostCounted + 1).CountAsync(cancellationToken);

        var page = await all.PageAsync(c => c.SortName, c => c.Id, after, before, PageSize, cancellationToken);
        return new FetchedPage(page.Rows, count, page.Previous, page.Next);
    }

    /// <summary>The name as a list shows it; the back-office's code when it has none.</summary>
    public static string NameOf(SourceClient client) => client.ListName() ?? client.Code ?? client.VendorId;

    private static IQueryable<SourceClient> Search(IQueryable<SourceClient> clients, string? search)
    {
        // Cut as names are: SQLite refuses a pattern of over 50,000 bytes.
        var typed = NormalText.From(search, ClientFields.SortNameLength) ?? "";
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
}
