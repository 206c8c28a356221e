using Accounton.Development.Demo;

namespace Accounton.BrowserTests.Linking;

/// <summary>
/// How little an office has to do: from its first sign-in to <em>Sync actief</em>, following what the
/// screen says and reading no help.
/// </summary>
public sealed class ClicksTests(Stage stage, ITestOutputHelper output) : BrowserTest(stage)
{
    private const int Most = 6;

    [Fact]
    public async Task FirstLink_ofAdminPulse_takesAtMostSixClicks()
    {
        var (integrations, clicks) = await StartAsync();

        await integrations.LinkAdminPulseAsync("klein");
        await IntegrationsPage.ExpectStateAsync(integrations.AdminPulse, "Sync actief");

        Tell("AdminPulse", clicks());
    }

    [Fact]
    public async Task FirstLink_ofSyneton_takesAtMostSixClicks()
    {
        var (integrations, clicks) = await StartAsync();

        // Whoever fills in a form clicks into its first field, and goes on with Tab.
        await integrations.Syneton.GetByLabel("URL").ClickAsync();
        await integrations.LinkSynetonAsync(Stage.Sandbox.SynetonUrl, "klein");
        await IntegrationsPage.ExpectStateAsync(integrations.Syneton, "Sync actief");

        Tell("Admin IS | Consult", clicks());
    }

    private async Task<(IntegrationsPage Integrations, Func<int> Clicks)> StartAsync()
    {
        var office = await Stage.NewOfficeAsync();
        var page = await OpenAsync();
        var clicks = 0;
        await page.ExposeFunctionAsync("clicked", () => clicks++);
        await page.AddInitScriptAsync(
            "document.addEventListener('click', event => { if (event.isTrusted && event.detail > 0) window.clicked(); }, true)");

        await page.GotoAsync("/sign-in");
        await page.GetByLabel("E-mailadres").FillAsync(office.Admin);
        await page.GetByLabel("Wachtwoord", new() { Exact = true }).FillAsync(new DemoAccounts().Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Aanmelden" }).ClickAsync();
        await page.Locator(".steps .is-next a.btn").ClickAsync();
        return (new IntegrationsPage(page), () => clicks);
    }

    private void Tell(string vendor, int clicks)
    {
        output.WriteLine($"Figure: {clicks} clicks from the first sign-in to Sync actief with {vendor} (bar: {Most})");
        Assert.InRange(clicks, 3, Most);
    }
}
