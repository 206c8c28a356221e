using System.Net;
using Accounton.Features.Clients;
using Accounton.Features.Questionnaires;
using Accounton.Features.Questionnaires.Answering;
using Accounton.Features.Questionnaires.Definitions;
using Accounton.Tenancy;
using Accounton.Tests.Features.Clients;
using Accounton.Tests.Running;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Accounton.Tests.Features.Questionnaires.Board;

/// <summary>The board: what it shows, by what it is narrowed, and what is done from it.</summary>
public sealed class BoardTests(QuestionnaireSite site) : IClassFixture<QuestionnaireSite>
{
    private static int _people;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Board_showsAllThatRun_ofEveryQuestionnaireWithTheirCounts()
    {
        var who = Name();
        var sent = await GiveAsync(who);
        var waiting = await GiveAsync(who);
        var done = await GiveAsync(who);
        await SetAsync(sent, a =>
        {
            a.State = AssignmentState.Sent;
            a.SentAt = site.Clock.GetUtcNow();
        });
        await SetAsync(waiting, a =>
        {
            a.State = AssignmentState.ToProcess;
            a.Differences = 3;
        });
        await SetAsync(done, a => a.State = AssignmentState.Processed);
        var yearEnd = await CompanyAsync(who);

        var running = await LookAsync($"?search={who}");
        var processed = await LookAsync($"?search={who}&state=Processed");
        var other = await (await site.MemberAsync(App.OtherOffice)).LookAsync($"/questionnaires?search={who}");

        Assert.Equal(Set(sent.Assignment, waiting.Assignment, yearEnd), Rows(running));
        Assert.Equal(Set(done.Assignment), Rows(processed));
        Assert.Equal(["3", "1", "1", "0", "1", "1"], running.Html.QuerySelectorAll(".tabs .count").Select(count => count.TextContent));
        Assert.Contains("Jaarafsluiting", running.Text, StringComparison.Ordinal);
        Assert.Contains("3 verschillen", running.Text, StringComparison.Ordinal);
        Assert.Empty(Rows(other));
    }

    [Fact]
    public async Task Board_isNarrowedByEachOfItsFilters()
    {
        var who = Name();
        var mine = await GiveAsync(who, ("ResponsibleEmail", App.Admin));
        var nobodys = await GiveAsync(who);
        var late = await GiveAsync(who);
        var differs = await GiveAsync(who, ("ResponsibleEmail", "weg@elders.test"));
        var today = DateOnly.FromDateTime(site.Clock.GetUtcNow().DateTime);
        await SetAsync(late, a => a.DueOn = today.AddDays(-2));
        await SetAsync(mine, a => a.DueOn = today.AddDays(3));
        await SetAsync(differs, a =>
        {
            a.State = AssignmentState.ToProcess;
            a.Differences = 1;
            a.DueOn = today.AddDays(-2);
        });
        var yearEnd = await CompanyAsync(who);
        var template = await site.ReadAsync(
            db => db.Assignments.Where(a => a.Id == yearEnd).Select(a => a.TemplateId).SingleAsync(Cancelled));

        await HasAsync($"responsible={App.Admin}", mine.Assignment);
        await HasAsync("responsible=none", nobodys.Assignment, late.Assignment, yearEnd);
        await HasAsync("responsible=other", differs.Assignment);
        await HasAsync("due=Overdue", late.Assignment);
        await HasAsync("due=Soon", mine.Assignment);
        await HasAsync("due=None", nobodys.Assignment, yearEnd);
        await HasAsync("mark=Differs", differs.Assignment);
        await HasAsync($"template={template}", yearEnd);
        await HasAsync("state=ToProcess", differs.Assignment);

        async Task HasAsync(string filter, params Guid[] expected) =>
            Assert.Equal(Set(expected), Rows(await LookAsync($"?search={who}&{filter}")));
    }

