using System.Text.RegularExpressions;
using Accounton.Features.Clients;

namespace Accounton.BrowserTests.Questionnaires;

/// <summary>A client's whole way on a phone: from the mail to the last page.</summary>
public sealed partial class AnsweringTests(Stage stage) : BrowserTest(stage)
{
    private static BrowserNewContextOptions Phone =>
        new() { ViewportSize = new() { Width = 390, Height = 844 }, HasTouch = true, IsMobile = true };

    [Fact]
    public async Task Client_onAPhone_goesFromTheMailToHandingInAndLosesNothingOffline()
    {
        var office = await Stage.NewOfficeAsync();
        const string email = "telefoon@voorbeeld.test";
        await AddClientAsync(office, email);
        await SendAsync(office);
        var page = await OpenAsync(Phone);

        await page.GotoAsync(await Stage.LinkAsync(email, "/q/"));
        await Expect(page.GetByText(office.Name).First).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Mijn vragenlijst openen" }).TapAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "U en uw gezin" }).TapAsync();

        await page.GetByLabel("Wanneer bellen we u het best?").FillAsync("na zes uur");
        await page.GetByLabel("Wanneer bellen we u het best?").BlurAsync();
        await Expect(page.Locator(".save-state")).ToContainTextAsync("Opgeslagen om");

        await page.Context.SetOfflineAsync(true);
        await page.Locator("#q-LivedInBelgium").GetByText("Nee").TapAsync();
        await Expect(page.Locator(".save-state")).ToHaveTextAsync("Wachten op verbinding");
        await Expect(page.Locator("#q-LivedAbroad")).ToHaveCountAsync(0);
        await page.Context.SetOfflineAsync(false);
        await Expect(page.Locator("#q-LivedAbroad")).ToBeVisibleAsync();
        await Expect(page.Locator(".save-state")).ToContainTextAsync("Opgeslagen om");
        await page.ReloadAsync();
        await Expect(page.GetByLabel("Wanneer bellen we u het best?")).ToHaveValueAsync("na zes uur");
        await Expect(page.Locator("#q-LivedInBelgium").GetByLabel("Nee")).ToBeCheckedAsync();

        while (!page.Url.EndsWith("/summary", StringComparison.Ordinal))
        {
            var before = page.Url;
            await page.Locator(".section-ways .btn-primary").TapAsync();
            await Expect(page).Not.ToHaveURLAsync(before);
        }

        await page.GotoAsync(HomeOf(page.Url) + "/check");
        while (await page.Locator("form[action*='/declare/']:not(:has([aria-pressed=true])) button").CountAsync() > 0)
        {
            var open = page.Locator("form[action*='/declare/']:not(:has([aria-pressed=true]))").First;
            var action = await open.GetAttributeAsync("action");
            await open.GetByRole(AriaRole.Button).Last.TapAsync();
            await Expect(page.Locator($"form[action='{action}']:has([aria-pressed=true])")).ToHaveCountAsync(1);
        }

        await page.Locator(".section-ways .btn-primary").TapAsync();
        await page.GetByLabel("Ik bevestig dat deze antwoorden juist en volledig zijn.").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { NameRegex = Submit() }).TapAsync();
        await Expect(page.GetByText("De vragenlijst is ingediend. Bedankt!")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Mijn antwoorden bekijken" }).TapAsync();

        await Expect(page.GetByText("na zes uur")).ToBeVisibleAsync();
        Assert.False(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > document.documentElement.clientWidth"));
        Assert.Equal(0, await page.EvaluateAsync<int>("() => localStorage.length"));
    }

    private async Task AddClientAsync(TestOffice office, string email) => await Stage.AddAsync(office, db =>
    {
        var client = new Client
        {
            OfficeId = office.Id, FirstName = "Tine", LastName = "Telefoon", Email = email, Language =
            "nl", City = "Gent", PostalCode = "9000", Street = "Kerkstraat", HouseNumber = "1", Country = "BE"
        };
        client.SetKeys();
        db.Clients.Add(client);
    });

    /// <summary>As somebody of the office does it: given to the client, and sent.</summary>
    private async Task SendAsync(TestOffice office)
    {
        var page = await SignInAsync(office.Admin);
        await page.GotoAsync("/clients");
        await page.GetByRole(AriaRole.Link, new() { Name = "Telefoon" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Vragenlijst toekennen" }).ClickAsync();
        await Expect(page.GetByText("Er is nog niets verstuurd.")).ToBeVisibleAsync();
        await page.GotoAsync("/questionnaires");
        await page.Locator(".select-row").First.CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Versturen", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Versturen", Exact = true }).ClickAsync();
        await Expect(page.GetByText("1 vragenlijst is verstuurd.")).ToBeVisibleAsync();
    }

    private static string HomeOf(string url) => Home().Match(url).Value;

    [GeneratedRegex("^.*/q/r/[0-9a-f-]{36}")]
    private static partial Regex Home();

    [GeneratedRegex("indienen", RegexOptions.IgnoreCase)]
    private static partial Regex Submit();
}
