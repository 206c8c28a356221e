using Accounton.Development.Demo;
using Accounton.Features.Clients;
using Accounton.Features.OneTimeLinks;
using Accounton.Features.Questionnaires;
using Accounton.Features.Questionnaires.Answering;
using Accounton.Features.Questionnaires.Definitions;

namespace Accounton.BrowserTests.Questionnaires;

/// <summary>What a client has answered arrives, whatever happens to the tab, the session, or the page's words.</summary>
public sealed class NothingLostTests(Stage stage) : BrowserTest(stage)
{
    private static readonly BrowserNewContextOptions Phone = new()
    {
        ViewportSize = new() { Width = 390, Height = 844 }, HasTouch = true, IsMobile = true,
    };

    private static readonly string Time = "Wanneer bellen we u het best?";

    [Fact]
    public async Task Answer_inATabThatWasClosedWithoutAConnection_arrivesFromWhateverPageIsOpenedNext()
    {
        var (page, home) = await AtHouseholdAsync("closed-tab");
        await page.Context.RouteAsync("**/answers", route => route.AbortAsync("internetdisconnected"));
        await page.GetByLabel(Time).FillAsync("na zes uur");
        await page.GetByLabel(Time).BlurAsync();
        await Expect(page.Locator(".save-state")).ToHaveTextAsync("Wachten op verbinding");
        await page.CloseAsync();
        await page.Context.UnrouteAsync("**/answers");

        var next = await page.Context.NewPageAsync();
        await next.GotoAsync($"{home}/summary");

        await Expect(next.GetByText("na zes uur")).ToBeVisibleAsync();
        Assert.Equal(0, await next.EvaluateAsync<int>("() => localStorage.length"));
    }

    [Fact]
    public async Task Answers_ofTwoTabs_doNotTakeTheirPlaceFromEachOther()
    {
        var (first, home) = await AtHouseholdAsync("two-tabs");
        var second = await first.Context.NewPageAsync();
        await second.GotoAsync($"{home}/s/Household");
        await first.Context.RouteAsync("**/answers", route => route.AbortAsync("internetdisconnected"));
        await first.GetByLabel(Time).FillAsync("eerste tabblad");
        await first.GetByLabel(Time).BlurAsync();
        await second.Locator("#q-LivedInBelgium").GetByText("Nee", new() { Exact = true }).ClickAsync();
        await Expect(second.Locator(".save-state")).ToHaveTextAsync("Wachten op verbinding");
        Assert.Equal(2, await first.EvaluateAsync<int>("() => localStorage.length"));
        await first.CloseAsync();
        await second.CloseAsync();
        await first.Context.UnrouteAsync("**/answers");

        var next = await first.Context.NewPageAsync();
        await next.GotoAsync($"{home}/s/Household");

        await Expect(next.Locator(".save-state")).ToContainTextAsync("Opgeslagen om");
        await next.ReloadAsync();
        await Expect(next.GetByLabel(Time)).ToHaveValueAsync("eerste tabblad");
        await Expect(next.Locator("#q-LivedInBelgium").GetByLabel("Nee", new() { Exact = true })).ToBeCheckedAsync();
    }

    /// <summary>It cannot be written, and is not thrown away either where nobody sees that.</summary>
    [Fact]
    public async Task WrongAnswer_sentFromAnotherSection_waitsUntilItIsSeenInItsOwn()
    {
        var (page, home) = await AtHouseholdAsync("wrong-elsewhere");
        await page.Context.RouteAsync("**/answers", route => route.AbortAsync("internetdisconnected"));
        await page.Locator("#q-RefundIban-field").FillAsync("BE00");
        await page.Locator("#q-RefundIban-field").BlurAsync();
        await Expect(page.Locator(".save-state")).ToHaveTextAsync("Wachten op verbinding");
        await page.CloseAsync();
        await page.Context.UnrouteAsync("**/answers");

        var next = await page.Context.NewPageAsync();
        await next.GotoAsync($"{home}/s/Dependants");
        await Expect(next.Locator(".save-state a")).ToBeVisibleAsync();
        await next.Locator(".section-ways .btn-primary").ClickAsync();
        await Expect(next).Not.ToHaveURLAsync(new System.Text.RegularExpressions.Regex("Dependants"));
        await next.Locator(".save-state a").ClickAsync();

        await Expect(next.Locator("#q-RefundIban .field-error")).ToBeVisibleAsync();
        await Expect(next.Locator("#q-RefundIban-field")).ToHaveValueAsync("BE00");
    }

