using Accounton.Data;
using Accounton.Data.Sensitive;
using Accounton.Features.Clients.Identifiers;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Clients;

/// <summary>A client that was found, and where it stands in the list.</summary>
public sealed class ClientHit
{
    public required string SortName { get; init; }
    public Guid Id { get; init; }
}

/// <summary>Finds clients by the beginning of any word of their names, of the e-mail address, or by a whole code or number.</summary>
public static class ClientSearch
{
    private const int MostWords = 5;
    private const int MostExact = 50;

    /// <summary>A national register number, which never goes into an address: eleven digits, with or without dots.</summary>
    public static bool IsNationalNumber(string? text) =>
        NationalNumber.TryRead(text, out var number) && number.Reveal().Length == NationalRegisterNumbers.Length;

    /// <summary>The clients with this national register number, as themselves or as the partner; wrong numbers find nothing.</summary>
    public static async Task<IReadOnlyList<Client>> ByNumberAsync(
        AccountonContext db, Tenancy.OfficeCipher cipher, string text, CancellationToken cancellationToken)
    {
        if (!NationalNumber.TryRead(text, out var number))
            return [];

        var hash = cipher.Hash(number.Reveal());
        return await db.Clients.AsNoTracking().Where(c => c.NationalNumberHash == hash || c.PartnerNationalNumberHash == hash)
            .OrderBy(c => c.IsArchived).ThenBy(c => c.SortName).Take(MostExact).ToListAsync(cancellationToken);
    }

    /// <summary>The clients that a text finds, archived or not; in no order yet.</summary>
    public static async Task<IQueryable<ClientHit>> FindAsync(
        AccountonContext db, string text, bool archived, CancellationToken cancellationToken)
    {
        text = (NormalText.From(text, ClientFields.SortNameLength) ?? "").TrimStart(SearchWords.Exact, ' ');
        var all = db.ClientWords.AsNoTracking().Where(w => w.IsArchived == archived);
        if (text.Length == 0)
            return all.Where(_ => false).Select(w => new ClientHit { SortName = w.SortName, Id = w.ClientId });

        var begun = await ByBeginningsAsync(all, text, cancellationToken);
        var exact = await ExactAsync(all, text, cancellationToken);
        if (exact.Count > 0)
            exact = [.. exact.Except(
                await begun.Where(hit => exact.Contains(hit.Id)).Select(hit => hit.Id).ToListAsync(cancellationToken))];

        // Each client once, without looking at all of them to tell: that would read a common beginning to its end.
        return exact.Count == 0
            ? begun
            : begun.Concat(db.Clients.Where(c => exact.Contains(c.Id) && c.IsArchived == archived)
                .Select(c => new ClientHit { SortName = c.SortName, Id = c.Id }));
    }

    /// <summary>
    /// One query for each word, in the order of the words' index: asked for two at once, or for each client once, a database
    /// may walk all words of the office by another index.
    /// </summary>
    private static async Task<List<Guid>> ExactAsync(IQueryable<ClientWord> all, string text, CancellationToken cancellationToken)
    {
        var found = await ExactlyAsync(SearchWords.ExactOf(text));
        if (EnterpriseNumbers.LooksBelgian(text))
            found = [.. found.Union(await ExactlyAsync(SearchWords.ExactOf(EnterpriseNumbers.Digits(text))))];
        return found;

        Task<List<Guid>> ExactlyAsync(string word) =>
            all.Where(w => w.Word == word).OrderBy(w => w.SortName).ThenBy(w => w.ClientId)
                .Select(w => w.ClientId).Take(MostExact).ToListAsync(cancellationToken);
    }

    private static async Task<IQueryable<ClientHit>> ByBeginningsAsync(
        IQueryable<ClientWord> all, string text, CancellationToken cancellationToken)
    {
        var mail = SearchWords.Cut(text.ToLowerInvariant());
        var words = NormalText.Fold(text, ClientFields.SortNameLength).Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Take(MostWords).OrderByDescending(word => word.Length).Select(SearchWords.Cut).ToList();
        if (words.Count == 0 || mail.Contains('@', StringComparison.Ordinal))
            return Once(Beginning(all, mail), mail);

        // One word as it is typed may be the beginning of an e-mail address too, such as "jan.p"; it seldom is.
        var named = Once(ByNames(all, words), words[0]);
        return words[0] == mail || mail.Contains(' ', StringComparison.Ordinal) || !await Beginning(all, mail).AnyAsync(cancellationToken)
            ? named
            : named.Union(Beginning(all, mail));
    }

    /// <summary>The longest word through its index, which also holds the names that the others are looked for in.</summary>
    private static IQueryable<ClientHit> ByNames(IQueryable<ClientWord> all, List<string> words)
    {
        foreach (var begin in words.Skip(1).Select(word => " " + word))
            all = all.Where(w => (" " + w.SortName + w.PartnerWords).Contains(begin));
        return Beginning(all, words[0]);
    }

    /// <summary>
    /// A short beginning has each client once, straight from the index in the list's order; a long one may
    /// be of two words of a client.
    /// </summary>
    private static IQueryable<ClientHit> Once(IQueryable<ClientHit> hits, string begin) =>
        begin.Length > ClientWord.MostStart ? hits.Distinct() : hits;

    private static IQueryable<ClientHit> Beginning(IQueryable<ClientWord> all, string begin)
    {
        // Behind all that goes on from here: the last code point there is.
        var end = begin + "\U0010FFFF";
        var words = begin.Length > ClientWord.MostStart
            ? all.Where(w => w.Word.CompareTo(begin) >= 0 && w.Word.CompareTo(end) < 0)
            : Starting(all, begin);
        return words.Select(w => new ClientHit { SortName = w.SortName, Id = w.ClientId });
    }

    private static IQueryable<ClientWord> Starting(IQueryable<ClientWord> all, string start) => start.Length switch
    {
        1 => all.Where(w => w.Start1 == start),
        2 => all.Where(w => w.Start2 == start),
        _ => all.Where(w => w.Start3 == start),
    };
}
