using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Accounton.Features.Questionnaires;
using Accounton.Features.Questionnaires.Answering;
using Accounton.Features.Questionnaires.Definitions;
using Accounton.Tenancy;
using Accounton.Tests.Running;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Accounton.Tests.Features.Questionnaires.Answering;

/// <summary>Answering: what is written, what meets somebody else's answer, what is handed in.</summary>
public sealed class AnsweringTests(QuestionnaireSite site) : IClassFixture<QuestionnaireSite>
{
    private static readonly AnswerKey BestTime = new("BestTime", null, Person.Main);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Page_sentWithoutAScript_writesWhatChangedAndConfirmsWhatWasProposed()
    {
        var given = await site.GiveAsync(more: ("City", "Gent"));
        var (client, home) = await site.OpenAsync(given);
        var page = await client.LookAsync($"{home}/s/Household");
        var fields = Fields(page);
        Assert.Equal("Gent", fields["a.City"]);
        Assert.Contains("Deze gegevens hebben we van u", page.Html.QuerySelector("#q-City")!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.Html.QuerySelector("#q-FirstName input:not([type=hidden])"));

        fields["a.BestTime"] = "’s avonds";
        fields["a.FirstName"] = "Gewijzigd";
        fields["go"] = "next";
        using var answer = await client.PostAsync($"{home}/s/Household", fields);
        var sheet = await SheetAsync(given);

        Assert.NotEqual($"{home}/s/Household", answer.Headers.Location?.ToString());
        Assert.StartsWith($"{home}/s/", answer.Headers.Location?.ToString(), StringComparison.Ordinal);
        Assert.Equal("’s avonds", sheet.Stored[BestTime].Value);
        Assert.Equal("Gent", sheet.Stored[new("City")].Value);
        Assert.DoesNotContain(new AnswerKey("FirstName", null, Person.Main), sheet.Stored.Keys);
        Assert.Equal(
            (sheet.Progress.Answered, sheet.Progress.Asked),
            ((await site.AssignmentAsync(given)).Answered, (await site.AssignmentAsync(given)).Asked));
    }

