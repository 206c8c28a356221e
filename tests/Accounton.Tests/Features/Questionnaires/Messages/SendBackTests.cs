using System.Net;
using Accounton.Features.Questionnaires;
using Accounton.Features.Questionnaires.Answering;
using Accounton.Features.Questionnaires.Definitions;
using Accounton.Features.Questionnaires.Messages;
using Accounton.Tests.Running;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Accounton.Tests.Features.Questionnaires.Messages;

/// <summary>A questionnaire that is sent back: only what is asked again is open, and it is handed in anew.</summary>
public sealed class SendBackTests(QuestionnaireSite site) : IClassFixture<QuestionnaireSite>
{
    private static readonly AnswerKey BestTime = new("BestTime", null, Person.Main);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Questionnaire_sentBack_opensOnlyWhatIsAskedAgainAndIsHandedInAnew()
    {
        var given = await site.GiveAsync();
        var (client, home) = await site.OpenAsync(given);
        await site.HandInAsync(given, ("BestTime", "ochtend"), ("LivedInBelgium", "yes"));
        var answered = (await site.AssignmentAsync(given)).Answered;

        await SendBackAsync(given, "Welk jaar precies?", "LivedInBelgium");
        var mail = await site.Mailbox.LinkToAsync(site.App, given.Email);
        var back = await site.AssignmentAsync(given);
        var first = await client.LookAsync(home);
        var section = await client.LookAsync($"{home}/s/Household");
        var other = await OutcomeAsync(given, "BestTime", "avond");
        var same = await OutcomeAsync(given, "LivedInBelgium", "yes");
        var sheet = await site.SheetAsync(given);
        await client.LookAsync($"{home}/summary");
        using var submitted = await client.PostAsync($"{home}/submit", new() { ["confirmed"] = "true" });
        var done = await site.AssignmentAsync(given);

        Assert.Equal((AssignmentState.Opened, answered - 1), (back.State, back.Answered));
        Assert.NotNull(back.SentBackAt);
        Assert.StartsWith("/q/", mail, StringComparison.Ordinal);
        Assert.DoesNotContain(site.Mailbox.Letters, letter => letter.Text.Contains("Welk jaar", StringComparison.Ordinal));
        Assert.Contains("Welk jaar precies?", first.Text, StringComparison.Ordinal);
        Assert.Single(first.Html.QuerySelectorAll("#asked-again + ul li"));
        Assert.Equal(["q-LivedInBelgium"], section.Html.QuerySelectorAll(".question-block").Select(block => block.Id));
        Assert.Equal((WriteOutcome.Refused, WriteOutcome.Saved), (other, same));
        Assert.False(sheet.IsAskedAgain(new("LivedInBelgium")));
        Assert.Equal("ochtend", sheet.Stored[BestTime].Value);
        Assert.Equal(home, submitted.Headers.Location?.ToString());
        Assert.Equal((AssignmentState.ToProcess, answered, (DateTimeOffset?)null), (done.State, done.Answered, done.SentBackAt));
        Assert.Equal(2, await site.ReadAsync(db => db.Submissions.CountAsync(s => s.AssignmentId == given.Assignment, Cancelled)));
    }

    /// <summary>Without a script: sending the page confirms what stands there, as it does with what is proposed.</summary>
    [Fact]
    public async Task Page_sentAsItStands_answersAgain()
    {
        var given = await site.GiveAsync();
        var (client, home) = await site.OpenAsync(given);
        await site.HandInAsync(given, ("BestTime", "ochtend"));
        await SendBackAsync(given, "Klopt dit?", "BestTime");
        var page = await client.LookAsync($"{home}/s/Household");
        var fields = Clients.ClientsSite.Form(page, page.Html.QuerySelector(".section-form")!.GetAttribute("action")!);

        using var left = await client.PostAsync($"{home}/s/Household", new(fields) { ["go"] = "back" });
        var untouched = await site.SheetAsync(given);
        using var sent = await client.PostAsync($"{home}/s/Household", new(fields) { ["go"] = "next" });

        Assert.True(untouched.IsAskedAgain(BestTime));
        Assert.Equal($"{home}/summary", sent.Headers.Location?.ToString());
        Assert.False((await site.SheetAsync(given)).IsAskedAgain(BestTime));
    }

