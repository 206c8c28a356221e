using Accounton.Features.Clients;
using Accounton.Features.OneTimeLinks;
using Accounton.Features.Questionnaires;
using Accounton.Features.Questionnaires.Answering;
using Accounton.Features.Questionnaires.Definitions;

namespace Accounton.BrowserTests.Questionnaires;

/// <summary>A client about whom nothing is known answers everything, section by section, on a phone.</summary>
public sealed class WholeQuestionnaireTests(Stage stage) : BrowserTest(stage)
{
    private const string Link = "whole-questionnaire";

    private static readonly BrowserNewContextOptions Phone = new()
    {
        ViewportSize = new() { Width = 390, Height = 844 }, HasTouch = true, IsMobile = true,
    };

    private static readonly Definition Asked = StandardDefinitions.Find(StandardDefinitions.PersonalIncomeTax, 2026)!;

    /// <summary>Where this client's answer is another one than the sample: each brings questions, or things that repeat.</summary>
    private static readonly Dictionary<string, string> Answers = new()
    {
        ["Disability"] = "yes",
        ["HasChildren"] = "yes",
        ["OwnsProperty"] = "yes",
        ["ForeignAccounts"] = "yes",
        ["IncomeKinds"] = Asked.Find("IncomeKinds")!.Options[0].Key,
    };

    [Fact]
    public async Task NewClient_onAPhone_fillsInTheWholeStandardQuestionnaireAndHandsItIn()
    {
        var home = await AddAsync(await Stage.NewOfficeAsync());
        var page = await OpenAsync(Phone);
        await page.GotoAsync($"/q/{Link}");
        await page.Locator("main button").First.TapAsync();
        await page.WaitForURLAsync("**" + home);
        await page.Locator(".sections a").First.TapAsync();
        await page.WaitForURLAsync("**/s/*");

        var sections = 0;
        var answers = 0;
        while (!page.Url.EndsWith("/summary", StringComparison.Ordinal))
        {
            sections++;
            answers += await FillInAsync(page);
            var isTooWide = await page.EvaluateAsync<bool>(
                "() => document.documentElement.scrollWidth > document.documentElement.clientWidth");
            Assert.False(isTooWide, page.Url);
            var before = page.Url;
            await page.Locator(".section-ways .btn-primary").TapAsync();
            await Expect(page).Not.ToHaveURLAsync(before);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"Figure: {answers} answers in {sections} sections");
        await page.GetByLabel("Ik bevestig dat deze antwoorden juist en volledig zijn.").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Indienen", Exact = true }).TapAsync();
        await Expect(page.GetByText("De vragenlijst is ingediend.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Mijn antwoorden bekijken" }).TapAsync();
        await Expect(page.GetByText(Asked.Find("ChildName")!.Text.Nl)).ToBeVisibleAsync();
    }

    /// <summary>Answers what a section asks, and what that brings, until nothing new comes.</summary>
    private static async Task<int> FillInAsync(IPage page)
    {
        var answered = new HashSet<string>();
        while (true)
        {
            var asked = await page.Locator(".question-block")
                .EvaluateAllAsync<string[]>("blocks => blocks.map(block => block.dataset.name)");
            var open = asked.Except(answered).ToList();
            foreach (var name in open)
            {
                answered.Add(name);
                await AnswerAsync(page, name);
            }

            // Each answer may show or hide questions: what there is to see is what the server made of all of them.
            await page.WaitForFunctionAsync("() => localStorage.length === 0");
            if (open.Count > 0)
                continue;
            if (await page.Locator(".group:not(:has(.repetition)) button[name=add]").CountAsync() == 0)
                break;

            await page.Locator(".group:not(:has(.repetition)) button[name=add]").First.TapAsync();
            await Expect(page.Locator(".repetition")).Not.ToHaveCountAsync(0);
        }

        await Expect(page.Locator(".field-error")).ToHaveCountAsync(0);
        return answered.Count;
    }

    private static async Task AnswerAsync(IPage page, string name)
    {
        var question = Asked.Find(name.Split('.')[0])!;
        var block = page.Locator($"[id='q-{name.Replace('.', '-')}']");
        var answer = Answers.GetValueOrDefault(question.Key) ?? SampleAnswers.To(question);
        if (answer is null || await block.CountAsync() == 0 || await block.Locator(".question-fixed").CountAsync() > 0)
            return;

        if (question.Kind is QuestionKind.YesNo or QuestionKind.OneOf or QuestionKind.SeveralOf)
        {
            await block.Locator($".choice:has(input[value='{answer}'])").TapAsync();
            return;
        }

        await block.Locator(".form-control").FillAsync(answer);
        await block.Locator(".form-control").BlurAsync();
    }

    /// <summary>Only a name and an address for mail.</summary>
    private async Task<string> AddAsync(TestOffice office)
    {
        Guid respondent = default;
        await Stage.AddAsync(office, db =>
        {
            var client = new Client
            {
                OfficeId = office.Id, FirstName = "Nina", LastName = "Nieuw", Email = "nieuw@voorbeeld.test", Language = "nl",
            };
            client.SetKeys();
            db.Clients.Add(client);
            var template = db.Templates.Add(
                new Template { OfficeId = office.Id, Kind = StandardDefinitions.PersonalIncomeTax, IncomeYear = 2026 }).Entity;
            var assignment = new Assignment
            {
                OfficeId = office.Id, TemplateId = template.Id, ClientId = client.Id, State = AssignmentState.Sent,
            };
            db.Assignments.Add(assignment);
            respondent = db.Respondents.Add(
                new Respondent { OfficeId = office.Id, AssignmentId = assignment.Id, Person = Person.Main, Language = "nl" }).Entity.Id;
            db.RespondentLinks.Add(new RespondentLink
            {
                OfficeId = office.Id, RespondentId = respondent,
                TokenHash = OneTimeToken.HashOf(Link), ExpiresAt = DateTimeOffset.UtcNow.AddDays(1),
            });
        });
        return $"/q/r/{respondent}";
    }
}
