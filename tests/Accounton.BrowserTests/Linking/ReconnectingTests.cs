
namespace Accounton.BrowserTests.Linking;

public sealed class ReconnectingTests(Stage stage) : BrowserTest(stage)
{
    [Fact]
    public async Task Sync_withARevokedToken_mailsOnceAndGoesOnAfterReconnecting()
    {
        var (office, integrations) = await LinkedAsync("ingetrokken");
        var card = integrations.AdminPulse;

        await Stage.Sandbox.FaultAsync(new { account = "ingetrokken", fault = "revoke-token" });
        await IntegrationsPage.ClickAsync(card, "Nu synchroniseren");
        await IntegrationsPage.ExpectStateAsync(card, "Opnieuw koppelen");
        await Expect(card.GetByText("AdminPulse weigert de toegang: koppel opnieuw.")).ToBeVisibleAsync();
        await Expect(IntegrationsPage.Fact(card, "Klanten")).ToHaveTextAsync("30");
        Assert.Contains("De koppeling met AdminPulse werkt niet meer", await Stage.MailAsync(office.Admin), StringComparison.Ordinal);

        await IntegrationsPage.ClickAsync(card, "Opnieuw koppelen");
        await integrations.AgreeAsync();
        await IntegrationsPage.ExpectStateAsync(card, "Sync actief");
        await Expect(card.GetByText("weigert de toegang")).ToBeHiddenAsync();
        await Expect(IntegrationsPage.Fact(card, "Klanten")).ToHaveTextAsync("30");
        Assert.Single(Stage.MailsTo(office.Admin));
    }

    [Fact]
    public async Task Reconnect_asAnotherAccountAndKeepingTheFirst_changesNothing()
    {
        var integrations = await ReturnedAsAnotherAsync();

        await integrations.ClickAsync("Het gekoppelde account behouden");

        await Expect(integrations.Page.GetByText("U meldde u aan met een ander account")).ToBeHiddenAsync();
        await Expect(IntegrationsPage.Fact(integrations.AdminPulse, "Gekoppeld met")).ToHaveTextAsync("Kantoor Klein");
        await IntegrationsPage.ExpectStateAsync(integrations.AdminPulse, "Sync actief");
    }

    [Fact]
    public async Task Reconnect_asAnotherAccountAndTakingIt_fetchesItsClientsToo()
    {
        var integrations = await ReturnedAsAnotherAsync();

        await integrations.ClickAsync("Verdergaan met het andere account");

        await Expect(IntegrationsPage.Fact(integrations.AdminPulse, "Gekoppeld met")).ToHaveTextAsync("Kantoor Ander");
        await IntegrationsPage.ExpectStateAsync(integrations.AdminPulse, "Sync actief");
        await Expect(IntegrationsPage.Fact(integrations.AdminPulse, "Klanten")).ToHaveTextAsync("65");
    }

    /// <summary>Linked as <c>klein</c>, and just back from AdminPulse as <c>ander</c>: asked which it is to be.</summary>
    private async Task<IntegrationsPage> ReturnedAsAnotherAsync()
    {
        var (_, integrations) = await LinkedAsync("klein");
        await integrations.Page.Context.ClearCookiesAsync(new() { Name = "sandbox" });
        await IntegrationsPage.ClickAsync(integrations.AdminPulse, "Opnieuw koppelen");
        await integrations.SignInAtAdminPulseAsync("ander");
        await integrations.AgreeAsync();
        await Expect(integrations.Page.GetByText("U meldde u aan met een ander account")).ToBeVisibleAsync();
        await Expect(IntegrationsPage.Fact(integrations.AdminPulse, "Gekoppeld met")).ToHaveTextAsync("Kantoor Klein");
        return integrations;
    }

    private async Task<(TestOffice Office, IntegrationsPage Integrations)> LinkedAsync(string account)
    {
        var office = await Stage.NewOfficeAsync();
        var integrations = await IntegrationsPage.GoAsync(await SignInAsync(office.Admin));
        await integrations.LinkAdminPulseAsync(account);
        await IntegrationsPage.ExpectStateAsync(integrations.AdminPulse, "Sync actief");
        return (office, integrations);
    }
}
