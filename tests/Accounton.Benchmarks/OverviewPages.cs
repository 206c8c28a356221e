using Accounton.Features.Imports;
using Accounton.Tests.Features.Imports;
using Accounton.Tests.Features.Sync;
using Accounton.Tests.Running;
using Accounton.Vendors;

namespace Accounton.Benchmarks;

/// <summary>
/// The overview of 20,000 who were imported, moved on at the source, and were compared again: how long a
/// browser waits for each page.
/// </summary>
public static class OverviewPages
{
    public static async Task RunAsync()
    {
        await using var bench = await Bench.StartAsync();
        var office = await SyncOffice.DemoAsync(bench.App, bench.Sandbox, Vendor.AdminPulse, Bench.Account);
        var imports = new OfficeImports(office);
        await office.LinkAsync();
        await office.RunAsync();
        await imports.ImportAllAsync();
        await office.Sandbox.EvolveAsync(office.Account);
        await office.SyncAsync();
        await office.SyncAsync();
        var batch = await imports.CompareAsync();

        using var browser = await bench.App.BrowserAsync(App.Admin);
        await browser.GetStringAsync(new Uri("/clients", UriKind.Relative));
        Figure.Say("overview, opened for the first time", TimeSpan.FromSeconds(2), await GetAsync($"/imports/{batch.Id}"));
        foreach (var group in Enum.GetValues<ImportGroup>())
        {
            var address = $"/imports/{batch.Id}?group={group}";
            var times = new List<TimeSpan>();
            string? next = address;
            for (var page = 0; page < 6 && next is not null; page++)
            {
                times.Add(await GetAsync(next));
                next = (await Page.GetAsync(browser, next)).Html.QuerySelector(".pager a[rel=next]")?.GetAttribute("href");
            }

            times.Add(await GetAsync(address + "&search=pee"));
            Figure.Say($"overview, pages of {group}", TimeSpan.FromMilliseconds(300), [.. times]);
        }

        Figure.Say(
            "confirm", TimeSpan.FromSeconds(2), await GetAsync($"/imports/{batch.Id}/confirm"), await GetAsync(
                $"/imports/{batch.Id}/confirm"));

        Task<TimeSpan> GetAsync(string address) => Figure.TimeAsync(() => browser.GetStringAsync(new Uri(address, UriKind.Relative)));
    }
}
