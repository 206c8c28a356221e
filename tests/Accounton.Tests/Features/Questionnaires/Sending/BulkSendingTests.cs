using System.Net;
using Accounton.Features.Questionnaires;
using Accounton.Features.Questionnaires.Sending;
using Accounton.Tests.Running;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Accounton.Tests.Features.Questionnaires.Sending;

/// <summary>Sending to all that a list was narrowed to.</summary>
public sealed class BulkSendingTests(QuestionnaireSite site) : IClassFixture<QuestionnaireSite>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_ofTheBoard_areCountedBeforehandAndSentOnceHoweverOftenItIsPressed()
    {
        var wanted = new List<QuestionnaireSite.Given>();
        for (var i = 0; i < 130; i++)
            wanted.Add(await site.GiveAsync(language: i % 10 == 0 ? "de" : i % 3 == 0 ? "fr" : "nl"));
        var noEmail = await site.GiveAsync(more: ("Email", null));
        var sent = await site.GiveAsync();
        await site.SendAsync(sent);
        var template = (await site.AssignmentAsync(sent)).TemplateId;
        var admin = await site.MemberAsync(App.DemoOffice);

        using var asked = await admin.PostAsync("/questionnaires/send/all", new() { ["template"] = template.ToString() });
        var page = Visitor.Parse(await asked.Content.ReadAsStringAsync(Cancelled));
        var text = page.QuerySelector("main")!.TextContent;
        var before = await StatesAsync(wanted);
        Dictionary<string, string> form = page.QuerySelectorAll("form.panel input[type=hidden]")
            .Where(input => input.GetAttribute("name")![0] != '_')
            .ToDictionary(input => input.GetAttribute("name")!, input => input.GetAttribute("value") ?? "");
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 3).Select(_ => admin.PostAsync("/questionnaires/send/all/now", new(form) { ["ReminderWeeks"] = "0" })));
        var progress = await admin.LookAsync(answers[0].Headers.Location!.ToString());
        await Task.WhenAll(RunAsync(), RunAsync());
        await Mailbox.DeliverAsync(site.App);
        var done = await admin.LookAsync(answers[0].Headers.Location!.ToString());

        Assert.All(before, state => Assert.Equal(AssignmentState.NotSent, state));
        Assert.Contains("130 klanten krijgen een mail", text, StringComparison.Ordinal);
        Assert.Contains("2 vragenlijsten worden niet verstuurd", text, StringComparison.Ordinal);
        Assert.Contains("1: er is geen bruikbaar e-mailadres", text, StringComparison.Ordinal);
        Assert.Contains("1: de vragenlijst is al verstuurd", text, StringComparison.Ordinal);
        Assert.Contains("Bij 13 ervan", text, StringComparison.Ordinal);
        Assert.All(
            answers,
            answer => Assert.Equal((HttpStatusCode.Redirect, answers[0].Headers.Location), (answer.StatusCode, answer.Headers.Location)));
        Assert.NotNull(progress.Html.QuerySelector("[data-hx-get$='/progress']"));
        Assert.Contains("130 vragenlijsten zijn verstuurd", done.Text, StringComparison.Ordinal);
        Assert.All(wanted, given => Assert.Single(site.Mailbox.Letters, letter => letter.To == given.Email));
        Assert.All(await StatesAsync(wanted), state => Assert.Equal(AssignmentState.Sent, state));
        Assert.Equal(AssignmentState.NotSent, (await site.AssignmentAsync(noEmail)).State);
        Assert.Equal(
            1, await site.ReadAsync(db => db.BulkSendings.CountAsync(s => s.Sent == 130 && s.Done == 132 && s.Total == 132, Cancelled)));
        foreach (var answer in answers)
            answer.Dispose();
    }

    /// <summary>The list of clients knows its own filter.</summary>
    [Fact]
    public async Task All_ofTheListOfClients_areThoseOfItsFilter()
    {
        var one = await site.GiveAsync(App.OtherOffice, more: ("LastName", "Zwaluwstaart"));
        var other = await site.GiveAsync(App.OtherOffice);
        var admin = await site.MemberAsync(App.OtherOffice);
        var list = await admin.LookAsync("/clients?search=zwaluw");
        Dictionary<string, string> form = list.Html.QuerySelectorAll("form[action='/questionnaires/send/all'] input")
            .Where(input => input.GetAttribute("name")![0] != '_')
            .ToDictionary(input => input.GetAttribute("name")!, input => input.GetAttribute("value") ?? "");

        using var asked = await admin.PostAsync("/questionnaires/send/all", form);
        var page = Visitor.Parse(await asked.Content.ReadAsStringAsync(Cancelled));
        form = page.QuerySelectorAll("form.panel input[type=hidden]").Where(input => input.GetAttribute("name")![0] != '_')
            .ToDictionary(input => input.GetAttribute("name")!, input => input.GetAttribute("value") ?? "");
        using var begun = await admin.PostAsync("/questionnaires/send/all/now", form);
        await RunAsync(App.OtherOffice);

        Assert.Contains("1 klant krijgt een mail", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(
            (AssignmentState.Sent, AssignmentState.NotSent),
            ((await site.AssignmentAsync(one)).State, (await site.AssignmentAsync(other)).State));
    }

    private async Task RunAsync(string office = App.DemoOffice)
    {
        foreach (var id in await site.ReadAsync(
            db => db.BulkSendings.Where(s => s.EndedAt == null).Select(s => s.Id).ToListAsync(Cancelled), office))
            await site.WorkAsync(
                (db, scope) => ActivatorUtilities.CreateInstance<BulkSendingJob>(scope).RunAsync(db.OfficeId, id, Cancelled), office);
    }

    private async Task<List<AssignmentState>> StatesAsync(IReadOnlyList<QuestionnaireSite.Given> all)
    {
        var ids = all.Select(given => given.Assignment).ToList();
        return await site.ReadAsync(db => db.Assignments.Where(a => ids.Contains(a.Id)).Select(a => a.State).ToListAsync(Cancelled));
    }
}
