namespace Accounton.BrowserTests.People;

/// <summary>People come, forget their password and go.</summary>
public sealed class PeopleTests(Stage stage) : BrowserTest(stage)
{
    private const string Password = "een lange zin";

    [Fact]
    public async Task Invitation_acceptedThenRemovedWhileSignedIn_isOutWithTheNextClick()
    {
        var office = await Stage.NewOfficeAsync();
        var email = $"nina.{office.Admin}";
        var admin = await SignInAsync(office.Admin);
        await admin.GotoAsync("/settings/members");
        await admin.GetByLabel("E-mailadres").FillAsync(email);
        await admin.GetByRole(AriaRole.Button, new() { Name = "Uitnodiging versturen" }).ClickAsync();
        await Expect(admin.GetByText($"De uitnodiging is naar {email} verstuurd.")).ToBeVisibleAsync();

        var nina = await OpenAsync();
        await nina.GotoAsync(await Stage.LinkAsync(email, "/invitation"));
        await nina.GetByLabel("Naam").FillAsync("Nina Nieuw");
        await nina.GetByLabel("Nieuw wachtwoord").FillAsync(Password);
        await nina.GetByRole(AriaRole.Button, new() { Name = "Uitnodiging aanvaarden" }).ClickAsync();
        await Expect(nina.GetByText($"Welkom! U werkt nu voor {office.Name}.")).ToBeVisibleAsync();

        await admin.ReloadAsync();
        var row = admin.GetByRole(AriaRole.Row).Filter(new() { HasText = "Nina Nieuw" });
        await row.GetByRole(AriaRole.Button, new() { Name = "Verwijderen" }).First.ClickAsync();
        await admin.Locator("dialog:popover-open").GetByRole(AriaRole.Button, new() { Name = "Verwijderen" }).ClickAsync();
        await Expect(admin.GetByText("Deze persoon heeft geen toegang meer tot uw kantoor.")).ToBeVisibleAsync();

        await nina.GetByRole(AriaRole.Link, new() { Name = "Integraties" }).ClickAsync();
        await nina.GetByLabel("E-mailadres").FillAsync(email);
        await nina.GetByLabel("Wachtwoord").FillAsync(Password);
        await nina.GetByRole(AriaRole.Button, new() { Name = "Aanmelden" }).ClickAsync();
        await Expect(nina.GetByText("U werkt nog voor geen enkel kantoor.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Password_forgotten_isChosenAnewByTheMailedLink()
    {
        var office = await Stage.NewOfficeAsync();
        var page = await OpenAsync();
        await page.GotoAsync("/sign-in");
        await page.GetByRole(AriaRole.Link, new() { Name = "Wachtwoord vergeten?" }).ClickAsync();
        await page.GetByLabel("E-mailadres").FillAsync(office.Accountant);
        await page.GetByRole(AriaRole.Button, new() { Name = "Link aanvragen" }).ClickAsync();
        await Expect(page.GetByText("Kijk in uw mailbox")).ToBeVisibleAsync();

        await page.GotoAsync(await Stage.LinkAsync(office.Accountant, "/password/new"));
        await page.GetByLabel("Nieuw wachtwoord").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Wachtwoord opslaan" }).ClickAsync();
        await Expect(page.GetByText("Uw wachtwoord is gewijzigd.")).ToBeVisibleAsync();
        await page.GetByLabel("E-mailadres").FillAsync(office.Accountant);
        await page.GetByLabel("Wachtwoord", new() { Exact = true }).FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Aanmelden" }).ClickAsync();

        await Expect(page.Locator(".topbar-office")).ToHaveTextAsync(office.Name);
    }
}
