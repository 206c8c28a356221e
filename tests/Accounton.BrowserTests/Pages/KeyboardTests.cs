using System.Text.RegularExpressions;
using Accounton.Development.Demo;

namespace Accounton.BrowserTests.Pages;

/// <summary>Whole journeys without a mouse.</summary>
public sealed class KeyboardTests(Stage stage) : BrowserTest(stage)
{
    [Fact]
    public async Task SignIn_andSkipTheMenu_needsNoMouse()
    {
        var office = await Stage.NewOfficeAsync();
        var page = await OpenAsync();
        await page.GotoAsync("/sign-in");
        var keyboard = new Keyboard(page);

        await Expect(page.GetByLabel("E-mailadres")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(office.Admin);
        await keyboard.FillInAsync(page.GetByLabel("Wachtwoord", new() { Exact = true }), new DemoAccounts().Password);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync("/");

        await page.Keyboard.PressAsync("Tab");
        await Expect(keyboard.Link("Naar de inhoud")).ToBeFocusedAsync();
        await Expect(keyboard.Link("Naar de inhoud")).ToBeInViewportAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Main)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Tab");
        Assert.True(await page.EvaluateAsync<bool>("() => document.querySelector('main').contains(document.activeElement)"));
    }

    [Fact]
    public async Task LinkAndUnlink_bothVendors_needsNoMouse()
    {
        var office = await Stage.NewOfficeAsync();
        var page = await SignInAsync(office.Admin);
        var keyboard = new Keyboard(page);
        var integrations = new IntegrationsPage(page);
        await keyboard.UseAsync(
            page.GetByRole(AriaRole.Navigation, new() { Name = "Hoofdmenu" }).GetByRole(AriaRole.Link, new() { Name = "Integraties" }));

        await keyboard.FillInAsync(integrations.Syneton.GetByLabel("URL"), Stage.Sandbox.SynetonUrl);
        await keyboard.FillInAsync(integrations.Syneton.GetByLabel("API-sleutel"), "klein");
        await page.Keyboard.PressAsync("Enter");
        await IntegrationsPage.ExpectStateAsync(integrations.Syneton, "Sync actief");

        await keyboard.UseAsync(keyboard.Button("Connecteer AdminPulse"));
        await keyboard.FillInAsync(page.GetByLabel("Account"), "klein");
        await keyboard.FillInAsync(page.GetByLabel("Wachtwoord"), "sandbox");
        await page.Keyboard.PressAsync("Enter");
        await keyboard.UseAsync(keyboard.Button("Toestaan"));
        await IntegrationsPage.ExpectStateAsync(integrations.AdminPulse, "Sync actief");

        // Who thinks better of it is back where they were.
        var ask = integrations.AdminPulse.GetByRole(AriaRole.Button, new() { Name = "Ontkoppelen", Exact = true });
        var question = page.GetByRole(AriaRole.Dialog, new() { Name = "AdminPulse ontkoppelen?" });
        await keyboard.UseAsync(ask);
        await Expect(question.GetByRole(AriaRole.Button, new() { Name = "Annuleren" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(question).ToBeHiddenAsync();
        await Expect(ask).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("Enter");
        await keyboard.UseAsync(question.GetByRole(AriaRole.Button, new() { Name = "Ontkoppelen", Exact = true }));
        await Expect(page.GetByText("AdminPulse is ontkoppeld.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task SwitchOfficeAndLanguage_fromTheMenus_needsNoMouse()
    {
        var here = await Stage.NewOfficeAsync();
        var there = await Stage.NewOfficeAsync();
        var page = await SignInAsync(await Stage.NewAdminAsync(here, there));
        var keyboard = new Keyboard(page);
        await keyboard.UseAsync(page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = here.Name }));
        await Expect(page).ToHaveURLAsync("/");

        await keyboard.UseAsync(page.Locator("summary.topbar-office"));
        await keyboard.UseAsync(keyboard.Button(there.Name));
        await Expect(page.Locator("summary", new() { HasTextString = there.Name })).ToBeVisibleAsync();

        await keyboard.UseAsync(page.Locator("summary.topbar-user"));
        await keyboard.UseAsync(keyboard.Button("Français"));
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "fr");

        await keyboard.GoToAsync(page.Locator("summary.topbar-user"));
        await page.Keyboard.PressAsync("Enter");
        await Expect(keyboard.Button("Français")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(keyboard.Button("Français")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task GiveAnOpinion_ofAnArticle_needsNoMouse()
    {
        var office = await Stage.NewOfficeAsync();
        var page = await SignInAsync(office.Accountant);
        var keyboard = new Keyboard(page);
        await keyboard.UseAsync(page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "Hulp", Exact = true }));
        await Expect(page).ToHaveURLAsync(new Regex("/help/startpagina$"));

        await keyboard.UseAsync(keyboard.Button("Nee"));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Dat spijt ons" })).ToBeFocusedAsync();
        await keyboard.UseAsync(page.GetByLabel("Er ontbreekt iets"), "Space");
        await keyboard.FillInAsync(page.GetByLabel("Wat kan er beter?"), "Een voorbeeld.");
        await keyboard.UseAsync(keyboard.Button("Versturen"));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Uw antwoord is verstuurd" })).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Menu_onAPhone_opensAndClosesWithKeys()
    {
        var office = await Stage.NewOfficeAsync();
        var page = await SignInAsync(office.Admin, new() { ViewportSize = new() { Width = 390, Height = 844 } });
        var keyboard = new Keyboard(page);
        var menu = page.Locator(".topbar > .menu-button");
        var link = page.GetByRole(AriaRole.Navigation, new() { Name = "Hoofdmenu" }).GetByRole(
            AriaRole.Link, new() { Name = "Integraties" });

        await keyboard.UseAsync(menu);
        await Expect(link).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(link).ToBeHiddenAsync();
        await Expect(menu).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("Enter");
        await keyboard.UseAsync(link);
        await Expect(page).ToHaveURLAsync(IntegrationsPage.Path);
    }
}
