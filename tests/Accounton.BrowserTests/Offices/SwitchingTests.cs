namespace Accounton.BrowserTests.Offices;

public sealed class SwitchingTests(Stage stage) : BrowserTest(stage)
{
    [Fact]
    public async Task SwitchOffice_fromTheMenu_showsTheOtherOfficesData()
    {
        var here = await Stage.NewOfficeAsync();
        var there = await Stage.NewOfficeAsync();
        var page = await SignInAsync(await Stage.NewAdminAsync(here, there));
        await page.GetByRole(AriaRole.Button, new() { Name = here.Name }).ClickAsync();
        var integrations = await IntegrationsPage.GoAsync(page);
        await integrations.LinkSynetonAsync(Stage.Sandbox.SynetonUrl, "klein");
        await IntegrationsPage.ExpectStateAsync(integrations.Syneton, "Sync actief");

        await SwitchAsync(page, here, there);
        await IntegrationsPage.GoAsync(page);
        await Expect(integrations.Syneton.GetByText("Niet gekoppeld")).ToBeVisibleAsync();

        await SwitchAsync(page, there, here);
        await IntegrationsPage.GoAsync(page);
        await IntegrationsPage.ExpectStateAsync(integrations.Syneton, "Sync actief");
    }

    [Fact]
    public async Task Post_fromATabOfTheOfficeBefore_isRefusedAndKeepsWhatWasTyped()
    {
        var here = await Stage.NewOfficeAsync();
        var there = await Stage.NewOfficeAsync();
        var page = await SignInAsync(await Stage.NewAdminAsync(here, there));
        await page.GetByRole(AriaRole.Button, new() { Name = here.Name }).ClickAsync();
        var stale = await IntegrationsPage.GoAsync(page);

        var other = await page.Context.NewPageAsync();
        await other.GotoAsync("/");
        await SwitchAsync(other, here, there);
        await stale.LinkSynetonAsync(Stage.Sandbox.SynetonUrl, "klein");

        await Expect(page.GetByText($"Dit formulier hoorde bij {here.Name}, maar u werkt intussen in {there.Name}.")).ToBeVisibleAsync();
        await Expect(page.GetByText(Stage.Sandbox.SynetonUrl)).ToBeVisibleAsync();
        await Expect(page.GetByText("Wachtwoorden, sleutels en bestanden worden niet bijgehouden")).ToBeVisibleAsync();
        Assert.DoesNotContain("klein", await page.ContentAsync(), StringComparison.Ordinal);
        var unchanged = await IntegrationsPage.GoAsync(other);
        await Expect(unchanged.Syneton.GetByText("Niet gekoppeld")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task GoBack_afterSigningOut_showsNoData()
    {
        var office = await Stage.NewOfficeAsync();
        var integrations = await IntegrationsPage.GoAsync(await SignInAsync(office.Admin));
        await integrations.LinkSynetonAsync(Stage.Sandbox.SynetonUrl, "klein");
        await IntegrationsPage.ExpectStateAsync(integrations.Syneton, "Sync actief");
        var page = integrations.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = "Opgehaalde klanten en geschiedenis" }).ClickAsync();
        var client = await page.GetByRole(AriaRole.Group, new() { Name = "Opgehaalde klanten" })
            .GetByRole(AriaRole.Rowheader).First.InnerTextAsync();

        await page.Locator(".topbar-user").ClickAsync();
        await integrations.ClickAsync("Afmelden");
        await Expect(page.GetByLabel("E-mailadres")).ToBeVisibleAsync();
        await page.GoBackAsync();

        await Expect(page.GetByLabel("E-mailadres")).ToBeVisibleAsync();
        Assert.DoesNotContain(client, await page.ContentAsync(), StringComparison.Ordinal);
    }

    private static async Task SwitchAsync(IPage page, TestOffice from, TestOffice to)
    {
        await page.Locator("summary", new() { HasTextString = from.Name }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = to.Name, Exact = true }).ClickAsync();
        await Expect(page.Locator("summary", new() { HasTextString = to.Name })).ToBeVisibleAsync();
    }
}
