using System.Text.RegularExpressions;
using Accounton.Tests.Running;

namespace Accounton.BrowserTests.People;

/// <summary>An office begins, is suspended and goes on.</summary>
public sealed class OperatorTests(Stage stage) : BrowserTest(stage)
{
    [Fact]
    public async Task Office_createdSuspendedAndResumed_isToldToItsAdmin()
    {
        var name = $"Kantoor {Guid.NewGuid():N}";
        var email = $"admin@{Guid.NewGuid():N}.test";
        var @operator = await SignInAsync(App.Operator);
        await @operator.GetByRole(AriaRole.Link, new() { Name = "Kantoor aanmaken" }).ClickAsync();
        await @operator.GetByLabel("Kantoor", new() { Exact = true }).FillAsync(name);
        await @operator.GetByLabel("E-mailadres van de eerste Admin").FillAsync(email);
        await @operator.GetByRole(AriaRole.Button, new() { Name = "Kantoor aanmaken en Admin uitnodigen" }).ClickAsync();
        await Expect(@operator.GetByRole(AriaRole.Heading, new() { Name = name, Level = 1 })).ToBeVisibleAsync();

        var admin = await OpenAsync();
        await admin.GotoAsync(await Stage.LinkAsync(email, "/invitation"));
        await admin.GetByLabel("Naam").FillAsync("Nele Nieuw");
        await admin.GetByLabel("Nieuw wachtwoord").FillAsync("een lange zin");
        await admin.GetByRole(AriaRole.Button, new() { Name = "Uitnodiging aanvaarden" }).ClickAsync();
        await Expect(admin.Locator(".topbar-office")).ToHaveTextAsync(name);

        await @operator.GetByRole(AriaRole.Button, new() { Name = "Toegang blokkeren" }).First.ClickAsync();
        await @operator.Locator("dialog:popover-open").GetByRole(AriaRole.Button, new() { Name = "Toegang blokkeren" }).ClickAsync();
        await Expect(@operator.GetByRole(AriaRole.Button, new() { Name = "Toegang herstellen" })).ToBeVisibleAsync();
        await admin.GetByRole(AriaRole.Link, new() { Name = "Medewerkers" }).ClickAsync();
        await admin.GetByLabel("E-mailadres").FillAsync(email);
        await admin.GetByLabel("Wachtwoord").FillAsync("een lange zin");
        await admin.GetByRole(AriaRole.Button, new() { Name = "Aanmelden" }).ClickAsync();
        await Expect(admin).ToHaveURLAsync(new Regex("/offices/suspended$"));
        await Expect(admin.GetByText(name)).ToBeVisibleAsync();

        await @operator.GetByRole(AriaRole.Button, new() { Name = "Toegang herstellen" }).ClickAsync();
        await Expect(@operator.GetByText("Het kantoor heeft opnieuw toegang.")).ToBeVisibleAsync();
        await admin.GotoAsync("/settings/members");
        await Expect(admin.Locator(".topbar-office")).ToHaveTextAsync(name);
    }
}
