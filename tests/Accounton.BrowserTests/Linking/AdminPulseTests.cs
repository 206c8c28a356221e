using Accounton.Tests.Running;

namespace Accounton.BrowserTests.Linking;

public sealed class AdminPulseTests(Stage stage) : BrowserTest(stage)
{
    [Fact]
    public async Task Link_FromTheSidebarThroughSignInAndConsent_ShowsSyncActiveByItself()
    {
        var page = await SignInAsync(App.Admin);
        await page.GetByRole(AriaRole.Navigation, new() { Name = "Hoofdmenu" }).GetByRole(AriaRole.Link, new() { Name = "Integraties" }).ClickAsync();
        var integrations = new IntegrationsPage(page);

        await integrations.LinkAdminPulseAsync("klein");

        await Expect(page.GetByText("AdminPulse is gekoppeld met Kantoor Demo")).ToBeVisibleAsync();
        await IntegrationsPage.ExpectStateAsync(integrations.AdminPulse, "Sync actief");
        await Expect(IntegrationsPage.Fact(integrations.AdminPulse, "Klanten")).ToHaveTextAsync("25");
    }
}