    [Fact]
    public async Task Board_followsItsClients_whenTheyAreRenamedGivenToSomebodyArchivedOrMerged()
    {
        var who = Name();
        var renamed = await GiveAsync(who);
        var archived = await GiveAsync(who);
        var merged = await GiveAsync(who);
        var kept = await site.GiveAsync();
        var name = Name();
        await site.WorkAsync(async (db, services) =>
        {
            var cipher = await services.GetRequiredService<OfficeCiphers>().CurrentAsync(Cancelled);
            var book = services.GetRequiredService<ClientWriter>();
            var client = await db.Clients.SingleAsync(c => c.Id == renamed.Client, Cancelled);
            var values = ClientValues.From(client, cipher);
            values[ClientFields.LastName] = name;
            values[ClientFields.ResponsibleEmail] = App.Accountant;
            book.Change(client, values, ClientFields.All, GivenClients.An, cipher);
            book.Archive(await db.Clients.SingleAsync(c => c.Id == archived.Client, Cancelled), ArchiveReason.Person, GivenClients.An);
        });
        await site.WorkAsync(async (db, services) =>
        {
            await db.DeleteOwnAsync<Assignment>(a => a.Id == kept.Assignment, Cancelled);
            var here = await db.Clients.SingleAsync(c => c.Id == kept.Client, Cancelled);
            var other = await db.Clients.SingleAsync(c => c.Id == merged.Client, Cancelled);
            await services.GetRequiredService<ClientMerge>().MergeAsync(here, other, [], Cancelled);
        });
        var rows = await site.ReadAsync(
            db => db.Assignments.AsNoTracking()
                .Where(a => a.Id == renamed.Assignment || a.Id == archived.Assignment || a.Id == merged.Assignment)
                .ToDictionaryAsync(a => a.Id, Cancelled));
        var keptName = (await site.ReadAsync(db => db.Clients.SingleAsync(c => c.Id == kept.Client, Cancelled))).SortName;

        Assert.Equal((name, App.Accountant), (rows[renamed.Assignment].SortName.Split(' ')[0], rows[renamed.Assignment].ResponsibleEmail));
        Assert.True(rows[archived.Assignment].IsArchived);
        Assert.Equal(
            (kept.Client, keptName, false), (
                rows[merged.Assignment].ClientId, rows[merged.Assignment].SortName, rows[merged.Assignment].IsArchived));
        Assert.Equal(Set(renamed.Assignment), Rows(await LookAsync($"?responsible={App.Accountant}&search={name}")));
        Assert.Empty(Rows(await LookAsync($"?search={who}")));
    }

    [Fact]
    public async Task Board_opensNothingThatIsEncrypted()
    {
        var who = Name();
        var given = await GiveAsync(who);
        await site.SendAsync(given);
        await site.AnswerAsync(given, (new("BestTime", null, Person.Main), "ochtend"));
        await site.WorkAsync(
            (db, _) =>
                db.UpdateOwnAsync<Answer>(
                    a => a.AssignmentId == given.Assignment, set => set.SetProperty(a => a.Value, "k1.onleesbaar"), Cancelled));

        var page = await LookAsync($"?search={who}");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        var assignment = await site.AssignmentAsync(given);
        Assert.Equal($"{assignment.Answered}/{assignment.Asked}", page.Html.QuerySelector("tbody td.number")!.TextContent);
    }

    [Fact]
    public async Task Selected_getADueDate_andLoseItAgain()
    {
        var who = Name();
        var first = await GiveAsync(who);
        var second = await GiveAsync(who);
        var member = await site.MemberAsync(App.DemoOffice);
        var day = DateOnly.FromDateTime(site.Clock.GetUtcNow().DateTime).AddDays(30);

        using var asked = await PostAsync(member, "", [first, second], ("act", "Due"));
        using var wrong = await PostAsync(member, "/due", [first, second], ("due", "0001-01-01"));
        using var set = await PostAsync(member, "/due", [first, second], ("due", day.ToString("O", null)));
        var due = (await site.AssignmentAsync(first)).DueOn;
        using var gone = await PostAsync(member, "/due", [second], ("none", "true"));

        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Equal((day, null), (due, (await site.AssignmentAsync(second)).DueOn));
        Assert.Equal(day, (await site.AssignmentAsync(first)).DueOn);
        Assert.Equal(2, await site.ReadAsync(db => db.AuditEvents.CountAsync(e => e.Type == "QuestionnairesDue", Cancelled)));
    }

