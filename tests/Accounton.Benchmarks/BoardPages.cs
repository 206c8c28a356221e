using System.Net.Http.Json;
using Accounton.Data;
using Accounton.Features.Questionnaires;
using Accounton.Features.Questionnaires.Answering;
using Accounton.Features.Questionnaires.Definitions;
using Accounton.Tenancy;
using Accounton.Tests.Features.Clients;
using Accounton.Tests.Running;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Accounton.Benchmarks;

/// <summary>
/// The board of an office with 20,000 questionnaires, one of them with all its questions, and saving one answer; against pages and forms
/// with nothing in them.
/// </summary>
public static class BoardPages
{
    private const int Many = 20_000;
    private const int Turns = 40;

    private static readonly string[] Boards =
    [
        "", "?state=NotSent", "?state=ToProcess", "?state=Processed", "?responsible=none", "?due=Overdue", "?due=Soon", "?mark=Differs",
        "?mark=Differs&state=Sent", "?search=jan",
        "?search=peeters&state=ToProcess", "?search=qqqq",
    ];

    public static async Task RunAsync()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var app = new App(database);
        await ManyClients.FillAsync(app, App.DemoOffice, Many);
        var one = await FillAsync(app);
        using var browser = await app.BrowserAsync(App.Admin);

        foreach (var board in Boards)
            await Figure.CompareAsync(
                $"board{board}, {Turns} times", 3, Pages(browser, "/questionnaires" + board), Pages(browser, "/help"));
        var deep = "/questionnaires";
        for (var page = 0; page < 200; page++)
            deep = (await Page.GetAsync(browser, deep)).Html.QuerySelector(".pager a[rel=next]")!.GetAttribute("href")!;
        await Figure.CompareAsync("board, the page after 200 × Volgende", 3, Pages(browser, deep), Pages(browser, "/help"));
        await Figure.CompareAsync("start page", 3, Pages(browser, "/"), Pages(browser, "/help"));
        await Figure.CompareAsync(
            "a questionnaire with all its questions", 3, Pages(browser, $"/questionnaires/{one}"), Pages(browser, "/help"));
        var form = await Page.GetAsync(browser, $"/questionnaires/{one}/fill/s/Household");
        await Figure.CompareAsync("saving one answer", 3, Saves(browser, form, $"/questionnaires/{one}/fill/answers"), Posts(form));
    }

    private static Func<Task<TimeSpan>> Pages(HttpClient browser, string address) => () => Figure.TimeAsync(async () =>
    {
        for (var turn = 0; turn < Turns; turn++)
            await browser.GetStringAsync(new Uri(address, UriKind.Relative));
    });

    /// <summary>A form that writes nothing.</summary>
    private static Func<Task<TimeSpan>> Posts(Page form) => () => Figure.TimeAsync(async () =>
    {
        for (var turn = 0; turn < Turns; turn++)
            (await form.PostAsync("/clients/search", [])).Dispose();
    });

    private static Func<Task<TimeSpan>> Saves(HttpClient browser, Page form, string address) => () => Figure.TimeAsync(async () =>
    {
        for (var turn = 0; turn < Turns; turn++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, UriKind.Relative))
            {
                Content = JsonContent.Create(
                    new
                    {
                        section = "Household",
                        writes = new[] { new { id = Guid.NewGuid(), name = "BestTime", version = _version++,
                        value = $"om {_version} uur" } }
                    }),
            };
            request.Headers.Add("Sec-Fetch-Site", "same-origin");
            request.Headers.Add(
                "RequestVerificationToken", form.Html.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value"));
            using var answer = await browser.SendAsync(request);
            answer.EnsureSuccessStatusCode();
        }
    });

    private static int _version;

    /// <summary>A questionnaire for each client, in all states, the first one with an answer to each question that is asked.</summary>
    private static async Task<Guid> FillAsync(App app)
    {
        await using var scope = await app.OfficeScopeAsync();
        var db = scope.ServiceProvider.GetRequiredService<AccountonContext>();
        var templates = scope.ServiceProvider.GetRequiredService<Templates>();
        var template = await templates.OfAsync(StandardDefinitions.Current.First(), default);
        var version = await templates.VersionAsync(template, default);
        var clients = await db.Clients.AsNoTracking().OrderBy(c => c.Id).ToListAsync();
        var ids = db.IdsOf<Assignment>();
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        var states = Enum.GetValues<AssignmentState>();
        var rows = clients.Select((client, i) => AssignmentKeys.Set(
            new Assignment
            {
                OfficeId = db.OfficeId, Id = ids(), ClientId = client.Id, TemplateId = template.Id, VersionId = version,
                AssignedAt = DateTimeOffset.UtcNow,
                State = i == 0 ? AssignmentState.NotSent : states[i % states.Length], DueOn = i % 3 == 0 ? today.AddDays(i % 60 - 30)
                    : null, Asked = 80, Answered = i % 80, Differences = i % 100 == 0 ? 2 : 0,
            },
            client.SortName, client.ResponsibleEmail, client.IsArchived)).ToList();
        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            await db.InsertOwnAsync<Assignment>(rows);
            await transaction.CommitAsync();
        }

        var sheets = scope.ServiceProvider.GetRequiredService<QuestionnaireSheets>();
        var writer = scope.ServiceProvider.GetRequiredService<AnswerWriter>();
        for (var round = 0; round < 5; round++)
        {
            var sheet = await sheets.ReadAsync(rows[0].Id, default);
            var open = sheet.Sections.SelectMany(section => section.Questions)
                .Where(question => question.Key != new AnswerKey("BestTime", null, Person.Main) && !sheet.IsAnswered(question));
            await writer.WriteAsync(
                rows[0].Id, null, [.. open.Select(question => new AnswerWrite(Guid.NewGuid(), question.Key, 0, Any(question.Question)))],
                default);
        }

        return rows[0].Id;
    }

    private static string Any(Question question) => question.Kind switch
    {
        QuestionKind.YesNo => AnswerValues.Yes,
        QuestionKind.OneOf or QuestionKind.SeveralOf => question.Options[0].Key,
        QuestionKind.WholeNumber or QuestionKind.Amount => "12",
        QuestionKind.Date => "2020-05-05",
        QuestionKind.Country => "BE",
        QuestionKind.Iban => "BE68539007547034",
        QuestionKind.NationalNumber => "85073003328",
        QuestionKind.Email => "jan@voorbeeld.be",
        QuestionKind.Phone => "+32470123456",
        _ => "een antwoord",
    };
}
