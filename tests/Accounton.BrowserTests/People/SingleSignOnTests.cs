using Accounton.Development.Demo;

namespace Accounton.BrowserTests.People;

/// <summary>Signing in at the sandbox's issuer, and back.</summary>
public sealed class SingleSignOnTests(Stage stage) : BrowserTest(stage)
{
    [Fact]
    public async Task UserWithAPassword_linksOnceAndThenComesStraightIn()
    {
        var office = await Stage.NewOfficeAsync();
        var page = await GoAsync(office.Admin);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Testhuis koppelen aan uw account" })).ToBeVisibleAsync();
        await page.GetByLabel("Wachtwoord").FillAsync(new DemoAccounts().Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Koppelen en aanmelden" }).ClickAsync();
        await Expect(page.Locator(".topbar-office")).ToHaveTextAsync(office.Name);

        var again = await GoAsync(office.Admin);
        await Expect(again.Locator(".topbar-office")).ToHaveTextAsync(office.Name);
    }

    [Fact]
    public async Task Stranger_isToldToAskForAnInvitation()
    {
        var page = await GoAsync("vreemd@elders.test");

        await Expect(page.GetByText("met dat adres is er in Accounton geen account en geen uitnodiging")).ToBeVisibleAsync();
    }

    private async Task<IPage> GoAsync(string email)
    {
        var page = await OpenAsync();
        await page.GotoAsync("/sign-in");
        await page.GetByRole(AriaRole.Link, new() { Name = "Aanmelden met Testhuis" }).ClickAsync();
        await page.GetByLabel("E-mailadres").FillAsync(email);
        await page.GetByLabel("Wachtwoord").FillAsync("sandbox");
        await page.GetByRole(AriaRole.Button, new() { Name = "Aanmelden" }).ClickAsync();
        return page;
    }
}