    [Fact]
    public async Task Back_writesWithoutConfirmingOrAskingForAnything()
    {
        var given = await site.GiveAsync(more: ("City", "Gent"));
        var (client, home) = await site.OpenAsync(given);
        var fields = Fields(await client.LookAsync($"{home}/s/Household"));

        fields["a.RefundIban"] = "BE00 fout";
        fields["a.BestTime"] = "middag";
        fields["go"] = "back";
        using var back = await client.PostAsync($"{home}/s/Household", fields);
        fields = Fields(await client.LookAsync($"{home}/s/Household"));
        fields["a.RefundIban"] = "BE00 fout";
        fields["go"] = "next";
        using var next = await client.PostAsync($"{home}/s/Household", fields);
        var refused = Visitor.Parse(await next.Content.ReadAsStringAsync(Cancelled));
        var sheet = await SheetAsync(given);

        Assert.Equal(HttpStatusCode.Redirect, back.StatusCode);
        Assert.Equal("middag", sheet.Stored[BestTime].Value);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, next.StatusCode);
        Assert.Equal("BE00 fout", refused.QuerySelector("#q-RefundIban-field")!.GetAttribute("value"));
        Assert.NotNull(refused.QuerySelector("#q-RefundIban .field-error"));
    }

    [Fact]
    public async Task Write_sentAgain_isWrittenOnceAndAnOlderOneIsSetAsideWhereBothSeeIt()
    {
        var given = await site.GiveAsync();
        var (client, home) = await site.OpenAsync(given);
        await client.LookAsync($"{home}/s/Household");
        var first = Guid.NewGuid();
        var late = Guid.NewGuid();

        var saved = await WriteAsync(client, home, (first, "BestTime", 0, "ochtend"));
        var replayed = await WriteAsync(client, home, (first, "BestTime", 0, "ochtend"));
        var second = await WriteAsync(client, home, (Guid.NewGuid(), "BestTime", 1, "middag"));
        var conflict = await WriteAsync(client, home, (late, "BestTime", 1, "avond"));
        var again = await WriteAsync(client, home, (late, "BestTime", 1, "avond"));
        var page = await client.LookAsync($"{home}/s/Household");
        var history = await ChangesAsync(given);
        var settled = await WriteAsync(client, home, (Guid.NewGuid(), "BestTime", 2, "avond"));

        Assert.Equal(
            ["Saved", "Saved", "Saved", "Conflict", "Conflict", "Saved"], new[] { saved, replayed, second, conflict, again, settled });
        Assert.Equal([1, 2, null], history.OrderBy(c => c.Version ?? 99).Select(c => c.Version));
        Assert.Equal("middag", page.Html.QuerySelector("#q-BestTime-field")!.GetAttribute("value"));
        Assert.Contains("avond", page.Html.QuerySelector("#q-BestTime .question-conflict")!.TextContent, StringComparison.Ordinal);
        Assert.Null((await client.LookAsync($"{home}/s/Household")).Html.QuerySelector("#q-BestTime .question-conflict"));
    }

    /// <summary>Somebody without a connection answers twice before the first answer is acknowledged.</summary>
    [Fact]
    public async Task Writes_thatFollowOneAnother_areNoConflictWithThemselves()
    {
        var given = await site.GiveAsync();
        var (client, home) = await site.OpenAsync(given);
        await client.LookAsync($"{home}/s/Household");
        var first = (Guid.NewGuid(), "BestTime", 0, "ochtend");
        var second = (Guid.NewGuid(), "BestTime", 0, "middag");

        await WriteAsync(client, home, first);
        var outcome = await WriteAsync(client, home, first, second);

        Assert.Equal("Saved", outcome);
        Assert.Equal("middag", (await SheetAsync(given)).Stored[BestTime].Value);
    }

    [Fact]
    public async Task Write_ofWhatIsNotTheClients_isRefusedByTheServer()
    {
        var given = await site.GiveAsync();
        var (client, home) = await site.OpenAsync(given);
        await client.LookAsync($"{home}/s/Household");

        var outcomes = new[]
        {
            await WriteAsync(client, home, (Guid.NewGuid(), "FirstName", 0, "Iemand")),
            await WriteAsync(client, home, (Guid.NewGuid(), "NoSuchQuestion", 0, "x")),
            await WriteAsync(client, home, (Guid.NewGuid(), $"ChildName.{Guid.NewGuid():N}", 0, "x")),
            await WriteAsync(client, home, (Guid.NewGuid(), "RefundIban", 0, "BE00")),
        };

        Assert.Equal(["Refused", "Refused", "Refused", "Invalid"], outcomes);
        Assert.Empty((await SheetAsync(given)).Stored);
    }

    [Fact]
    public async Task Answer_thatAsksForMore_bringsItAndItsRepetitionsKeepTheirIds()
    {
        var given = await site.GiveAsync();
        var (client, home) = await site.OpenAsync(given);
        await client.LookAsync($"{home}/s/Dependants");

        using var written = await SendAsync(client, home, "Dependants", (Guid.NewGuid(), "HasChildren", 0, "yes"));
        var brought = Visitor.Parse(await written.Content.ReadAsStringAsync(Cancelled));
        using var first = await client.PostAsync($"{home}/s/Dependants", new() { ["add"] = "Children" });
        using var second = await client.PostAsync($"{home}/s/Dependants", new() { ["add"] = "Children" });
        var mia = first.Headers.Location!.ToString().Split("#r-")[1];
        var tom = second.Headers.Location!.ToString().Split("#r-")[1];
        await WriteAsync(client, home, (Guid.NewGuid(), $"ChildName.{mia}", 0, "Mia"), (Guid.NewGuid(), $"ChildName.{tom}", 0, "Tom"));
        using var removed = await client.PostAsync($"{home}/s/Dependants", new() { ["remove"] = Guid.Parse(mia).ToString() });
        var sheet = await SheetAsync(given);

        Assert.NotNull(brought.QuerySelector("#g-Children"));
        Assert.Equal("Tom", Assert.Single(sheet.Counted, answer => answer.Key.Question == "ChildName").Value);
        Assert.Equal(new AnswerKey("ChildName", Guid.Parse(tom)), sheet.Counted.Keys.Single(key => key.Question == "ChildName"));
        Assert.Contains("Mia", sheet.Stored.Values.Select(answer => answer.Value));
        Assert.Equal("refused", await Refused());

        async Task<string> Refused() =>
            await WriteAsync(client, home, (Guid.NewGuid(), $"ChildName.{mia}", 1, "Mia!")) == "Refused" ? "refused" : "written";
    }

    [Fact]
    public async Task Questionnaire_handedInTwice_isHandedInOnceWithTheAnswersThatCount()
    {
        var given = await site.GiveAsync();
        var (client, home) = await site.OpenAsync(given);
        await client.LookAsync($"{home}/summary");
        using var tooEarly = await client.PostAsync($"{home}/submit", new() { ["confirmed"] = "true" });
        await WriteAsync(client, home, (Guid.NewGuid(), "BestTime", 0, "ochtend"), (Guid.NewGuid(), "HasChildren", 0, "yes"));
        var child = await site.WorkedAsync(
            (db, services) => services.GetRequiredService<AnswerWriter>().AddRepetitionAsync(given.Assignment, "Children", Cancelled));
        await WriteAsync(client, home, (Guid.NewGuid(), $"ChildName.{child:N}", 0, "Verborgen"));
        await WriteAsync(client, home, (Guid.NewGuid(), "HasChildren", 1, "no"));
        await DeclareAllAsync(given, client, home);

        using var unconfirmed = await client.PostAsync($"{home}/submit");
        using var submitted = await client.PostAsync($"{home}/submit", new() { ["confirmed"] = "true" });
        using var again = await client.PostAsync($"{home}/submit", new() { ["confirmed"] = "true" });
        var late = await WriteAsync(client, home, (Guid.NewGuid(), "BestTime", 1, "te laat"));
        var copy = await client.LookAsync($"{home}/copy");
        using var section = await client.GetAsync($"{home}/s/Household");

        Assert.Equal(AssignmentState.ToProcess, (await site.AssignmentAsync(given)).State);
        Assert.EndsWith("/summary", tooEarly.Headers.Location?.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unconfirmed.StatusCode);
        Assert.Equal((home, home), (submitted.Headers.Location?.ToString(), again.Headers.Location?.ToString()));
        Assert.Equal("Closed", late);
        Assert.Equal(1, await site.ReadAsync(db => db.Submissions.CountAsync(s => s.AssignmentId == given.Assignment, Cancelled)));
        Assert.Contains("ochtend", copy.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Verborgen", copy.Text, StringComparison.Ordinal);
        Assert.Equal(home, section.Headers.Location?.ToString());
    }

    [Fact]
    public async Task Client_forWhomAllIsKnown_confirmsGroupByGroupAndDeclaresOneByOne()
    {
        var given = await site.GiveAsync(more: [("Street", "Kerkstraat"), ("HouseNumber", "1"), ("PostalCode", "9000"), (
            "City", "Gent"), ("Country", "BE"), ("BirthDate", "1985-07-30"), ("Mobile", "+32470123456")]);
        var (client, home) = await site.OpenAsync(given);
        var page = await client.LookAsync($"{home}/check");
        var groups = page.Html.QuerySelectorAll("main form[action*='/check/']").Select(form => form.GetAttribute("action")!).ToList();

        foreach (var group in groups)
            (await client.PostAsync(group)).Dispose();
        var after = await client.LookAsync($"{home}/check");
        var sheet = await SheetAsync(given);

        Assert.NotEmpty(groups);
        Assert.Empty(after.Html.QuerySelectorAll("main form[action*='/check/']"));
        Assert.Empty(page.Html.QuerySelectorAll("[aria-pressed=true], main :checked"));
        Assert.Contains(sheet.Stored.Keys, key => sheet.Proposals.ContainsKey(key));
        Assert.DoesNotContain(sheet.Stored.Keys, key => sheet.Definition.Find(key.Question)!.AskEveryYear);
    }

    [Fact]
    public async Task Answers_inTheDatabase_areEncryptedAndBoundToTheirRow()
    {
        var given = await site.GiveAsync();
        var (client, home) = await site.OpenAsync(given);
        await client.LookAsync($"{home}/s/Household");
        await WriteAsync(
            client, home, (Guid.NewGuid(), "BestTime", 0, "GeplantAntwoord"), (Guid.NewGuid(), "RefundIsOwnAccount", 0, "yes"));

        var rows = await site.ReadAsync(
            db => db.Answers.AsNoTracking().Where(a => a.AssignmentId == given.Assignment).ToListAsync(Cancelled));
        var changes = await ChangesAsync(given);

        Assert.All(
            rows.Select(row => row.Value).Concat(changes.Select(change => change.Value)),
            value => Assert.DoesNotContain("Geplant", value!, StringComparison.Ordinal));
        await site.WorkAsync(async (_, services) =>
        {
            var cipher = await services.GetRequiredService<OfficeCiphers>().CurrentAsync(Cancelled);
            Assert.Equal(
                "GeplantAntwoord",
                cipher.Open(rows.Single(row => row.Question == "BestTime").Value, rows.Single(row => row.Question == "BestTime").Id));
            Assert.ThrowsAny<System.Security.Cryptography.CryptographicException>(() => cipher.Open(rows[0].Value, rows[1].Id));
        });
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Writers_atTheSameTime_loseNothingThatWasAcknowledged(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var app = new App(database);
        var assignment = await QuestionnaireSite.AssignAsync(app);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(async writer =>
        {
            await using var scope = await app.OfficeScopeAsync();
            var (_, receipts) = await scope.ServiceProvider.GetRequiredService<AnswerWriter>().WriteAsync(
                assignment, null, [new(Guid.NewGuid(), BestTime, 0, $"schrijver {writer}")], Cancelled);
            return receipts.Single().Outcome;
        }));

        await using var after = await app.OfficeScopeAsync();
        var changes = await after.ServiceProvider.GetRequiredService<Accounton.Data.AccountonContext>().AnswerChanges.CountAsync(Cancelled);
        Assert.Equal(1, outcomes.Count(outcome => outcome == WriteOutcome.Saved));
        Assert.Equal(7, outcomes.Count(outcome => outcome == WriteOutcome.Conflict));
        Assert.Equal(8, changes);
    }

    private async Task DeclareAllAsync(QuestionnaireSite.Given given, Visitor client, string home)
    {
        for (var round = 0; round < 5 && (await SheetAsync(given)).OpenDeclarations.ToList() is { Count: > 0 } open; round++)
        {
            foreach (var question in open)
            {
                var value = question.Question.Kind == QuestionKind.YesNo ? "no" : question.Question.Options[0].Key;
                using var declared = await client.PostAsync($"{home}/declare/{question.Key.Question}", new() { ["value"] = value });
                Assert.Equal(HttpStatusCode.Redirect, declared.StatusCode);
            }
        }
    }

    private Task<QuestionnaireSheet> SheetAsync(QuestionnaireSite.Given given) =>
        site.WorkedAsync((_, services) => services.GetRequiredService<QuestionnaireSheets>().ReadAsync(given.Assignment, Cancelled));

    private Task<List<AnswerChange>> ChangesAsync(QuestionnaireSite.Given given) => site.ReadAsync(db => (
        from change in db.AnswerChanges.AsNoTracking()
        join answer in db.Answers on change.AnswerId equals answer.Id
        where answer.AssignmentId == given.Assignment
        select change).ToListAsync(Cancelled));

    private static Dictionary<string, string> Fields(Page page) =>
        Clients.ClientsSite.Form(page, page.Html.QuerySelector(".section-form")!.GetAttribute("action")!);

    /// <summary>The outcome of the last write, as the script gets it.</summary>
    private static async Task<string> WriteAsync(
        Visitor client, string home, params (Guid Id, string Name, int Version, string Value)[] writes)
    {
        using var answer = await SendAsync(client, home, "Household", writes);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var receipts = Visitor.Parse(await answer.Content.ReadAsStringAsync(Cancelled))
            .QuerySelector("#questions")!.GetAttribute("data-receipts")!;
        return JsonDocument.Parse(receipts).RootElement.EnumerateArray().Last().GetProperty("outcome").GetString()!;
    }

    private static Task<HttpResponseMessage> SendAsync(
        Visitor client, string home, string section, params (Guid Id, string Name, int Version, string Value)[] writes) =>
        client.SendJsonAsync(
            $"{home}/answers",
            JsonContent.Create(new { section, writes = writes.Select(write => new { write.Id, write.Name, write.Version, write.Value }) }));
}
