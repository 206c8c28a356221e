using System.Diagnostics;
using Accounton.Data;
using Accounton.Features.Clients;
using Accounton.Features.OneTimeLinks;
using Accounton.Features.Questionnaires;
using Accounton.Features.Questionnaires.Answering;
using Accounton.Features.Questionnaires.Definitions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Accounton.BrowserTests.Questionnaires;

/// <summary>A client about whom everything is known and for whom nothing changed, on a phone.</summary>
public sealed class UnchangedClientTests(Stage stage) : BrowserTest(stage)
{
    private const int MostTaps = 25;
    private const string Link = "unchanged-client";

    private static readonly BrowserNewContextOptions Phone = new()
    {
        ViewportSize = new() { Width = 390, Height = 844 }, HasTouch = true, IsMobile = true,
    };

    [Fact]
    public async Task Client_withNothingChanged_submitsWithFewTapsAndOneForEachDeclaration()
    {
        var office = await Stage.NewOfficeAsync();
        await Stage.WorkAsync(office, services => AddAsync(office, services));
        var page = await OpenAsync(Phone);
        await page.GotoAsync($"/q/{Link}");
        var taps = 0;
        var declared = 0;
        var clock = Stopwatch.StartNew();

        await TapAsync(page.Locator("main button").First);
        await TapAsync(page.GetByRole(AriaRole.Link, new() { Name = "Snel nakijken" }));
        await page.WaitForURLAsync("**/check");
        var groups = page.Locator("main form[action*='/check/'] button");
        var known = await groups.CountAsync();
        await TapAsync(groups.First);
        await Expect(groups).ToHaveCountAsync(known - 1);
        await TapAsync(page.GetByRole(AriaRole.Button, new() { Name = "Alles hierboven bevestigen" }));
        await Expect(groups).ToHaveCountAsync(0);

        const string undeclared = "form[action*='/declare/']:not(:has([aria-pressed=true]))";
        while (await page.Locator(undeclared).CountAsync() is > 0 and var open)
        {
            declared++;
            await TapAsync(page.Locator(undeclared).First.GetByRole(AriaRole.Button).Last);
            await Expect(page.Locator(undeclared)).ToHaveCountAsync(open - 1);
        }

        await TapAsync(page.Locator(".section-ways .btn-primary"));
        await TapAsync(page.GetByLabel("Ik bevestig dat deze antwoorden juist en volledig zijn."));
        await TapAsync(page.GetByRole(AriaRole.Button, new() { Name = "Indienen", Exact = true }));
        await Expect(page.GetByText("De vragenlijst is ingediend.")).ToBeVisibleAsync();

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{taps} taps, {declared} of them declarations, {clock.Elapsed.TotalSeconds:0.0} s");
        Assert.InRange(taps, 1, MostTaps);

        async Task TapAsync(ILocator what)
        {
            taps++;
            await what.TapAsync();
        }
    }

    /// <summary>A client with a whole record, who answered everything last year.</summary>
    private static async Task AddAsync(TestOffice office, IServiceProvider services)
    {
        var db = services.GetRequiredService<AccountonContext>();
        var cancelled = TestContext.Current.CancellationToken;
        var client = new Client
        {
            OfficeId = office.Id, FirstName = "Tine", LastName = "Telkens", Email = "telkens@voorbeeld.test",
            Mobile = "+32470123456", Phone = "+3292345678", Language = "nl",
            Street = "Kerkstraat", HouseNumber = "1", PostalCode = "9000", City = "Gent", Country = "BE", BirthDate = new(1985, 7, 30),
        };
        client.SetKeys();
        db.Clients.Add(client);
        await db.SaveChangesAsync(cancelled);

        var templates = services.GetRequiredService<Templates>();
        var now = StandardDefinitions.Find(StandardDefinitions.PersonalIncomeTax, 2026)!;
        var before = StandardDefinitions.Find(StandardDefinitions.PersonalIncomeTax, 2025)!;
        var assignments = new List<Assignment>();
        foreach (var definition in (Definition[])[before, now])
        {
            var template = await templates.OfAsync(definition, cancelled);
            assignments.Add(db.Assignments.Add(new Assignment
            {
                OfficeId = office.Id, TemplateId = template.Id, VersionId = await templates.VersionAsync(template, cancelled),
                ClientId = client.Id, State = AssignmentState.Sent,
            }).Entity);
        }

        var respondent = db.Respondents.Add(
            new Respondent { OfficeId = office.Id, AssignmentId = assignments[1].Id, Person = Person.Main, Language = "nl" }).Entity;
        db.RespondentLinks.Add(new RespondentLink
        {
            OfficeId = office.Id, RespondentId = respondent.Id,
            TokenHash = OneTimeToken.HashOf(Link), ExpiresAt = DateTimeOffset.UtcNow.AddDays(1),
        });
        await db.SaveChangesAsync(cancelled);

        var sheets = services.GetRequiredService<QuestionnaireSheets>();
        var writer = services.GetRequiredService<AnswerWriter>();
        var sheet = await sheets.ReadAsync(assignments[0].Id, cancelled);
        while (sheet.Sections.SelectMany(section => section.Questions)
            .Where(question => question.Question.Keep && !sheet.IsAnswered(question) && SampleAnswers.To(question.Question) is not null)
            .ToList() is { Count: > 0 } open)
        {
            (sheet, var receipts) = await writer.WriteAsync(
                assignments[0].Id,
                null,
                [.. open.Select(question => new AnswerWrite(
                    Guid.NewGuid(), question.Key, 0, sheet.Proposals.GetValueOrDefault(question.Key)?.Value
                        ?? SampleAnswers.To(question.Question)))],
                cancelled);
            Assert.All(receipts, receipt => Assert.Equal(WriteOutcome.Saved, receipt.Outcome));
        }

        Assert.True(await db.Answers.CountAsync(answer => answer.AssignmentId == assignments[0].Id, cancelled) > 20);
    }
}
