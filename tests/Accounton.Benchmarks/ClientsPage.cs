using Accounton.Features.Clients;
using Accounton.Tests.Features.Clients;
using Accounton.Tests.Running;

namespace Accounton.Benchmarks;

/// <summary>
/// The list of clients of an office with 100,000 against one with 1,000, over HTTP as a browser asks for
/// it; and against a page without a list.
/// </summary>
public static class ClientsPage
{
    private const int Few = 1_000;
    private const int Many = 100_000;
    private const int Turns = 20;
    private const int DeepPages = 200;

    /// <summary>Common and rare, short and long, of names, addresses and codes; one without a hit.</summary>
    private static readonly string[] Searches =
        [
            "j", "van", "jan", "jans", "vand", "peeters", "zw", "zwaen", "an", "marie pe", "de smet", "k100", "K1", "k500@",
            "d'hondt", "valerie", "be", "qqqq", "piet jac", "1",
        ];

    public static async Task RunAsync()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var app = new App(database);
        await ManyClients.FillAsync(app, App.OtherOffice, Few);
        await ManyClients.FillAsync(app, App.DemoOffice, Many);
        using var few = await app.BrowserAsync(App.OtherAdmin);
        using var many = await app.BrowserAsync(App.Admin);

        await Figure.CompareAsync("clients list, first page", 1.5, Pages(many, "/clients"), Pages(few, "/clients"));
        var deep = await DeepAsync(many, DeepPages);
        var shallow = await DeepAsync(few, (Few / ClientList.PageSize) - 2);
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
}