    [Fact]
    public async Task Declaration_sentBack_isMadeAgainBeforeHandingIn()
    {
        var given = await site.GiveAsync();
        var (client, home) = await site.OpenAsync(given);
        await site.HandInAsync(given);
        var declaration = (await site.SheetAsync(given)).Sections
            .SelectMany(section => section.Questions).First(question => question.Question.AskEveryYear);
        await SendBackAsync(given, "Bent u zeker?", AnswerName.Of(declaration.Key));

        await client.LookAsync($"{home}/summary");
        using var tooEarly = await client.PostAsync($"{home}/submit", new() { ["confirmed"] = "true" });
        await OutcomeAsync(given, AnswerName.Of(declaration.Key), declaration.Value!);
        using var handedIn = await client.PostAsync($"{home}/submit", new() { ["confirmed"] = "true" });

        Assert.EndsWith("/summary", tooEarly.Headers.Location?.ToString(), StringComparison.Ordinal);
        Assert.Equal(home, handedIn.Headers.Location?.ToString());
        Assert.Equal(AssignmentState.ToProcess, (await site.AssignmentAsync(given)).State);
    }

    [Fact]
    public async Task SendBack_withoutAReasonOrAQuestion_isRefusedAndKeepsWhatWasChosen()
    {
        var given = await site.GiveAsync();
        await site.OpenAsync(given);
        await site.HandInAsync(given);
        var office = await site.MemberAsync(given.Office);
        var address = $"/questionnaires/{given.Assignment}/send-back";
        await office.LookAsync(address);

        using var noReason = await office.PostAsync(address, new() { ["Questions"] = "BestTime" });
        using var noQuestion = await office.PostAsync(address, new() { ["Reason"] = "Waarom niet" });
        var kept = Visitor.Parse(await noReason.Content.ReadAsStringAsync(Cancelled));

        Assert.Equal(
            (HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity), (noReason.StatusCode, noQuestion.StatusCode));
        Assert.True(kept.QuerySelector("input[value=BestTime]")!.HasAttribute("checked"));
        Assert.Contains(
            "Waarom niet",
            Visitor.Parse(await noQuestion.Content.ReadAsStringAsync(Cancelled)).QuerySelector("#reason")!.TextContent,
            StringComparison.Ordinal);
        Assert.Equal(AssignmentState.ToProcess, (await site.AssignmentAsync(given)).State);
    }

    [Fact]
    public async Task SendBack_ofWhatIsNotHandedIn_leavesIt()
    {
        var given = await site.GiveAsync();
        await site.OpenAsync(given);
        var office = await site.MemberAsync(given.Office);
        await office.LookAsync($"/questionnaires/{given.Assignment}");

        using var answer = await office.PostAsync(
            $"/questionnaires/{given.Assignment}/send-back", new() { ["Questions"] = "BestTime", ["Reason"] = "Te vroeg" });

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(0, await site.ReadAsync(db => db.CorrectionRequests.CountAsync(r => r.AssignmentId == given.Assignment, Cancelled)));
        Assert.Null((await site.AssignmentAsync(given)).SentBackAt);
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task SendBack_byTwoAtOnce_isDoneOnce(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var app = new App(database);
        var assignment = await QuestionnaireSite.AssignAsync(app);
        await using (var scope = await app.OfficeScopeAsync())
        {
            var db = scope.ServiceProvider.GetRequiredService<Accounton.Data.AccountonContext>();
            (await db.Assignments.SingleAsync(a => a.Id == assignment, Cancelled)).State = AssignmentState.ToProcess;
            await db.SaveChangesAsync(Cancelled);
        }

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            await using var scope = await app.OfficeScopeAsync();
            return await scope.ServiceProvider.GetRequiredService<Corrections>().SendBackAsync(assignment, [BestTime], "Waarom", Cancelled);
        }));

        Assert.Single(outcomes, outcome => outcome.IsDone);
    }

    private async Task SendBackAsync(QuestionnaireSite.Given given, string reason, string question)
    {
        var office = await site.MemberAsync(given.Office);
        var address = $"/questionnaires/{given.Assignment}/send-back";
        await office.LookAsync(address);
        using var answer = await office.PostAsync(address, new() { ["Reason"] = reason, ["Questions"] = question });
        Assert.Equal($"/questionnaires/{given.Assignment}", answer.Headers.Location?.ToString());
    }

    /// <summary>An answer of the client's, made on the newest version.</summary>
    private async Task<WriteOutcome> OutcomeAsync(QuestionnaireSite.Given given, string name, string value)
    {
        var sheet = await site.SheetAsync(given);
        var respondent = await site.RespondentAsync(given);
        var key = AnswerName.Find(sheet.Definition, name)!.Value;
        return await site.WorkedAsync(async (_, services) => (await services.GetRequiredService<AnswerWriter>().WriteAsync(
            given.Assignment,
            respondent.Id,
            [new(Guid.NewGuid(), key, sheet.Stored.GetValueOrDefault(key)?.Version ?? 0, value)],
            Cancelled)).Receipts.Single().Outcome);
    }
}
