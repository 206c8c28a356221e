using System.Net;
using System.Net.Http.Json;
using Accounton.Features.Questionnaires.Answering;
using Accounton.Features.Questionnaires.Uploads;
using Accounton.Tests.Running;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Tests.Features.Questionnaires.Uploads;

/// <summary>What tests of uploads do with a site that sends questionnaires.</summary>
internal static class UploadsSite
{
    /// <summary>Asked for by one answer: <see cref="AskAsync"/>.</summary>
    public const string Document = "DisabilityCertificate";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>A client whose answer calls for a document, at the page where it stands.</summary>
    public static async Task<(QuestionnaireSite.Given Given, Visitor Client, string Home)> AskAsync(
        this QuestionnaireSite site, string office = App.DemoOffice)
    {
        var given = await site.GiveAsync(office);
        var (client, home) = await site.OpenAsync(given);
        await AnswerAsync(client, home, "Disability", "yes");
        return (given, client, home);
    }

    /// <summary>Answers a question of the first section, whatever it was before.</summary>
    public static async Task AnswerAsync(Visitor client, string home, string question, string value)
    {
        var page = await client.LookAsync($"{home}/s/Household");
        var version = int.Parse(
            page.Html.QuerySelector($"[data-name={question}]")!.GetAttribute("data-version")!,
            System.Globalization.CultureInfo.InvariantCulture);
        using var answer = await client.SendJsonAsync(
            $"{home}/answers", JsonContent.Create(
                new { section = "Household", writes = new[] { new { id = Guid.NewGuid(), name = question, version, value } } }));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    public static string Path(string home, string document = Document) => $"{home}/d/{document}";

    /// <summary>Sends a file as the plain form of a document's page does.</summary>
    public static async Task<HttpResponseMessage> SendAsync(
        Visitor client, string home, string name, byte[] content, string document = Document)
    {
        await client.LookAsync(Path(home, document));
        return await client.UploadAsync(Path(home, document) + "/files", "files", name, content);
    }

    public static Task<List<Upload>> UploadsAsync(this QuestionnaireSite site, QuestionnaireSite.Given given) =>
        site.ReadAsync(
            db => db.Uploads.AsNoTracking().Where(u => u.AssignmentId == given.Assignment).OrderBy(u => u.Place).ToListAsync(Cancelled),
            given.Office);

    /// <summary>What the page says is wrong.</summary>
    public static async Task<string> FaultAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        return Visitor.Parse(await answer.Content.ReadAsStringAsync(Cancelled)).QuerySelector(".file-faults")!.TextContent.Trim();
    }

    /// <summary>Hands a questionnaire in without asking for what is open in it.</summary>
    public static Task SubmitAsync(this QuestionnaireSite site, QuestionnaireSite.Given given) => site.WorkAsync(async (db, _) =>
        (await db.Assignments.SingleAsync(
            a => a.Id == given.Assignment, Cancelled)).State = Accounton.Features.Questionnaires.AssignmentState.ToProcess, given.Office);

    public static Task<QuestionnaireSheet> SheetAsync(this QuestionnaireSite site, QuestionnaireSite.Given given) => site.WorkedAsync(
        (_, services) =>
            Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<QuestionnaireSheets>(services)
                .ReadAsync(given.Assignment, Cancelled), given.Office);
}