    [Fact]
    public async Task Answer_afterTheSessionEnded_arrivesAfterTheCode()
    {
        var (page, home) = await AtHouseholdAsync("ended-session");
        Expecting(401, "/answers");
        await page.Context.ClearCookiesAsync();
        await page.GetByLabel(Time).FillAsync("na de code");
        await page.GetByLabel(Time).BlurAsync();
        await page.Locator(".save-state a").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Code aanvragen" }).ClickAsync();
        await page.GetByLabel("Code").FillAsync(await CodeAsync("ended-session@voorbeeld.test"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Verdergaan" }).ClickAsync();

        await Expect(page.Locator(".save-state")).ToContainTextAsync("Opgeslagen om");
        await page.ReloadAsync();
        await Expect(page.GetByLabel(Time)).ToHaveValueAsync("na de code");
        Assert.EndsWith($"{home}/s/Household", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_thatTheOfficeFillsInAfterItsSessionEnded_arrivesAfterSigningIn()
    {
        var office = await Stage.NewOfficeAsync();
        var (_, assignment) = await AddQuestionnaireAsync(office, "signed-out");
        var page = await SignInAsync(office.Accountant);
        await page.GotoAsync($"/questionnaires/{assignment}/fill/s/Household");
        Expecting(401, "/answers");
        await page.Context.ClearCookiesAsync(new() { Name = "accounton" });
        await page.GetByLabel(Time).FillAsync("door het kantoor");
        await page.GetByLabel(Time).BlurAsync();
        await page.Locator(".save-state a").ClickAsync();
        await page.GetByLabel("E-mailadres").FillAsync(office.Accountant);
        await page.GetByLabel("Wachtwoord", new() { Exact = true }).FillAsync(new DemoAccounts().Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Aanmelden" }).ClickAsync();

        await Expect(page.Locator(".save-state")).ToContainTextAsync("Opgeslagen om");
        await page.ReloadAsync();
        await Expect(page.GetByLabel(Time)).ToHaveValueAsync("door het kantoor");
    }

    /// <summary>
    /// As a browser's translation does: each text in an element of its own, the language of the page
    /// another one, and all of it again after each change.
    /// </summary>
    [Fact]
    public async Task Answers_underABrowsersTranslation_areSavedAndBringWhatTheyBring()
    {
        var (page, _) = await AtHouseholdAsync("translated");
        await page.EvaluateAsync("""
            () => {
              const translate = root => {
                const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
                const texts = [];
                while (walker.nextNode())
                  if (walker.currentNode.nodeValue.trim() &&
                      !walker.currentNode.parentElement.closest("font, script, style, textarea")) texts.push(walker.currentNode);
                for (const text of texts) {
                  const font = document.createElement("font");
                  text.replaceWith(font);
                  font.textContent = "T " + text.nodeValue;
                }
              };
              document.documentElement.lang = "de";
              document.documentElement.classList.add("translated-ltr");
              translate(document.body);
              new MutationObserver(changes => changes.forEach(change => change.addedNodes.forEach(node => {
                if (node.nodeType === 1 && node.localName !== "font") translate(node); })))
                .observe(document.body, { childList: true, subtree: true });
            }
            """);

        await page.Locator("#q-BestTime-field").FillAsync("vertaald");
        await page.Locator("#q-BestTime-field").BlurAsync();
        await Expect(page.Locator(".save-state")).ToContainTextAsync("Opgeslagen om");
        await page.Locator("#q-LivedInBelgium [type=radio][value=no]").CheckAsync(new() { Force = true });
        await Expect(page.Locator("#q-LivedAbroad")).ToBeVisibleAsync();
        await page.Locator(".section-ways .btn-primary").ClickAsync();
        await Expect(page).Not.ToHaveURLAsync(new System.Text.RegularExpressions.Regex("Household"));
        await page.GoBackAsync();

        await Expect(page.Locator("#q-BestTime-field")).ToHaveValueAsync("vertaald");
        await Expect(page.Locator("#q-LivedInBelgium [type=radio][value=no]")).ToBeCheckedAsync();
    }

    /// <summary>
    /// The page is sent while an answer is still on its way, and a newer one was typed since: the client
    /// does not meet themselves.
    /// </summary>
    [Fact]
    public async Task Page_sentWhileAnAnswerIsOnItsWay_isNoConflictWithIt()
    {
        var (page, home) = await AtHouseholdAsync("on-its-way");
        var arrived = new TaskCompletionSource();
        await page.RouteAsync("**/answers", async route =>
        {
            await arrived.Task;
            await route.ContinueAsync();
        });
        await page.GetByLabel(Time).FillAsync("na zes");
        await page.GetByLabel(Time).BlurAsync();
        await Expect(page.Locator(".save-state")).ToHaveTextAsync("Opslaan…");
        await page.GetByLabel(Time).FillAsync("na zes uur");
        await page.Locator(".section-ways .btn-primary").ClickAsync();
        arrived.SetResult();

        await Expect(page).Not.ToHaveURLAsync(new System.Text.RegularExpressions.Regex("Household"));
        await page.GotoAsync($"{home}/s/Household");
        await Expect(page.GetByLabel(Time)).ToHaveValueAsync("na zes uur");
        await Expect(page.Locator(".question-conflict")).ToHaveCountAsync(0);
    }

    private async Task<(IPage Page, string Home)> AtHouseholdAsync(string link)
    {
        var (respondent, _) = await AddQuestionnaireAsync(await Stage.NewOfficeAsync(), link);
        var page = await OpenAsync(Phone);
        await page.GotoAsync($"/q/{link}");
        await page.Locator("main button").First.ClickAsync();
        await page.WaitForURLAsync($"**/q/r/{respondent}");
        await page.GotoAsync($"/q/r/{respondent}/s/Household");
        return (page, $"/q/r/{respondent}");
    }

    private async Task<(Guid Respondent, Guid Assignment)> AddQuestionnaireAsync(TestOffice office, string link)
    {
        var respondent = Guid.Empty;
        var assignment = Guid.Empty;
        await Stage.AddAsync(office, db =>
        {
            var client = new Client
            {
                OfficeId = office.Id, FirstName = "Niets", LastName = "Verloren", Email = $"{link}@voorbeeld.test", Language = "nl",
            };
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
                TokenHash = OneTimeToken.HashOf(link),
                ExpiresAt = DateTimeOffset.UtcNow.AddDays(1),
            });
        });
        return (respondent, assignment);
    }

    private async Task<string> CodeAsync(string email) =>
        System.Text.RegularExpressions.Regex.Match(await Stage.MailAsync(email), @"(?m)^\s*(\d{6})\s*$").Groups[1].Value;
}
