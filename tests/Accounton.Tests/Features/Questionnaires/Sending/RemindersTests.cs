using Accounton.Data;
using Accounton.Features.Mail;
using Accounton.Features.Questionnaires;
using Accounton.Features.Questionnaires.Sending;
using Accounton.Tests.Running;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Accounton.Tests.Features.Questionnaires.Sending;

/// <summary>Reminders to clients: when, what they say, and what stops them.</summary>
public sealed class RemindersTests(QuestionnaireSite site) : IClassFixture<QuestionnaireSite>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Client_whoDoesNothing_isRemindedEachWeekWithATextThatFitsUntilItIsHandedIn()
    {
        var given = await site.GiveAsync();
        await SendAsync(given, weeks: 1);
        await RemindAsync(TimeSpan.FromDays(5));
        var tooSoon = TextsTo(given).Count;
        await RemindAsync(TimeSpan.FromDays(3));
        await ChangeAsync(given, assignment =>
        {
            assignment.State = AssignmentState.Opened;
            assignment.Answered = 3;
            assignment.Asked = 40;
        });
        await RemindAsync(TimeSpan.FromDays(8));
        await ChangeAsync(given, assignment => assignment.SentBackAt = site.Clock.GetUtcNow());
        await RemindAsync(TimeSpan.FromDays(8));
        await ChangeAsync(given, assignment =>
        {
            assignment.SentBackAt = null;
            assignment.Answered = 40;
            assignment.MissingDocuments = 2;
        });
        await RemindAsync(TimeSpan.FromDays(8));
        await ChangeAsync(given, assignment => assignment.State = AssignmentState.ToProcess);
        await RemindAsync(TimeSpan.FromDays(8));

        var texts = TextsTo(given);
        Assert.Equal(1, tooSoon);
        Assert.Equal(5, texts.Count);
        Assert.Contains("wacht nog op uw antwoorden", texts[1], StringComparison.Ordinal);
        Assert.Contains("Beantwoorde vragen: 3 van 40", texts[2], StringComparison.Ordinal);
        Assert.Contains("vroeg u enkele antwoorden na te kijken", texts[3], StringComparison.Ordinal);
        Assert.Contains("documenten", texts[4], StringComparison.Ordinal);
        Assert.Null((await site.AssignmentAsync(given)).NextReminderAt);
    }

    /// <summary>Handed in after the reminder was made and before it left.</summary>
    [Fact]
    public async Task Reminder_ofWhatIsHandedInMeanwhile_isDropped()
    {
        var given = await site.GiveAsync();
        await SendAsync(given, weeks: 2);
        site.Clock.Advance(TimeSpan.FromDays(15));
        await RunAsync();
        await ChangeAsync(given, assignment => assignment.State = AssignmentState.ToProcess);
        await Mailbox.DeliverAsync(site.App);

        var mail = await site.ReadAsync(db => db.OutgoingMails.AsNoTracking().SingleAsync(
            m => m.AssignmentId == given.Assignment && m.Reason == nameof(QuestionnaireMail.Reminder), Cancelled));
        Assert.Equal((MailState.Dropped, nameof(MailDrop.HandedIn)), (mail.State, mail.Fault));
        Assert.Single(TextsTo(given));
    }

    [Fact]
    public async Task Client_whoChoosesADay_isRemindedThenAndOnceOnly()
    {
        var given = await site.GiveAsync();
        var (client, home) = await site.OpenAsync(given);
        var page = await client.LookAsync(home);
        var days = page.Html.QuerySelectorAll("form[action$='/remind'] button").Select(button => button.GetAttribute("value")!).ToList();

        (await client.PostAsync(home + "/remind", new() { ["day"] = "2020-01-01" })).Dispose();
        var wrong = (await site.AssignmentAsync(given)).RemindOn;
        (await client.PostAsync(home + "/remind", new() { ["day"] = days[2] })).Dispose();
        var chosen = await site.AssignmentAsync(given);
        await RemindAsync(TimeSpan.FromDays(2));
        var before = TextsTo(given).Count;
        await RemindAsync(TimeSpan.FromDays(2));
        await RemindAsync(TimeSpan.FromDays(30));

        Assert.Equal(7, days.Count);
        Assert.Null(wrong);
        Assert.Equal(days[2], chosen.RemindOn?.ToString("yyyy-MM-dd", null));
        Assert.Equal((1, 2), (before, TextsTo(given).Count));
        Assert.Contains("begon aan", TextsTo(given)[1], StringComparison.Ordinal);
    }

    /// <summary>Two jobs at once: each client is reminded once.</summary>
    [Fact]
    public async Task Reminders_ofTwoJobsAtOnce_leaveOnceEach()
    {
        var all = new List<QuestionnaireSite.Given>();
        for (var i = 0; i < 12; i++)
            all.Add(await site.GiveAsync());
        foreach (var given in all)
            await SendAsync(given, weeks: 3);
        site.Clock.Advance(TimeSpan.FromDays(22));

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => RunAsync()));
        await Mailbox.DeliverAsync(site.App);

        Assert.All(all, given => Assert.Equal(2, TextsTo(given).Count));
    }

    [Fact]
    public async Task Mail_inQuietHours_waitsForTheMorningWhileACodeLeaves()
    {
        var mailbox = new Mailbox();
        var clock = new StandingClock(new DateTimeOffset(2026, 11, 28, 20, 30, 0, TimeSpan.Zero));
        await using var database = await TestDatabase.CreateAsync();
        await using var app = new App(
            database, clock: clock, replace: mailbox.Replace, settings: [("Questionnaires:QuietHours", "20:00-08:00, Sunday")]);
        var assignment = await QuestionnaireSite.AssignAsync(app);
        await InAsync(app, async (db, scope) =>
        {
            (await db.Clients.SingleAsync(Cancelled)).Email = "kim@klant.test";
            await db.SaveChangesAsync(Cancelled);
            Assert.Equal(
                1, await scope.GetRequiredService<QuestionnaireInvitations>().SendAsync(
                    [assignment], again: false, default, author: null, note: null, Cancelled));
            // As a mail that was made by day and is claimed by night.
            (await db.OutgoingMails.SingleAsync(Cancelled)).NotBefore = clock.GetUtcNow();
            await db.SaveChangesAsync(Cancelled);
            var respondent = await db.Respondents.SingleAsync(Cancelled);
            await scope.GetRequiredService<QuestionnaireMails>().SendCodeAsync(respondent.Id, "123456", Cancelled);
        });

        await Mailbox.DeliverAsync(app);
        var atNight = mailbox.Letters.Select(letter => letter.Text).ToList();
        var waiting = await InAsync(app, db => db.OutgoingMails.AsNoTracking().SingleAsync(m => !m.IsUrgent, Cancelled));
        clock.Advance(waiting.NotBefore - clock.GetUtcNow());
        await Mailbox.DeliverAsync(app);

        Assert.Contains("123456", Assert.Single(atNight), StringComparison.Ordinal);
        Assert.Equal((MailState.Waiting, 0), (waiting.State, waiting.Attempts));
        // Monday at eight in Brussels.
        Assert.Equal(new DateTimeOffset(2026, 11, 30, 7, 0, 0, TimeSpan.Zero), waiting.NotBefore);
        Assert.Equal(2, mailbox.Letters.Count);
    }

    private async Task SendAsync(QuestionnaireSite.Given given, int weeks)
    {
        using var answer = await (await site.MemberAsync(given.Office)).PostAsync("/questionnaires/send/now", new()
        {
            ["ids"] = given.Assignment.ToString(), ["ReminderWeeks"] = $"{weeks}",
            ["RemindUntil"] = $"{site.Clock.GetUtcNow().AddDays(60):yyyy-MM-dd}",
        });
        await Mailbox.DeliverAsync(site.App);
    }

    private async Task RemindAsync(TimeSpan later)
    {
        site.Clock.Advance(later);
        await RunAsync();
        await Mailbox.DeliverAsync(site.App);
    }

    private Task RunAsync() =>
        site.WorkAsync((db, scope) => ActivatorUtilities.CreateInstance<RemindersJob>(scope).RunAsync(db.OfficeId, Cancelled));

    private Task ChangeAsync(QuestionnaireSite.Given given, Action<Assignment> change) =>
        site.WorkAsync(async (db, _) => change(await db.Assignments.SingleAsync(a => a.Id == given.Assignment, Cancelled)));

    private List<string> TextsTo(QuestionnaireSite.Given given) =>
        [.. site.Mailbox.Letters.Where(letter => letter.To == given.Email).Select(letter => letter.Text)];

    private static async Task InAsync(App app, Func<AccountonContext, IServiceProvider, Task> work)
    {
        await using var scope = await app.OfficeScopeAsync();
        await work(scope.ServiceProvider.GetRequiredService<AccountonContext>(), scope.ServiceProvider);
    }

    private static async Task<T> InAsync<T>(App app, Func<AccountonContext, Task<T>> read)
    {
        await using var scope = await app.OfficeScopeAsync();
        return await read(scope.ServiceProvider.GetRequiredService<AccountonContext>());
    }
}
