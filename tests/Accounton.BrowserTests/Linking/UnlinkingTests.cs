namespace Accounton.BrowserTests.Linking;

public sealed class UnlinkingTests(Stage stage) : BrowserTest(stage)
{
    [Theory]
    [InlineData(false, "AdminPulse is ontkoppeld. De opgehaalde klanten zijn bewaard.", 1)]
    [InlineData(true, "AdminPulse is ontkoppeld. De opgehaalde klanten zijn verwijderd.", 0)]
    public async Task Unlink_afterBeingAsked_keepsOrRemovesTheClients(bool remove, string sentence, int kept)
    {
        var office = await Stage.NewOfficeAsync();
        var integrations = await IntegrationsPage.GoAsync(await SignInAsync(office.Admin));
        await integrations.LinkAdminPulseAsync("klein");
        await IntegrationsPage.ExpectStateAsync(integrations.AdminPulse, "Sync actief");

        await IntegrationsPage.ClickAsync(integrations.AdminPulse, "Ontkoppelen");
        var question = integrations.Page.GetByRole(AriaRole.Dialog, new() { Name = "AdminPulse ontkoppelen?" });
        await question.GetByLabel("Ook de opgehaalde klanten verwijderen (25)").SetCheckedAsync(remove);
        await IntegrationsPage.ClickAsync(question, "Ontkoppelen");

        await Expect(integrations.Page.GetByText(sentence)).ToBeVisibleAsync();
        await Expect(integrations.AdminPulse.GetByText("Niet gekoppeld")).ToBeVisibleAsync();
        await Expect(integrations.AdminPulse.GetByText("25 opgehaalde klanten zijn bewaard.")).ToHaveCountAsync(kept);
        await Expect(integrations.AdminPulse.GetByRole(AriaRole.Button, new() { Name = "Connecteer AdminPulse" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Unlink_withBothVendorsLinked_unlinksTheOneThatWasAskedFor()
    {
        var office = await Stage.NewOfficeAsync();
        var integrations = await IntegrationsPage.GoAsync(await SignInAsync(office.Admin));
        await integrations.LinkAdminPulseAsync("klein");
        await IntegrationsPage.ExpectStateAsync(integrations.AdminPulse, "Sync actief");
        await integrations.LinkSynetonAsync(Stage.Sandbox.SynetonUrl, "klein");
        await IntegrationsPage.ExpectStateAsync(integrations.Syneton, "Sync actief");

        await IntegrationsPage.ClickAsync(integrations.Syneton, "Ontkoppelen");
        await IntegrationsPage.ClickAsync(
            integrations.Page.GetByRole(AriaRole.Dialog, new() { Name = "Admin IS | Consult ontkoppelen?" }), "Ontkoppelen");

        await Expect(integrations.Syneton.GetByText("Niet gekoppeld")).ToBeVisibleAsync();
        await IntegrationsPage.ExpectStateAsync(integrations.AdminPulse, "Sync actief");
    }

    [Fact]
    public async Task Unlink_thoughtBetterOf_changesNothing()
    {
        var office = await Stage.NewOfficeAsync();
        var integrations = await IntegrationsPage.GoAsync(await SignInAsync(office.Admin));
        await integrations.LinkAdminPulseAsync("klein");
        await IntegrationsPage.ExpectStateAsync(integrations.AdminPulse, "Sync actief");

        await IntegrationsPage.ClickAsync(integrations.AdminPulse, "Ontkoppelen");
        var question = integrations.Page.GetByRole(AriaRole.Dialog, new() { Name = "AdminPulse ontkoppelen?" });
        await IntegrationsPage.ClickAsync(question, "Annuleren");

        await Expect(question).ToBeHiddenAsync();
        await integrations.Page.ReloadAsync();
        await IntegrationsPage.ExpectStateAsync(integrations.AdminPulse, "Sync actief");
    }

    [Fact]
    public async Task Look_asAnAccountant_showsTheStatesAndNoButtons()
    {
        var office = await Stage.NewOfficeAsync();
        var admin = await IntegrationsPage.GoAsync(await SignInAsync(office.Admin));
        await admin.LinkAdminPulseAsync("klein");
        await IntegrationsPage.ExpectStateAsync(admin.AdminPulse, "Sync actief");

        var seen = await IntegrationsPage.GoAsync(await SignInAsync(office.Accountant));

        await IntegrationsPage.ExpectStateAsync(seen.AdminPulse, "Sync actief");
        await Expect(seen.Syneton.GetByText("Niet gekoppeld")).ToBeVisibleAsync();
        await Expect(seen.Page.GetByText("Enkel een Admin van uw kantoor kan koppelen of een koppeling wijzigen.")).ToBeVisibleAsync();
        await Expect(seen.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
        await Expect(seen.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Textbox)).ToHaveCountAsync(0);
    }
}
