using System.Net;
using System.Text.RegularExpressions;
using Accounton.Data;
using Accounton.Features.Questionnaires;
using Accounton.Features.Questionnaires.Answering;
using Accounton.Features.Questionnaires.Definitions;
using Accounton.Tenancy;
using Accounton.Tests.Features.Clients;
using Accounton.Tests.Running;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Accounton.Tests.Features.Questionnaires;

/// <summary>
/// An application with a mailbox, whose two offices send questionnaires. Every visitor comes from an address of their own.
/// </summary>
public sealed partial class QuestionnaireSite : IAsyncLifetime
{
    private readonly (string Key, string Value)[] _settings;
    private TestDatabase? _database;
    private int _addresses;
    private int _clients;

    public QuestionnaireSite()
        : this([])
    {
    }

    internal QuestionnaireSite(params (string Key, string Value)[] settings) => _settings = settings;

    internal App App { get; private set; } = null!;

    internal Mailbox Mailbox { get; } = new();

    internal StandingClock Clock { get; } = new();

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        App = new App(_database, clock: Clock, replace: Mailbox.Replace, settings: _settings);
    }

    /// <summary>Somebody of an office, freshly signed in: tests move the clock.</summary>
    internal Task<Visitor> MemberAsync(string office) => ComeAsync(office == App.DemoOffice ? App.Admin : App.OtherAdmin);

    internal Task<Visitor> ComeAsync(string? email = null)
    {
        var number = Interlocked.Increment(ref _addresses);
        return Visitor.ComeAsync(App, email, $"198.51.{100 + number / 250}.{1 + number % 250}");
    }

    /// <summary>A client with a questionnaire that was not sent yet.</summary>
    internal async Task<Given> GiveAsync(string office = App.DemoOffice, string language = "nl", params (string Field, string? Text)[] more)
    {
        var email = $"klant{Interlocked.Increment(ref _clients)}@voorbeeld.test";
        Guid client = default, assignment = default;
        await WorkAsync(async (db, scope) =>
        {
            var cipher = await scope.GetRequiredService<OfficeCiphers>().CurrentAsync();
            client = GivenClients.Person(db, cipher, "Kim", "Klant", [("Email", email), ("Language", language), .. more]).Id;
            await db.SaveChangesAsync();
            var template = await scope.GetRequiredService<Templates>().OfAsync(
                StandardDefinitions.Current.First(), TestContext.Current.CancellationToken);
            assignment = db.Assignments.Add(new Assignment
            {
                OfficeId = db.OfficeId, TemplateId = template.Id, ClientId = client, AssignedAt = Clock.GetUtcNow(),
            }).Entity.Id;
        }, office);
        return new Given(office, client, assignment, email);
    }

    /// <summary>Sends it, and gives the path of the link in the mail.</summary>
    internal async Task<string> SendAsync(Given given)
    {
        using var answer = await (await MemberAsync(given.Office)).PostAsync(
            "/questionnaires/send/now", new() { ["ids"] = given.Assignment.ToString() });
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return await Mailbox.LinkToAsync(App, given.Email);
    }

    /// <summary>A client at their own questionnaire, by the link of the mail.</summary>
    internal async Task<(Visitor Client, string Home)> OpenAsync(Given given)
    {
        var client = await ComeAsync();
        return (client, await OpenAsync(client, await SendAsync(given)));
    }

    /// <summary>Presses the button behind a link; where that leads.</summary>
    internal static async Task<string> OpenAsync(Visitor visitor, string link)
    {
        await visitor.LookAsync(link);
        using var answer = await visitor.PostAsync(link);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!.ToString();
    }

    /// <summary>Answers of the client, of a questionnaire that was sent.</summary>
    internal async Task<IReadOnlyList<AnswerReceipt>> AnswerAsync(Given given, params (AnswerKey Key, string Value)[] answers)
    {
        var respondent = (await RespondentAsync(given)).Id;
        return await WorkedAsync(async (_, services) =>
        {
            var stored = (await services.GetRequiredService<QuestionnaireSheets>().ReadAsync(
                given.Assignment, TestContext.Current.CancellationToken)).Stored;
            return (await services.GetRequiredService<AnswerWriter>().WriteAsync(
                given.Assignment, respondent,
                [.. answers.Select(answer =>
                    new AnswerWrite(Guid.NewGuid(), answer.Key, stored.GetValueOrDefault(answer.Key)?.Version ?? 0, answer.Value))],
                TestContext.Current.CancellationToken)).Receipts;
        }, given.Office);
    }

    /// <summary>The client makes the declarations that are left, and hands it in.</summary>
    internal async Task SubmitAsync(Given given)
    {
        for (var open = await OpenAsync(); open.Count > 0; open = await OpenAsync())
            await AnswerAsync(
                given, [.. open.Select(one => (one.Key, one.Question.Kind == QuestionKind.YesNo ? "no" : one.Question.Options[0].Key))]);
        var respondent = (await RespondentAsync(given)).Id;
        Assert.True(await WorkedAsync(
            (_, services) => services.GetRequiredService<AnswerWriter>().SubmitAsync(
                given.Assignment, respondent, TestContext.Current.CancellationToken), given.Office));

        async Task<List<VisibleQuestion>> OpenAsync() => [.. (await SheetAsync(given)).OpenDeclarations];
    }

    /// <summary>The code in the newest mail to an address.</summary>
    internal async Task<string> CodeAsync(string email)
    {
        await Mailbox.DeliverAsync(App);
        return Code().Match(Mailbox.Letters.Last(l => l.To == email).Text).Value;
    }

    /// <summary>Hands it in with the least that can be: each declaration made, and what else is given.</summary>
    internal async Task HandInAsync(Given given, params (string Question, string Value)[] answers)
    {
        var cancelled = TestContext.Current.CancellationToken;
        var respondent = (await RespondentAsync(given)).Id;
        await using var scope = await App.OfficeScopeAsync(given.Office);
        var sheets = scope.ServiceProvider.GetRequiredService<QuestionnaireSheets>();
        var writer = scope.ServiceProvider.GetRequiredService<AnswerWriter>();
        var sheet = await sheets.ReadAsync(given.Assignment, cancelled);
        IReadOnlyList<AnswerWrite> writes = [.. answers.Select(answer => Write(answer.Question, answer.Value))];
        do
        {
            (sheet, var receipts) = await writer.WriteAsync(given.Assignment, respondent, writes, cancelled);
            Assert.All(receipts, receipt => Assert.Equal(WriteOutcome.Saved, receipt.Outcome));
            writes = [.. sheet.OpenDeclarations.Select(
                open => Write(AnswerName.Of(open.Key), open.Question.Kind == QuestionKind.YesNo ? "no" : open.Question.Options[0].Key))];
        }
        while (writes.Count > 0);

        Assert.True(await writer.SubmitAsync(given.Assignment, respondent, cancelled));

        AnswerWrite Write(string name, string value)
        {
            var key = AnswerName.Find(sheet.Definition, name)!.Value;
            return new(Guid.NewGuid(), key, sheet.Stored.GetValueOrDefault(key)?.Version ?? 0, value);
        }
    }

    /// <summary>A questionnaire as it is now.</summary>
    internal Task<QuestionnaireSheet> SheetAsync(Given given) =>
        WorkedAsync(
            (_, services) =>
                services.GetRequiredService<QuestionnaireSheets>().ReadAsync(given.Assignment, TestContext.Current.CancellationToken),
            given.Office);

    internal Task<Assignment> AssignmentAsync(Given given) =>
        ReadAsync(db => db.Assignments.AsNoTracking().SingleAsync(a => a.Id == given.Assignment), given.Office);

    internal Task<Respondent> RespondentAsync(Given given) =>
        ReadAsync(db => db.Respondents.AsNoTracking().SingleAsync(r => r.AssignmentId == given.Assignment), given.Office);

    internal async Task<T> ReadAsync<T>(Func<AccountonContext, Task<T>> read, string office = App.DemoOffice)
    {
        await using var scope = await App.OfficeScopeAsync(office);
        return await read(scope.ServiceProvider.GetRequiredService<AccountonContext>());
    }

    internal async Task WorkAsync(Func<AccountonContext, IServiceProvider, Task> work, string office = App.DemoOffice)
    {
        await using var scope = await App.OfficeScopeAsync(office);
        var db = scope.ServiceProvider.GetRequiredService<AccountonContext>();
        await work(db, scope.ServiceProvider);
        await db.SaveChangesAsync();
    }

    internal async Task<T> WorkedAsync<T>(Func<AccountonContext, IServiceProvider, Task<T>> work, string office = App.DemoOffice)
    {
        await using var scope = await App.OfficeScopeAsync(office);
        return await work(scope.ServiceProvider.GetRequiredService<AccountonContext>(), scope.ServiceProvider);
    }

    /// <summary>A client with a questionnaire, in the first office of an application.</summary>
    internal static async Task<Guid> AssignAsync(App app)
    {
        await using var scope = await app.OfficeScopeAsync();
        var db = scope.ServiceProvider.GetRequiredService<AccountonContext>();
        var client = GivenClients.Person(
            db, await scope.ServiceProvider.GetRequiredService<OfficeCiphers>().CurrentAsync(), "Kim", "Klant");
        await db.SaveChangesAsync();
        var template = await scope.ServiceProvider.GetRequiredService<Templates>().OfAsync(
            StandardDefinitions.Current.First(), TestContext.Current.CancellationToken);
        var assignment =
            db.Assignments.Add(new Assignment { OfficeId = db.OfficeId, TemplateId = template.Id, ClientId = client.Id }).Entity;
        await db.SaveChangesAsync();
        return assignment.Id;
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await _database!.DisposeAsync();
    }

    [GeneratedRegex(@"\b\d{6}\b")]
    private static partial Regex Code();

    /// <summary>A client's questionnaire.</summary>
    internal sealed record Given(string Office, Guid Client, Guid Assignment, string Email);
}
