using Deque.AxeCore.Playwright;

namespace Accounton.BrowserTests.Pages;

/// <summary>What holds for each page, whoever made it.</summary>
public sealed class EveryPageTests(Stage stage) : BrowserTest(stage)
{
    [Fact]
    public async Task Look_On320Pixels_NeverScrollsSideways()
    {
        var wide = new List<string>();
        await VisitAsync(new() { ViewportSize = new() { Width = 320, Height = 640 } }, async (page, name) =>
        {
            var width = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth");
            if (width > 320)
                wide.Add($"{name}: {width} px");
        });
        Assert.Empty(wide);
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Look_WithAxe_FindsNothingInAccessible(ColorScheme scheme)
    {
        var violations = new List<string>();
        await VisitAsync(new() { ColorScheme = scheme }, async (page, name) =>
        {
            var found = await page.RunAxe();
            violations.AddRange(
                from violation in found.Violations
                from node in violation.Nodes
                select $"{name}: {violation.Id}: {node.Html}");
        });
        Assert.True(violations.Count == 0, string.Join('\n', violations));
    }

    /// <summary>Goes to each page there is, in each of the states that look different.</summary>
    private async Task VisitAsync(BrowserNewContextOptions options, Func<IPage, string, Task> lookAt)
    {
        var office = await Stage.NewOfficeAsync();
        var both = await Stage.NewAdminAsync(office, await Stage.NewOfficeAsync());

        var signedOut = await OpenAsync(options);
        await LookAtAsync(signedOut, "/sign-in");
        await signedOut.GetByRole(AriaRole.Button, new() { Name = "Aanmelden" }).ClickAsync();
        await Expect(signedOut.GetByLabel("E-mailadres")).ToHaveAttributeAsync("aria-invalid", "true");
        await LookAsync(signedOut, "sign-in with empty fields");

        var page = await SignInAsync(both, options);
        await LookAsync(page, "offices");
        await page.GetByRole(AriaRole.Button, new() { Name = office.Name }).ClickAsync();
        await LookAtAsync(page, "/");
        await LookAtAsync(page, IntegrationsPage.Path);
        var integrations = new IntegrationsPage(page);
        await integrations.LinkSynetonAsync("geen url", "");
        await Expect(integrations.Syneton.GetByLabel("URL")).ToHaveAttributeAsync("aria-invalid", "true");
        await LookAsync(page, "integrations with a wrong URL");

        await integrations.LinkSynetonAsync(Stage.Sandbox.SynetonUrl, "klein");
        await IntegrationsPage.ExpectStateAsync(integrations.Syneton, "Sync actief");
        await integrations.LinkAdminPulseAsync("klein");
        await IntegrationsPage.ExpectStateAsync(integrations.AdminPulse, "Sync actief");
        await LookAsync(page, "integrations, linked");
        await IntegrationsPage.ClickAsync(integrations.AdminPulse, "Ontkoppelen");
        await LookAsync(page, "integrations, asked whether to unlink");
        await LookAtAsync(page, "/");
        await LookAtAsync(page, IntegrationsPage.Path + "/syneton");
        await page.GotoAsync(IntegrationsPage.Path);
        await integrations.AdminPulse.GetByRole(AriaRole.Link, new() { Name = "Opgehaalde klanten en geschiedenis" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Geschiedenis" })).ToBeVisibleAsync();
        await LookAsync(page, "connection");
        await page.GetByRole(AriaRole.Searchbox).FillAsync("zzzzzz");
        await integrations.ClickAsync("Zoeken");
        await Expect(page.GetByText("Geen klant gevonden")).ToBeVisibleAsync();
        await LookAsync(page, "connection, nothing found");
        await LookAtAsync(page, "/bestaat-niet");

        async Task LookAsync(IPage at, string name)
        {
            await at.WaitForLoadStateAsync();
            await lookAt(at, name);
        }

        async Task LookAtAsync(IPage at, string address)
        {
            await at.GotoAsync(address);
            await LookAsync(at, address);
        }
    }
}
