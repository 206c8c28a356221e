using System.Net;
using System.Net.Http.Json;
using Accounton.Features.Questionnaires;
using Accounton.Features.Questionnaires.Definitions;
using Accounton.Tests.Running;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Tests.Features.Questionnaires.Answering;

/// <summary>Filling in for the client.</summary>
public sealed class OfficeSectionTests(QuestionnaireSite site) : IClassFixture<QuestionnaireSite>
{
    private static readonly AnswerKey BestTime = new("BestTime", null, Person.Main);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Answers_filledInByTheOffice_areTheMembersAndDoNotOpenTheQuestionnaire()
    {
        var given = await site.GiveAsync(more: ("City", "Gent"));
        var (client, home) = await site.OpenAsync(given);
        await site.WorkAsync(
            async (db, _) => (await db.Assignments.SingleAsync(a => a.Id == given.Assignment, Cancelled)).State = AssignmentState.Sent);
        var member = await site.MemberAsync(given.Office);
        var name = await site.ReadAsync(db => db.Users.Where(u => u.Email == App.Admin).Select(u => u.Name).SingleAsync(Cancelled));
        using var begun = await member.GetAsync($"/questionnaires/{given.Assignment}/fill");
        var address = begun.Headers.Location!.ToString();
        var fields = Clients.ClientsSite.Form(await member.LookAsync(address), address);

        fields["a.BestTime"] = "’s avonds";
        fields["go"] = "save";
        using var saved = await member.PostAsync(address, fields);
        using var scripted = await member.SendJsonAsync($"/questionnaires/{given.Assignment}/fill/answers", JsonContent.Create(new
        {
            section = "Household",
            writes = new[] { new { id = Guid.NewGuid(), name = "Street", version = 0, value = "Kerkstraat" } },
        }));
        var sheet = await site.SheetAsync(given);
        var page = await member.LookAsync($"/questionnaires/{given.Assignment}");

        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.Equal(HttpStatusCode.OK, scripted.StatusCode);
        Assert.Equal(("’s avonds", name), (sheet.Stored[BestTime].Value, sheet.Stored[BestTime].ByName));
        Assert.Equal(("Kerkstraat", name), (sheet.Stored[new("Street")].Value, sheet.Stored[new("Street")].ByName));
        Assert.DoesNotContain(new AnswerKey("City"), sheet.Stored.Keys);
        Assert.Equal(AssignmentState.Sent, (await site.AssignmentAsync(given)).State);
        Assert.Contains($"door {name}", page.Text, StringComparison.Ordinal);
        Assert.Equal(
            "’s avonds", (await client.LookAsync($"{home}/s/Household")).Html.QuerySelector("#q-BestTime-field")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Questionnaire_isHandedInForTheClientOnceItsDeclarationsAreThere_andTheLogSaysByWhom()
    {
        var given = await site.GiveAsync();
        await site.SendAsync(given);
        var member = await site.MemberAsync(given.Office);
        await member.LookAsync($"/questionnaires/{given.Assignment}");

        using var early = await member.PostAsync($"/questionnaires/{given.Assignment}/submit");
        var told = (await member.LookAsync($"/questionnaires/{given.Assignment}")).Text;
        for (var open = (await site.SheetAsync(given)).OpenDeclarations.ToList(); open.Count > 0;
            open = [.. (await site.SheetAsync(given)).OpenDeclarations])
            await site.AnswerAsync(
                given, [.. open.Select(one => (one.Key, one.Question.Kind == QuestionKind.YesNo ? "no" : one.Question.Options[0].Key))]);
        using var submitted = await member.PostAsync($"/questionnaires/{given.Assignment}/submit");
        var submission = await site.ReadAsync(db => db.Submissions.SingleAsync(s => s.AssignmentId == given.Assignment, Cancelled));
        var entry = await site.ReadAsync(
            db => db.AuditEvents.SingleAsync(
                e => e.Type == "QuestionnaireSubmitted" && e.Details.Contains(given.Assignment.ToString()), Cancelled));

        Assert.Contains("verklaringen", told, StringComparison.Ordinal);
        Assert.Equal(AssignmentState.ToProcess, (await site.AssignmentAsync(given)).State);
        Assert.NotNull(submission.ByName);
        Assert.Null(submission.RespondentId);
        Assert.Equal(submission.ByName, entry.UserName);
        Assert.NotNull(entry.UserId);
    }
}
