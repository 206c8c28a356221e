using System.Globalization;
using Accounton.Data;
using Accounton.Features.Clients;
using Accounton.Tenancy;
using Accounton.Tests.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Accounton.Benchmarks;

/// <summary>The list of clients of an office with 100,000 against one with 1,000, over HTTP as a browser asks for it; and against a page without a list.</summary>
public static class ClientsPage
{
    private const int Few = 1_000;
    private const int Many = 100_000;
    private const int Turns = 20;
    private const int DeepPages = 200;

    private static readonly string[] Last =
        ["Peeters", "Janssens", "Maes", "Jacobs", "Willems", "Claes", "Goossens", "Wouters", "De Smet", "Van den Berghe", "Van Damme", "Vandenberghe", "De Backer", "Dubois", "Lambert", "Zwaenepoel", "D'Hondt", "Martens", "Aerts", "Hermans"];

    private static readonly string[] First = ["Jan", "An", "Marie", "Luc", "Els", "Piet", "Sofie", "Tom", "Lien", "Koen", "Ivan", "Valerie", "Jeanne", "Noor", "Zoë", "Bram", "Griet", "Hugo", "Yves", "Fien"];

    /// <summary>Common and rare, short and long, of names, addresses and codes; one without a hit.</summary>
    private static readonly string[] Searches =
        ["j", "van", "jan", "jans", "vand", "peeters", "zw", "zwaen", "an", "marie pe", "de smet", "k100", "K1", "k500@", "d'hondt", "valerie", "be", "qqqq", "piet jac", "1"];

    public static async Task RunAsync()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var app = new App(database);
        await FillAsync(app, App.OtherOffice, Few);
        await FillAsync(app, App.DemoOffice, Many);
        using var few = await app.BrowserAsync(App.OtherAdmin);
        using var many = await app.BrowserAsync(App.Admin);

        await Figure.CompareAsync("clients list, first page", 1.5, Pages(many, "/clients"), Pages(few, "/clients"));
        var (deep, shallow) = (await DeepAsync(many, DeepPages), await DeepAsync(few, (Few / ClientList.PageSize) - 2));
        await Figure.CompareAsync($"clients list, the page after {DeepPages} × Volgende", 1.5, Pages(many, deep), Pages(few, shallow));
        string[] searches = [.. Searches.Select(text => "/clients?search=" + Uri.EscapeDataString(text))];
        await Figure.CompareAsync("clients list, 20 searches", 1.5, Pages(many, searches), Pages(few, searches));
        foreach (var search in searches)
            await Figure.CompareAsync(search, 1.5, Pages(many, search), Pages(few, search));
        await Figure.CompareAsync("clients list against a page without one", 3, Pages(many, "/clients"), Pages(many, "/help"));
    }

    private static Func<Task<TimeSpan>> Pages(HttpClient browser, params string[] addresses) => () => Figure.TimeAsync(async () =>
    {
        for (var turn = 0; turn < Turns; turn += addresses.Length)
        {
            foreach (var address in addresses)
                await browser.GetStringAsync(new Uri(address, UriKind.Relative));
        }
    });

    private static async Task<string> DeepAsync(HttpClient browser, int pages)
    {
        var address = "/clients";
        for (var page = 0; page < pages; page++)
            address = (await Page.GetAsync(browser, address)).Html.QuerySelector(".pager a[rel=next]")!.GetAttribute("href")!;
        return address;
    }

    private static async Task FillAsync(App app, string office, int count)
    {
        await using var scope = await app.OfficeScopeAsync(office);
        var db = scope.ServiceProvider.GetRequiredService<AccountonContext>();
        var cipher = await scope.ServiceProvider.GetRequiredService<OfficeCiphers>().CurrentAsync();
        var book = scope.ServiceProvider.GetRequiredService<ClientBook>();
        var author = new ChangeAuthor(ValueOrigin.AdminPulse, null, null);
        await using var transaction = await db.Database.BeginTransactionAsync();
        var (ids, changes, words) = (db.IdsOf<Client>(), db.IdsOf<ClientChange>(), db.IdsOf<ClientWord>());
        foreach (var chunk in Enumerable.Range(0, count).Chunk(5_000))
        {
            var rows = chunk.Select(i => book.New(ids(), Values(i), author, cipher, changes)).ToList();
            await db.InsertOwnAsync([.. rows.Select(row => row.Client)]);
            await db.InsertOwnAsync([.. rows.Select(row => row.Change)]);
            await db.InsertOwnAsync([.. rows.SelectMany(row => ClientBook.WordsOf(row.Client, words))]);
        }

        await transaction.CommitAsync();
    }

    private static ClientValues Values(int i)
    {
        var random = new Random(i);
        var (first, last) = (First[random.Next(First.Length)], Last[random.Next(Last.Length)]);
        var values = new ClientValues { [ClientFields.Type] = "Person" };
        values[ClientFields.FirstName] = first;
        values[ClientFields.LastName] = random.Next(4) == 0 ? string.Create(CultureInfo.InvariantCulture, $"{last}{(char)('a' + random.Next(26))}{(char)('a' + random.Next(26))}") : last;
        values[ClientFields.Email] = string.Create(CultureInfo.InvariantCulture, $"k{i}@voorbeeld.be");
        values[ClientFields.Code] = string.Create(CultureInfo.InvariantCulture, $"K{i}");
        values[ClientFields.Language] = "nl";
        values[ClientFields.City] = "Gent";
        return values;
    }
}
