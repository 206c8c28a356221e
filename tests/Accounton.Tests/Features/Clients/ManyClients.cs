using System.Globalization;
using Accounton.Data;
using Accounton.Features.Clients;
using Accounton.Tenancy;
using Accounton.Tests.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Accounton.Tests.Features.Clients;

/// <summary>An office full of clients with everyday names, codes and addresses, always the same ones.</summary>
public static class ManyClients
{
    private static readonly string[] Last =
        [
            "Peeters", "Janssens", "Maes", "Jacobs", "Willems", "Claes", "Goossens", "Wouters", "De Smet", "Van den Berghe",
            "Van Damme", "Vandenberghe", "De Backer", "Dubois", "Lambert", "Zwaenepoel", "D'Hondt", "Martens", "Aerts",
            "Hermans",
        ];

    private static readonly string[] First =
    [
        "Jan", "An", "Marie", "Luc", "Els", "Piet", "Sofie", "Tom", "Lien", "Koen", "Ivan", "Valerie", "Jeanne", "Noor", "Zoë",
        "Bram", "Griet", "Hugo", "Yves", "Fien",
    ];

    public static async Task FillAsync(App app, string office, int count)
    {
        await using var scope = await app.OfficeScopeAsync(office);
        var db = scope.ServiceProvider.GetRequiredService<AccountonContext>();
        var cipher = await scope.ServiceProvider.GetRequiredService<OfficeCiphers>().CurrentAsync();
        var book = scope.ServiceProvider.GetRequiredService<ClientWriter>();
        var author = new ChangeAuthor(ValueOrigin.AdminPulse, null, null);
        await using var transaction = await db.Database.BeginTransactionAsync();
        var ids = db.IdsOf<Client>();
        var changes = db.IdsOf<ClientChange>();
        var words = db.IdsOf<ClientWord>();
        foreach (var chunk in Enumerable.Range(0, count).Chunk(5_000))
        {
            var rows = chunk.Select(i => book.New(ids(), Values(i), author, cipher, changes)).ToList();
            await db.InsertOwnAsync([.. rows.Select(row => row.Client)]);
            await db.InsertOwnAsync([.. rows.Select(row => row.Change)]);
            await db.InsertOwnAsync([.. rows.SelectMany(row => ClientWriter.WordsOf(row.Client, words))]);
        }

        await transaction.CommitAsync();
    }

    private static ClientValues Values(int i)
    {
        var random = new Random(i);
        var first = First[random.Next(First.Length)];
        var last = Last[random.Next(Last.Length)];
        var values = new ClientValues { [ClientFields.Type] = "Person" };
        values[ClientFields.FirstName] = first;
        values[ClientFields.LastName] = random.Next(4) == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{last}{(char)('a' + random.Next(26))}{(char)('a' + random.Next(26))}")
            : last;
        values[ClientFields.Email] = string.Create(CultureInfo.InvariantCulture, $"k{i}@voorbeeld.be");
        values[ClientFields.Code] = string.Create(CultureInfo.InvariantCulture, $"K{i}");
        values[ClientFields.Language] = "nl";
        values[ClientFields.City] = "Gent";
        return values;
    }
}
