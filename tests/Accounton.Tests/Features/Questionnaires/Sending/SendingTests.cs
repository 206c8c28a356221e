using System.Net;
using Accounton.Features.Mail;
using Accounton.Features.Questionnaires;
using Accounton.Features.Questionnaires.Sending;
using Accounton.Tests.Running;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Tests.Features.Questionnaires.Sending;

/// <summary>Sending questionnaires from the office.</summary>
public sealed class SendingTests(QuestionnaireSite site) : IClassFixture<QuestionnaireSite>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Selection_isAnnouncedWithWhatIsRefusedAndThenSentInEachOnesLanguage()
    {
        var dutch = await site.GiveAsync();
        var french = await site.GiveAsync(language: "fr");
        var german = await site.GiveAsync(language: "de");
        var noEmail = await site.GiveAsync(more: ("Email", null));
        var archived = await site.GiveAsync();
        var handedIn = await site.GiveAsync();
        await site.WorkAsync(async (db, _) =>
        {
            (await db.Clients.SingleAsync(c => c.Id == archived.Client, Cancelled)).IsArchived = true;
            (await db.Assignments.SingleAsync(a => a.Id == handedIn.Assignment, Cancelled)).State = AssignmentState.ToProcess;
        });
        QuestionnaireSite.Given[] all = [dutch, french, german, noEmail, archived, handedIn];

        var asked = await SendAsync("send", all);
        var states = await Task.WhenAll(all.Select(site.AssignmentAsync));
        using var answer = await PostAsync("send/now", all);
        await Mailbox.DeliverAsync(site.App);

        Assert.All(states.Take(5), assignment => Assert.Equal(AssignmentState.NotSent, assignment.State));
        Assert.Contains("3 klanten krijgen een mail", asked, StringComparison.Ordinal);
        Assert.Contains("3 vragenlijsten worden niet verstuurd", asked, StringComparison.Ordinal);
        Assert.Contains("geen bruikbaar e-mailadres", asked, StringComparison.Ordinal);
        Assert.Contains("gearchiveerd", asked, StringComparison.Ordinal);
        Assert.Contains("al ingediend", asked, StringComparison.Ordinal);
        Assert.Equal(
            [dutch.Email, french.Email, german.Email],
            site.Mailbox.Letters.Select(l => l.To).Where(to => all.Any(given => given.Email == to)).Order(StringComparer.Ordinal));
        Assert.Contains("Mijn vragenlijst openen", TextTo(dutch), StringComparison.Ordinal);
        Assert.Contains("Ouvrir mon questionnaire", TextTo(french), StringComparison.Ordinal);
        Assert.Contains("Mijn vragenlijst openen", TextTo(german), StringComparison.Ordinal);
        Assert.Equal(AssignmentState.Sent, (await site.AssignmentAsync(french)).State);
        Assert.Equal(AssignmentState.NotSent, (await site.AssignmentAsync(noEmail)).State);
        Assert.Equal(3, await site.ReadAsync(db => db.AuditEvents.CountAsync(
            e => e.Type == nameof(QuestionnaireSent) && all.Select(g => g.Assignment.ToString()).Any(id => e.Details.Contains(id)),
            Cancelled)));
    }

    [Fact]
    public async Task One_sentTwiceAtOnce_isMailedOnce()
    {
        var given = await site.GiveAsync();

        foreach (var answer in await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => PostAsync("send/now", [given]))))
            answer.Dispose();
        await Mailbox.DeliverAsync(site.App);

        Assert.Single(site.Mailbox.Letters, letter => letter.To == given.Email);
    }

    [Fact]
    public async Task One_sentAgain_hasALinkMoreAndBothWork()
    {
        var given = await site.GiveAsync();
        var first = await site.SendAsync(given);
        site.Clock.Advance(TimeSpan.FromMinutes(2));

        var bulk = await SendAsync("send", [given, await site.GiveAsync()]);
        var second = await site.SendAsync(given);
        var client = await site.ComeAsync();
        var home = await QuestionnaireSite.OpenAsync(client, second);

        Assert.Contains("al verstuurd", bulk, StringComparison.Ordinal);
        Assert.NotEqual(first, second);
        Assert.Equal(home, await QuestionnaireSite.OpenAsync(client, first));
        Assert.Equal(AssignmentState.Opened, (await site.AssignmentAsync(given)).State);
    }

    /// <summary>A mail may wait for hours: what it is about is looked at again as it leaves.</summary>
    [Fact]
    public async Task Mail_whoseQuestionnaireWasHandedInMeanwhile_isDropped()
    {
        var given = await site.GiveAsync();
        var other = await site.GiveAsync();
        (await PostAsync("send/now", [given, other])).Dispose();
        await site.WorkAsync(async (db, _) =>
            (await db.Assignments.SingleAsync(a => a.Id == given.Assignment, Cancelled)).State = AssignmentState.ToProcess);

        await Mailbox.DeliverAsync(site.App);

        Assert.DoesNotContain(site.Mailbox.Letters, letter => letter.To == given.Email);
        Assert.Contains(site.Mailbox.Letters, letter => letter.To == other.Email);
        var dropped = await site.ReadAsync(db => db.OutgoingMails.AsNoTracking().SingleAsync(m => m.To == given.Email, Cancelled));
        Assert.Equal((MailState.Dropped, nameof(MailDrop.HandedIn), null), (dropped.State, dropped.Fault, dropped.Link));
    }

    [Fact]
    public async Task Questionnaire_ofAnotherOffice_isNotFoundAndNotSent()
    {
        var given = await site.GiveAsync(App.OtherOffice);

        using var answer = await (await site.MemberAsync(App.DemoOffice)).PostAsync(
            "/questionnaires/send/now", new() { ["ids"] = given.Assignment.ToString() });

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(AssignmentState.NotSent, (await site.AssignmentAsync(given)).State);
    }

    private string TextTo(QuestionnaireSite.Given given) => site.Mailbox.Letters.Single(l => l.To == given.Email).Text;

    private async Task<string> SendAsync(string act, QuestionnaireSite.Given[] all)
    {
        using var answer = await PostAsync(act, all);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return Visitor.Parse(await answer.Content.ReadAsStringAsync(Cancelled)).QuerySelector("main")!.TextContent;
    }

    private async Task<HttpResponseMessage> PostAsync(string act, QuestionnaireSite.Given[] all) =>
        await (await site.MemberAsync(App.DemoOffice)).PostAsync(
            $"/questionnaires/{act}", all.Index().ToDictionary(given => $"ids[{given.Index}]", given => given.Item.Assignment.ToString()));
}
