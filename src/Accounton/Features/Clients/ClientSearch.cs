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
        text is not null && text.All(c => char.IsAsciiDigit(c) || c is ' ' or '.' or '-' or '/') && text.Count(char.IsAsciiDigit) == NationalRegisterNumbers.Length;

    /// <summary>The clients with this national register number, as themselves or as the partner; wrong numbers find nothing.</summary>
    public static async Task<IReadOnlyList<Client>> ByNumberAsync(AccountonContext db, Tenancy.OfficeCipher cipher, string text, CancellationToken cancellationToken)
    {
        if (!NationalNumber.TryRead(text, out var number))
            return [];

        var hash = cipher.Hash(number.Reveal());
        return await db.Clients.AsNoTracking().Where(c => c.NationalNumberHash == hash || c.PartnerNationalNumberHash == hash)
            .OrderBy(c => c.IsArchived).ThenBy(c => c.SortName).Take(MostExact).ToListAsync(cancellationToken);
    }

    /// <summary>The clients that a text finds, archived or not; in no order yet.</summary>
    public static async Task<IQueryable<ClientHit>> FindAsync(AccountonContext db, string text, bool archived, CancellationToken cancellationToken)
    {
        text = (NormalText.Of(text, ClientFields.SortNameLength) ?? "").TrimStart(SearchWords.Exact, ' ');
        var all = db.ClientWords.AsNoTracking().Where(w => w.IsArchived == archived);
        if (text.Length == 0)
            return all.Where(_ => false).Select(w => new ClientHit { SortName = w.SortName, Id = w.ClientId });

        var exact = await ExactAsync(all, text, cancellationToken);
        var begun = ByBeginnings(db, all, text);
        if (exact.Count == 0)
            return begun;

        return begun.Union(db.Clients.Where(c => exact.Contains(c.Id) && c.IsArchived == archived).Select(c => new ClientHit { SortName = c.SortName, Id = c.Id }));
    }

    private static Task<List<Guid>> ExactAsync(IQueryable<ClientWord> all, string text, CancellationToken cancellationToken)
    {
        var code = SearchWords.ExactOf(text);
        var number = EnterpriseNumbers.LooksBelgian(text) ? SearchWords.ExactOf(EnterpriseNumbers.Digits(text)) : code;
        return all.Where(w => w.Word == code || w.Word == number).Select(w => w.ClientId).Distinct().Take(MostExact).ToListAsync(cancellationToken);
    }

    private static IQueryable<ClientHit> ByBeginnings(AccountonContext db, IQueryable<ClientWord> all, string text)
    {
        var mail = SearchWords.Cut(text.ToLowerInvariant());
        var words = NormalText.Fold(text, ClientFields.SortNameLength).Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Take(MostWords).OrderByDescending(word => word.Length).Select(SearchWords.Cut).ToList();
        if (words.Count == 0 || mail.Contains('@', StringComparison.Ordinal))
            return Beginning(all, mail);

        // One word as it is typed may be the beginning of an e-mail address too, such as "jan.p".
        var named = ByNames(db, all, words);
        return words[0] == mail || mail.Contains(' ', StringComparison.Ordinal) ? named : named.Union(Beginning(all, mail));
    }

    /// <summary>The longest word through the index, the others among those it finds.</summary>
    private static IQueryable<ClientHit> ByNames(AccountonContext db, IQueryable<ClientWord> all, List<string> words)
    {
        var hits = Beginning(all, words[0]);
        foreach (var begin in words.Skip(1).Select(word => " " + word))
            hits = from hit in hits join client in db.Clients on hit.Id equals client.Id where client.NameWords.Contains(begin) select hit;
        return hits;
    }

    /// <summary>Each client once, and for a short beginning straight from the index in the list's order.</summary>
    private static IQueryable<ClientHit> Beginning(IQueryable<ClientWord> all, string begin)
    {
        // Behind all that goes on from here: the last code point there is.
        var end = begin + "\U0010FFFF";
        return begin.Length switch
        {
            1 => all.Where(w => w.Start1 == begin).Select(w => new ClientHit { SortName = w.SortName, Id = w.ClientId }),
            2 => all.Where(w => w.Start2 == begin).Select(w => new ClientHit { SortName = w.SortName, Id = w.ClientId }),
            3 => all.Where(w => w.Start3 == begin).Select(w => new ClientHit { SortName = w.SortName, Id = w.ClientId }),
            _ => all.Where(w => w.Word.CompareTo(begin) >= 0 && w.Word.CompareTo(end) < 0)
                .Select(w => new ClientHit { SortName = w.SortName, Id = w.ClientId }).Distinct(),
        };
    }
}