    [Fact]
    public async Task State_setByHand_isSetOnlyWhereItCanBeAndNoted()
    {
        var who = Name();
        var unsent = await GiveAsync(who);
        var opened = await GiveAsync(who);
        var done = await GiveAsync(who);
        await SetAsync(
            opened, a =>
            {
                a.State = AssignmentState.Opened;
                a.SentAt = site.Clock.GetUtcNow();
                a.OpenedAt = site.Clock.GetUtcNow();
            });
        await SetAsync(done, a => a.State = AssignmentState.Processed);
        var member = await site.MemberAsync(App.DemoOffice);

        using var early = await PostAsync(member, "/state", [unsent, opened], ("state", "Processed"));
        var untouched = await StatesAsync(unsent, opened);
        using var toProcess = await PostAsync(member, "/state", [unsent, opened, done], ("state", "ToProcess"));
        var waiting = await StatesAsync(unsent, opened, done);
        using var processed = await PostAsync(member, "/state", [unsent, opened], ("state", "Processed"));
        var processedStates = await StatesAsync(unsent, opened);
        using var reopened = await PostAsync(member, "/state", [unsent, opened, done], ("state", "Reopened"));
        var ids = new[] { unsent, opened, done }.Select(given => given.Assignment.ToString()).ToList();
        var events = await site.ReadAsync(
            db => db.AuditEvents.Where(e => e.Type == "QuestionnaireStateSet").Select(e => e.Details).ToListAsync(Cancelled));

        Assert.Equal([AssignmentState.NotSent, AssignmentState.Opened], untouched);
        Assert.Equal([AssignmentState.ToProcess, AssignmentState.ToProcess, AssignmentState.ToProcess], waiting);
        Assert.Equal([AssignmentState.Processed, AssignmentState.Processed], processedStates);
        Assert.Equal([AssignmentState.NotSent, AssignmentState.Opened, AssignmentState.NotSent], await StatesAsync(unsent, opened, done));
        Assert.Equal(8, events.Count(details => ids.Exists(id => details.Contains(id, StringComparison.Ordinal))));
    }

    [Fact]
    public async Task Links_thatAreWithdrawn_openNothingUntilItIsSentAgain()
    {
        var given = await site.GiveAsync();
        var (client, home) = await site.OpenAsync(given);
        var member = await site.MemberAsync(given.Office);

        using var withdrawn = await member.PostAsync($"/questionnaires/{given.Assignment}/withdraw");
        using var out1 = await client.GetAsync(home);
        site.Clock.Advance(TimeSpan.FromMinutes(5));
        var (again, newHome) = await site.OpenAsync(given);

        Assert.NotEqual(HttpStatusCode.OK, out1.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await again.LookAsync(newHome)).Status);
        Assert.Equal(
            1, await site.ReadAsync(
                db => db.AuditEvents.CountAsync(
                    e => e.Type == "QuestionnaireLinksWithdrawn" && e.Details.Contains(given.Assignment.ToString()), Cancelled)));
    }

    private static string Name() => $"bord{Interlocked.Increment(ref _people)}x";

    private static HashSet<Guid> Set(params Guid[] ids) => [.. ids];

    private static HashSet<Guid> Rows(Page page) =>
        [.. page.Html.QuerySelectorAll("tbody [name=ids]").Select(box => Guid.Parse(box.GetAttribute("value")!))];

    private async Task<QuestionnaireSite.Given> GiveAsync(string lastName, params (string, string?)[] more) =>
        await site.GiveAsync(more: [("LastName", lastName), .. more]);

    private async Task<Page> LookAsync(string query) => await (await site.MemberAsync(App.DemoOffice)).LookAsync("/questionnaires" + query);

    private async Task<Guid> CompanyAsync(string name)
    {
        var given = await site.GiveAsync(more: [("LastName", name)]);
        return await site.WorkedAsync(async (db, services) =>
        {
            var definition = StandardDefinitions.Current.First(one => one.IncomeYear is null);
            var templates = services.GetRequiredService<Templates>();
            var template = await templates.OfAsync(definition, Cancelled);
            var row = await db.Assignments.SingleAsync(a => a.Id == given.Assignment, Cancelled);
            db.Assignments.Remove(row);
            var added = db.Assignments.Add(new Assignment
            {
                OfficeId = db.OfficeId, TemplateId = template.Id, VersionId = await templates.VersionAsync(template, Cancelled),
                ClientId = given.Client, ClosingDate = new(2025, 12, 31),
            }).Entity;
            await db.SaveChangesAsync(Cancelled);
            return added.Id;
        });
    }

    private Task SetAsync(QuestionnaireSite.Given given, Action<Assignment> set) =>
        site.WorkAsync(async (db, _) => set(await db.Assignments.SingleAsync(a => a.Id == given.Assignment, Cancelled)));

    private async Task<List<AssignmentState>> StatesAsync(params QuestionnaireSite.Given[] all)
    {
        var states = new List<AssignmentState>();
        foreach (var given in all)
            states.Add((await site.AssignmentAsync(given)).State);
        return states;
    }

    private static Task<HttpResponseMessage> PostAsync(
        Visitor member, string act, QuestionnaireSite.Given[] all, params (string Name, string Value)[] fields) => member.PostAsync(
        "/questionnaires/selected" + act,
        all.Index().Select(given => ($"ids[{given.Index}]", given.Item.Assignment.ToString()))
            .Concat(fields.Select(field => (field.Name, field.Value))).ToDictionary(field => field.Item1, field => field.Item2));
}
