using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Accounton.BrowserTests.Importing;

/// <summary>From the back-office to the office's clients, as somebody clicks it together.</summary>
public sealed partial class FirstImportTests(Stage stage) : BrowserTest(stage)
{
    private int _clicks;

    [Fact]
    public async Task Import_fromTheFirstSignIn_takesAtMostTwelveClicks()
    {
        var office = await Stage.NewOfficeAsync();
        var page = await OpenAsync();
        var watch = Stopwatch.StartNew();
        await page.GotoAsync("/sign-in");
        await page.GetByLabel("E-mailadres").FillAsync(office.Admin);
        await page.GetByLabel("Wachtwoord", new() { Exact = true }).FillAsync(new Development.Demo.DemoAccounts().Password);
        await ClickAsync(page, AriaRole.Button, "Aanmelden");
        await ClickAsync(page, AriaRole.Link, "Integraties openen");
        await ClickAsync(page, AriaRole.Button, "Connecteer AdminPulse");
        await page.GetByLabel("Account").FillAsync("gemiddeld");
        await page.GetByLabel("Wachtwoord").FillAsync("sandbox");
        await ClickAsync(page, AriaRole.Button, "Aanmelden");
        await ClickAsync(page, AriaRole.Button, "Toestaan");
        await IntegrationsPage.ExpectStateAsync(new IntegrationsPage(page).AdminPulse, "Sync actief", 60_000);

        await ClickAsync(page, AriaRole.Link, "Klanten importeren");
        await ClickAsync(page, AriaRole.Button, "Volgende");
        await ClickAsync(page, AriaRole.Button, "Volgende");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Overzicht van de import" })).ToBeVisibleAsync(
            new() { Timeout = 60_000 });
        await ClickAsync(page, AriaRole.Link, "Volgende");
        await ClickAsync(page, AriaRole.Button, "Volgende");
        var announced = await page.GetByText(Announced()).TextContentAsync();
        await ClickAsync(page, AriaRole.Button, "Geselecteerde klanten toevoegen");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Resultaat van de import" })).ToBeVisibleAsync(
            new() { Timeout = 60_000 });
        await Expect(IntegrationsPage.Fact(page.Locator("main"), "Toegevoegd").First).ToHaveTextAsync(
            Announced().Match(announced!).Groups[1].Value);

        Assert.InRange(_clicks, 1, 12);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 60);
    }

    [Fact]
    public async Task Import_reviewedDecidedAndUndone_doesWhatItSays()
    {
        var office = await Stage.NewOfficeAsync();
        var page = await SignInAsync(office.Admin);
        var integrations = await IntegrationsPage.GoAsync(page);
        await integrations.LinkAdminPulseAsync("klein");
        await IntegrationsPage.ExpectStateAsync(integrations.AdminPulse, "Sync actief");
        await StartAsync(page);

        await GroupAsync(page, "Ongeldige klanten");
        var wrong = page.Locator(".compare").First;
        await wrong.GetByLabel("Rijksregisternummer").FillAsync("85.07.30-033.28");
        await wrong.GetByRole(AriaRole.Button, new() { Name = "Verbeteren" }).ClickAsync();
        await Expect(page.GetByText("Verbeterd. De klant staat nu in deze groep: Klanten enkel in import.")).ToBeVisibleAsync();
        await GroupAsync(page, "Klanten enkel in import");
        await page.Locator(".select-row").First.UncheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Selectie van deze pagina opslaan" }).ClickAsync();
        await ApplyAsync(page);
        var added = await IntegrationsPage.Fact(page.Locator("main"), "Toegevoegd").First.TextContentAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Import ongedaan maken" }).First.ClickAsync();
        await page.Locator("dialog").GetByRole(AriaRole.Button, new() { Name = "Import ongedaan maken" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Ongedaan gemaakt" })).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await Expect(IntegrationsPage.Fact(page.Locator("main"), "Hersteld").First).ToHaveTextAsync(added!);
    }

    private static async Task StartAsync(IPage page)
    {
        await page.GotoAsync("/imports/new/AdminPulse");
        await page.GetByRole(AriaRole.Button, new() { Name = "Volgende" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Overzicht van de import" })).ToBeVisibleAsync(
            new() { Timeout = 30_000 });
    }

    private static Task GroupAsync(IPage page, string group) =>
        page.Locator(".tabs").GetByRole(AriaRole.Link, new() { Name = group }).ClickAsync();

    private static async Task ApplyAsync(IPage page)
    {
        await page.Locator(".page-header").GetByRole(AriaRole.Link, new() { Name = "Volgende" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Volgende" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Geselecteerde klanten toevoegen" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Resultaat van de import" })).ToBeVisibleAsync(
            new() { Timeout = 30_000 });
    }

    private Task ClickAsync(IPage page, AriaRole role, string name)
    {
        _clicks++;
        return page.GetByRole(role, new() { Name = name }).First.ClickAsync();
    }

    [GeneratedRegex(@"^\s*([\d.]+) klanten worden toegevoegd\.\s*$")]
    private static partial Regex Announced();
}
