using Accounton.Data;
using Accounton.Features.Clients.Identifiers;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Clients;

/// <summary>
/// Keeps the words that clients are found by. Every save through the context does; a bulk insert takes
/// <see cref="Create"/> along.
/// </summary>
public static class SearchWords
{
    /// <summary>In front of what matches as a whole only.</summary>
    public const char Exact = '=';

    private const int MostWords = 20;

    private static readonly string[] Sources =
        [nameof(Client.SortName), nameof(Client.NameWords), nameof(Client.EmailKey), nameof(
            Client.Code), nameof(Client.EnterpriseNumber), nameof(Client.IsArchived)];

    /// <summary>A client's words, to be inserted with it.</summary>
    public static IReadOnlyList<ClientWord> Create(Client client, Func<Guid> nextId)
    {
        var words = Texts(client).Select(word =>
            new ClientWord { OfficeId = client.OfficeId, Id = nextId(), ClientId = client.Id, Word = word }).ToList();
        Set(client, words);
        return words;
    }

    /// <summary>The word that a code or a number is found by, whatever blanks or case it is written with.</summary>
    public static string ExactOf(string text) => Cut(Exact + text.Trim().ToLowerInvariant());

    public static string Cut(string word) => NormalText.Cut(word, ClientWord.WordLength);

    /// <summary>Clients that are about to be saved with other words than before.</summary>
    public static IReadOnlyList<Client> Changed(AccountonContext db) =>
    [
        .. db.ChangeTracker.Entries<Client>()
            .Where(entry => entry.State == EntityState.Added
                || (entry.State == EntityState.Modified && Sources.Any(name => entry.Property(name).IsModified)))
            .Select(entry => entry.Entity),
    ];

    /// <summary>The words of those that were there before.</summary>
    public static IQueryable<ClientWord> Stored(AccountonContext db, IReadOnlyList<Client> clients)
    {
        var ids = clients.Where(client => db.Entry(client).State == EntityState.Modified).Select(client => client.Id).ToList();
        return db.ClientWords.Where(word => ids.Contains(word.ClientId));
    }

    /// <summary>Makes the words follow their clients, in the same save. What is <see cref="Stored"/> has to be tracked by then.</summary>
    public static void Follow(AccountonContext db, IReadOnlyList<Client> clients)
    {
        var tracked = db.ChangeTracker.Entries<ClientWord>().Where(entry => entry.State != EntityState.Deleted)
            .Select(entry => entry.Entity).ToLookup(word => word.ClientId);
        foreach (var client in clients)
        {
            var wanted = Texts(client);
            var kept = tracked[client.Id].ToDictionary(word => word.Word, StringComparer.Ordinal);
            db.RemoveRange(kept.Values.Where(word => !wanted.Contains(word.Word)));
            var words = wanted.Select(text =>
                kept.GetValueOrDefault(text) ?? new ClientWord { OfficeId = client.OfficeId, ClientId = client.Id, Word = text }).ToList();
            Set(client, words);
            db.AddRange(words.Where(word => !kept.ContainsKey(word.Word)));
        }
    }

    private static List<string> Texts(Client client)
    {
        var words = client.NameWords.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(MostWords).Select(Cut).ToList();
        if (client.EmailKey is { } mail)
            words.Add(Cut(mail));
        if (client.Code is { } code)
            words.Add(ExactOf(code));
        if (client.EnterpriseNumber is { } number)
            words.Add(ExactOf(EnterpriseNumbers.LooksBelgian(number) ? EnterpriseNumbers.Digits(number) : number));
        return [.. words.Distinct(StringComparer.Ordinal)];
    }

    private static void Set(Client client, List<ClientWord> words)
    {
        var starts = new HashSet<string>(StringComparer.Ordinal);
        var partner = client.NameWords.Length > client.SortName.Length
            ? NormalText.Cut(client.NameWords[(client.SortName.Length + 1)..], ClientWord.PartnerWordsLength)
            : "";
        foreach (var word in words)
        {
            word.SortName = client.SortName;
            word.PartnerWords = partner;
            word.IsArchived = client.IsArchived;
            word.Start1 = Start(word.Word, 1);
            word.Start2 = Start(word.Word, 2);
            word.Start3 = Start(word.Word, 3);
        }

        string? Start(string word, int length) =>
            word.Length >= length && word[0] != Exact && !char.IsHighSurrogate(word[length - 1]) && starts.Add(word[..length])
                ? word[..length]
                : null;
    }
}
