namespace Accounton.BrowserTests.Clients;

public sealed class ClientsTests(Stage stage) : BrowserTest(stage)
{
    [Fact]
    public async Task Client_addedByHand_isFoundCorrectedAndGivenItsQuestionnaire()
    {
        var office = await Stage.NewOfficeAsync();
        var page = await SignInAsync(office.Accountant);
        await page.GetByRole(AriaRole.Link, new() { Name = "Klanten", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Klant toevoegen" }).ClickAsync();
        await page.GetByLabel("Voornaam").FillAsync("Jan");
        await page.GetByLabel("Familienaam", new() { Exact = true }).FillAsync("Peeters");
        await page.GetByLabel("E-mailadres").FillAsync("jan@voorbeeld.be");
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Taal" }).SelectOptionAsync("fr");
        await page.GetByLabel("Rijksregisternummer (niet verplicht)", new() { Exact = true }).FillAsync("85.07.30-033.28");
        await page.GetByRole(AriaRole.Button, new() { Name = "Klant toevoegen" }).ClickAsync();
        await Expect(page.GetByText("De klant is toegevoegd.")).ToBeVisibleAsync();
        await Expect(page.GetByText("85.07.30-•••.••")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Klanten", Exact = true }).First.ClickAsync();
        await page.GetByLabel("Zoeken").FillAsync("85.07.30-033.28");
        await page.GetByRole(AriaRole.Button, new() { Name = "Filteren" }).ClickAsync();
        Assert.DoesNotContain("033", page.Url, StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Checkbox).Nth(1).CheckAsync();
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "1" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Vragenlijst toekennen" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Vragenlijst toekennen" }).First.ClickAsync();
        await Expect(page.GetByText("Er is nog niets verstuurd.")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Vragenlijsten" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Peeters Jan" }).ClickAsync();
        await Expect(page.GetByText("Wat is uw familienaam?")).ToBeVisibleAsync();
        await Expect(page.Locator(".review-answers").GetByText("jan@voorbeeld.be")).ToBeVisibleAsync();
    }
}
