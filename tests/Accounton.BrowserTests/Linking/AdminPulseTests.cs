using System.Diagnostics;
using Accounton.Tests.Running;

namespace Accounton.BrowserTests.Linking;

public sealed class AdminPulseTests(Stage stage, ITestOutputHelper output) : BrowserTest(stage)
{
    [Fact]
    public async Task Link_fromTheSidebarThroughSignInAndConsent_showsSyncActiveByItself()
    {
        var page = await SignInAsync(App.Admin);
        await page.GetByRole(AriaRole.Navigation, new() { Name = "Hoofdmenu" })
            .GetByRole(AriaRole.Link, new() { Name = "Integraties" }).ClickAsync();
        var integrations = new IntegrationsPage(page);

        await integrations.LinkAdminPulseAsync("klein");

        await Expect(page.GetByText("AdminPulse is gekoppeld met Kantoor Demo")).ToBeVisibleAsync();
        await IntegrationsPage.ExpectStateAsync(integrations.AdminPulse, "Sync actief");
        await Expect(IntegrationsPage.Fact(integrations.AdminPulse, "Gekoppeld met")).ToHaveTextAsync("Kantoor Klein");
        await Expect(IntegrationsPage.Fact(integrations.AdminPulse, "Klanten")).ToHaveTextAsync("25");
    }

    [Fact]
    public async Task Link_withTheVendorsSignInOnAnotherOrigin_showsSyncActive()
    {
        var elsewhere = new UriBuilder(ServerProcess.FreeUrl()) { Host = "127.0.0.1" }.Uri;
        await using var sandbox = await Sandbox.StartAsync($"Sandbox:SignInOrigin={elsewhere.GetLeftPart(UriPartial.Authority)}");
        await using var database = await TestDatabase.CreateAsync();
        await using var app = await AppProcess.StartAsync(database, sandbox);
        var integrations = await IntegrationsPage.GoAsync(await SignInAsync(App.Admin, app: app.Url));

        await IntegrationsPage.ClickAsync(integrations.AdminPulse, "Connecteer AdminPulse");
        await integrations.Page.WaitForURLAsync(url => url.StartsWith(elsewhere.ToString(), StringComparison.Ordinal));
        await integrations.SignInAtAdminPulseAsync("klein");
        await integrations.AgreeAsync();

        await IntegrationsPage.ExpectStateAsync(integrations.AdminPulse, "Sync actief");

        // It looks again by itself, and the application goes before the window does.
        await integrations.Page.GotoAsync("about:blank");
    }

    [Fact]
    public async Task Link_declined_saysSoAndLinksNothing()
    {
        var office = await Stage.NewOfficeAsync();
        var integrations = await IntegrationsPage.GoAsync(await SignInAsync(office.Admin));
        await integrations.GoToAdminPulseAsync("klein");

        await integrations.ClickAsync("Weigeren");

        await Expect(integrations.Page.GetByText("U gaf in AdminPulse geen toestemming. Er is niets gekoppeld.")).ToBeVisibleAsync();
        await Expect(integrations.AdminPulse.GetByText("Niet gekoppeld")).ToBeVisibleAsync();
        await Expect(integrations.AdminPulse.GetByRole(AriaRole.Button, new() { Name = "Connecteer AdminPulse" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Connect_clickedTwice_goesToTheVendorOnce()
    {
        var office = await Stage.NewOfficeAsync();
        var integrations = await IntegrationsPage.GoAsync(await SignInAsync(office.Admin));
        var posts = 0;
        integrations.Page.Request += (_, request) => posts += request.Method == "POST" ? 1 : 0;

        await integrations.AdminPulse.GetByRole(AriaRole.Button, new() { Name = "Connecteer AdminPulse" }).DblClickAsync();
        await Expect(integrations.Page.GetByLabel("Account")).ToBeVisibleAsync();

        Assert.Equal(1, posts);
        await integrations.SignInAtAdminPulseAsync("klein");
        await integrations.AgreeAsync();
        await IntegrationsPage.ExpectStateAsync(integrations.AdminPulse, "Sync actief");
    }

    [Fact]
    public async Task Link_of1200ClientsAt150MillisecondsACall_isActiveSoonAfterTheReturn()
    {
        await Stage.Sandbox.FaultAsync(new { account = "gemiddeld", fault = "latency", ms = 150, times = 0 });
        await Stage.Sandbox.FaultAsync(new { account = "gemiddeld", fault = "latency", ms = 150, times = 0, on = "token" });
        var office = await Stage.NewOfficeAsync();
        var integrations = await IntegrationsPage.GoAsync(await SignInAsync(office.Admin));
        await integrations.GoToAdminPulseAsync("gemiddeld");
        var sinceReturn = new Stopwatch();
        integrations.Page.Request += (_, request) =>
        {
            if (request.Url.Contains("/callback?", StringComparison.Ordinal))
                sinceReturn.Start();
        };

        await integrations.AgreeAsync();
        await IntegrationsPage.ExpectStateAsync(integrations.AdminPulse, "Sync actief");

        output.WriteLine($"Figure: {sinceReturn.Elapsed.TotalSeconds:0.0} s from the return to Sync actief with 1,200 "
            + $"clients at 150 ms a call (bar: 3 s)");
        Assert.InRange(sinceReturn.Elapsed, TimeSpan.FromMilliseconds(150), TimeSpan.FromSeconds(15));
        await Expect(IntegrationsPage.Fact(integrations.AdminPulse, "Klanten")).ToHaveTextAsync("1.200");
    }
}
