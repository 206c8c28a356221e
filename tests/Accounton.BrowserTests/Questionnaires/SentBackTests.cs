using System.Text.RegularExpressions;
using Accounton.Features.Clients;
using Accounton.Features.OneTimeLinks;
using Accounton.Features.Questionnaires;
using Accounton.Features.Questionnaires.Answering;
using Accounton.Features.Questionnaires.Definitions;

namespace Accounton.BrowserTests.Questionnaires;

/// <summary>The whole way: a phone, the desk, the network gone, handed in, sent back, handed in again.</summary>
public sealed partial class SentBackTests(Stage stage) : BrowserTest(stage)
{
    private const string Email = "heen-en-weer@voorbeeld.test";

    private static readonly BrowserNewContextOptions Phone = new()
    {
        ViewportSize = new() { Width = 390, Height = 844 }, HasTouch = true, IsMobile = true,
    };

    [Fact]
    public async Task Questionnaire_fromThePhoneToTheDeskAndBackFromTheOffice_isHandedInTwice()
    {
        var office = await Stage.NewOfficeAsync();
        Guid respondent = default, assignment = default;
        await Stage.AddAsync(office, db =>
        {
            var client = new Client { OfficeId = office.Id, FirstName = "Heen", LastName = "Weer", Email = Email, Language = "nl" };
            client.SetKeys();
            db.Clients.Add(client);
            var template = db.Templates.Add(
                new Template { OfficeId = office.Id, Kind = StandardDefinitions.PersonalIncomeTax, IncomeYear = 2026 }).Entity;
            assignment = db.Assignments.Add(new Assignment
            {
                OfficeId = office.Id, TemplateId = template.Id, ClientId = client.Id, State = AssignmentState.Sent,
            }).Entity.Id;
            respondent = db.Respondents.Add(
                new Respondent { OfficeId = office.Id, AssignmentId = assignment, Person = Person.Main, Language = "nl" }).Entity.Id;
            db.RespondentLinks.Add(new RespondentLink
            {
                OfficeId = office.Id,
                RespondentId = respondent,
                TokenHash = OneTimeToken.HashOf("heen-en-weer"),
                ExpiresAt = DateTimeOffset.UtcNow.AddDays(1),
            });
        });
        var home = $"/q/r/{respondent}";
        var phone = await OpenAsync(Phone);
        await phone.GotoAsync("/q/heen-en-weer");
        await phone.Locator("main button").First.TapAsync();
        await phone.WaitForURLAsync("**" + home);
        await phone.GotoAsync($"{home}/s/Household");
        await phone.Locator("#q-BestTime-field").FillAsync("ochtend");
        await phone.Locator("#q-BestTime-field").BlurAsync();
        await Expect(phone.Locator(".save-state")).ToContainTextAsync("Opgeslagen om");

        var desk = await OpenAsync();
        await desk.GotoAsync(home);
        await desk.GetByRole(AriaRole.Button, new() { Name = "Code aanvragen" }).ClickAsync();
        await desk.GetByLabel("Code").FillAsync(Code().Match(await Stage.MailAsync(Email)).Groups[1].Value);
        await desk.GetByRole(AriaRole.Button, new() { Name = "Verdergaan" }).ClickAsync();
        await desk.WaitForURLAsync("**" + home);
        await desk.GotoAsync($"{home}/s/Household");
        await Expect(desk.Locator("#q-BestTime-field")).ToHaveValueAsync("ochtend");
        await desk.Context.SetOfflineAsync(true);
        await desk.Locator("#q-BestTime-field").FillAsync("avond");
        await desk.Locator("#q-BestTime-field").BlurAsync();
        await Expect(desk.Locator(".save-state")).ToHaveTextAsync("Wachten op verbinding");
        await desk.Context.SetOfflineAsync(false);
        await Expect(desk.Locator(".save-state")).ToContainTextAsync("Opgeslagen om");
        await desk.Locator("#q-BestTime .question-message button").ClickAsync();
        await desk.GetByLabel("Uw bericht").FillAsync("Liefst na zes uur.");
        await desk.GetByRole(AriaRole.Button, new() { Name = "Versturen", Exact = true }).ClickAsync();
        await Expect(desk.GetByText("Uw bericht is verstuurd.")).ToBeVisibleAsync();

        await desk.GotoAsync($"{home}/check");
        const string open = "form[action*='/declare/']:not(:has([aria-pressed=true]))";
        while (await desk.Locator(open).CountAsync() is > 0 and var left)
        {
            await desk.Locator(open).First.GetByRole(AriaRole.Button).Last.ClickAsync();
            await Expect(desk.Locator(open)).ToHaveCountAsync(left - 1);
        }

        await HandInAsync(desk, home);

        var accountant = await SignInAsync(office.Admin);
        await accountant.GotoAsync($"/questionnaires/{assignment}/messages/BestTime");
        await Expect(accountant.GetByText("Liefst na zes uur.")).ToBeVisibleAsync();
        await accountant.GotoAsync($"/questionnaires/{assignment}/send-back");
        await accountant.GetByLabel("Reden voor de klant").FillAsync("Welk uur precies?");
        await accountant.Locator("input[value=BestTime]").CheckAsync();
        await accountant.GetByRole(AriaRole.Button, new() { Name = "Terugsturen" }).ClickAsync();
        await Expect(accountant.GetByText("De vragenlijst is teruggestuurd.")).ToBeVisibleAsync();

        await phone.GotoAsync(home);
        await Expect(phone.GetByText("Welk uur precies?")).ToBeVisibleAsync();
        await phone.GetByRole(AriaRole.Link, new() { Name = "Nakijken", Exact = true }).TapAsync();
        await Expect(phone.Locator(".question-block")).ToHaveCountAsync(1);
        await phone.Locator("#q-BestTime-field").FillAsync("18.30 uur");
        await phone.Locator(".section-ways .btn-primary").TapAsync();
        await Expect(phone).ToHaveURLAsync(new Regex("/summary$"));
        await HandInAsync(phone, home);
        await phone.GotoAsync($"{home}/copy");

        await Expect(phone.GetByText("18.30 uur")).ToBeVisibleAsync();
    }

    private static async Task HandInAsync(IPage page, string home)
    {
        await page.GotoAsync($"{home}/summary");
        await page.GetByLabel("Ik bevestig dat deze antwoorden juist en volledig zijn.").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { NameRegex = Submit() }).ClickAsync();
        await Expect(page.GetByText("De vragenlijst is ingediend.")).ToBeVisibleAsync();
    }

    [GeneratedRegex(@"(?m)^\s*(\d{6})\s*$")]
    private static partial Regex Code();

    [GeneratedRegex("indienen", RegexOptions.IgnoreCase)]
    private static partial Regex Submit();
}
