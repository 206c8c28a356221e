using System.Diagnostics;

namespace Accounton.BrowserTests.Syncing;

public sealed class ProgressTests(Stage stage) : BrowserTest(stage)
{
    [Fact]
    public async Task Sync_ofABigOffice_showsTheBarRise()
    {
        await Stage.Sandbox.FaultAsync(new { account = "groot", fault = "latency", ms = 200, times = 0 });
        var integrations = await LinkAsync("groot");
        await Expect(integrations.AdminPulse.GetByRole(AriaRole.Progressbar)).ToBeVisibleAsync();
        await integrations.Page.EvaluateAsync("""
            () => {
              window.seen = [];
              const look = () => {
                const value = document.querySelector("#card-AdminPulse progress[value]")?.value;
                if (value !== undefined && value !== window.seen.at(-1)) window.seen.push(value);
              };
              look();
              new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true });
            }
            """);

        await IntegrationsPage.ExpectStateAsync(integrations.AdminPulse, "Sync actief", milliseconds: 120_000);

        var seen = await integrations.Page.EvaluateAsync<double[]>("() => window.seen");
        Assert.True(seen.Length >= 5, $"Seen: {string.Join(", ", seen)}");
        Assert.Equal(seen.Order(), seen);
        await Expect(integrations.AdminPulse.GetByRole(AriaRole.Progressbar)).ToHaveCountAsync(0);
        await Expect(IntegrationsPage.Fact(integrations.AdminPulse, "Klanten")).ToHaveTextAsync("20.000");
    }

    [Fact]
    public async Task Sync_withoutJavaScript_refreshesThePageUntilItIsActive()
    {
        await Stage.Sandbox.FaultAsync(new { account = "traag", fault = "latency", ms = 1500, times = 0, on = "relations" });

        var integrations = await LinkAsync("traag", new() { JavaScriptEnabled = false });

        await IntegrationsPage.ExpectStateAsync(integrations.AdminPulse, "Wordt voorbereid");
        await IntegrationsPage.ExpectStateAsync(integrations.AdminPulse, "Sync actief", milliseconds: 30_000);
        await Expect(IntegrationsPage.Fact(integrations.AdminPulse, "Klanten")).ToHaveTextAsync("600");
    }

    [Fact]
    public async Task Cancel_inTheMiddleOfARun_endsItWithinFiveSeconds()
    {
        await Stage.Sandbox.FaultAsync(new { account = "gestopt", fault = "latency", ms = 1000, times = 0, on = "relations" });
        var integrations = await LinkAsync("gestopt");
        await Expect(integrations.AdminPulse.Locator("progress[value]")).ToBeVisibleAsync();

        var sinceCancelling = Stopwatch.StartNew();
        await IntegrationsPage.ClickAsync(integrations.AdminPulse, "Annuleren");
        await Expect(integrations.AdminPulse.GetByRole(AriaRole.Button, new() { Name = "Nu synchroniseren" })).ToBeVisibleAsync();

        Assert.InRange(sinceCancelling.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        await integrations.AdminPulse.GetByRole(AriaRole.Link, new() { Name = "Opgehaalde klanten en geschiedenis" }).ClickAsync();
        await Expect(integrations.Page.GetByRole(AriaRole.Group, new() { Name = "Geschiedenis" })
            .GetByText("Geannuleerd")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task SyncNow_clickedTwice_runsOnce()
    {
        var integrations = await LinkAsync("klein");
        await IntegrationsPage.ExpectStateAsync(integrations.AdminPulse, "Sync actief");
        var posts = 0;
        integrations.Page.Request += (_, request) => posts += request.Method == "POST" ? 1 : 0;

        await integrations.AdminPulse.GetByRole(AriaRole.Button, new() { Name = "Nu synchroniseren" }).DblClickAsync();
        await Expect(integrations.AdminPulse.GetByRole(AriaRole.Button, new() { Name = "Nu synchroniseren" })).ToBeVisibleAsync();

        Assert.Equal(1, posts);
        await integrations.AdminPulse.GetByRole(AriaRole.Link, new() { Name = "Opgehaalde klanten en geschiedenis" }).ClickAsync();
        await Expect(integrations.Page.GetByRole(AriaRole.Group, new() { Name = "Geschiedenis" }).Locator("tbody tr")).ToHaveCountAsync(2);
    }

    private async Task<IntegrationsPage> LinkAsync(string account, BrowserNewContextOptions? options = null)
    {
        var office = await Stage.NewOfficeAsync();
        var integrations = await IntegrationsPage.GoAsync(await SignInAsync(office.Admin, options));
        await integrations.LinkAdminPulseAsync(account);
        return integrations;
    }
}
