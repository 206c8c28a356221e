using System.Net;
using Accounton.Features.Questionnaires.Messages;
using Accounton.Tenancy;
using Accounton.Tests.Running;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Accounton.Tests.Features.Questionnaires.Messages;

/// <summary>What clients and their office write to each other about a question.</summary>
public sealed class MessagesTests(QuestionnaireSite site) : IClassFixture<QuestionnaireSite>
{
    private const string Question = "BestTime";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Message_aboutAQuestion_isReadByTheOfficeAnsweredByMailAndSettled()
    {
        var given = await site.GiveAsync(language: "fr");
        var (client, home) = await site.OpenAsync(given);
        var office = await site.MemberAsync(given.Office);
        var member = $"/questionnaires/{given.Assignment}";

        var section = await client.LookAsync($"{home}/s/Household");
        using var asked = await client.PostAsync(
            $"{home}/s/Household", new() { ["go"] = section.Html.QuerySelector("#q-BestTime button[name=go]")!.GetAttribute("value")! });
        var written = await WriteAsync(client, $"{home}/messages/{Question}", "Mag het ook ’s avonds?\nLiefst na zes uur.");
        var open = (await site.AssignmentAsync(given)).OpenThreads;
        var read = await office.LookAsync(member);
        site.Clock.Advance(TimeSpan.FromMinutes(1));
        await WriteAsync(office, $"{member}/messages/{Question}", "Zeker, dat kan.");
        var link = await site.Mailbox.LinkToAsync(site.App, given.Email);
        var answered = await client.LookAsync(home);
        var thread = await client.LookAsync($"{home}/messages/{Question}");
        using var resolved = await office.PostAsync($"{member}/messages/{Question}/resolve");
        var settled = await site.AssignmentAsync(given);

        Assert.Equal($"{home}/messages/{Question}", asked.Headers.Location?.ToString());
        Assert.Equal($"{home}/s/Household#q-{Question}", written);
        Assert.Equal((1, 0), (open, settled.OpenThreads));
        Assert.Contains("Liefst na zes uur.", read.Html.QuerySelector($"#m-{Question}")!.TextContent, StringComparison.Ordinal);
        Assert.StartsWith("/q/", link, StringComparison.Ordinal);
        Assert.Contains("question", site.Mailbox.Letters.Last(letter => letter.To == given.Email).Subject, StringComparison.Ordinal);
        Assert.DoesNotContain(site.Mailbox.Letters, letter => letter.Text.Contains("Zeker", StringComparison.Ordinal));
        Assert.Contains("Lire le message", answered.Html.QuerySelector("#open-threads + ul")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(
            ["Mag het ook ’s avonds?\nLiefst na zes uur.", "Zeker, dat kan."],
            thread.Html.QuerySelectorAll(".thread-text").Select(text => text.TextContent));
        Assert.Equal(HttpStatusCode.Redirect, resolved.StatusCode);
        Assert.Null((await client.LookAsync(home)).Html.QuerySelector("#open-threads"));
    }

    [Fact]
    public async Task Message_sentTwice_isWrittenOnceAndMailedOnce()
    {
        var given = await site.GiveAsync();
        await site.OpenAsync(given);
        var office = await site.MemberAsync(given.Office);
        var address = $"/questionnaires/{given.Assignment}/messages/{Question}";
        var page = await office.LookAsync(address);
        var fields = new Dictionary<string, string>
        {
            ["Text"] = "Hoe bereiken we u?", ["WriteId"] = page.Html.QuerySelector("[name=WriteId]")!.GetAttribute("value")!,
        };
        var before = site.Mailbox.Letters.Count(letter => letter.To == given.Email);

        (await office.PostAsync(address, fields)).Dispose();
        (await office.PostAsync(address, fields)).Dispose();
        await WriteAsync(office, address, "En tot hoe laat?");
        await Mailbox.DeliverAsync(site.App);

        Assert.Equal(2, await site.ReadAsync(db => db.ThreadMessages.CountAsync(
            message => db.QuestionThreads.Any(t => t.Id == message.ThreadId && t.AssignmentId == given.Assignment), Cancelled)));
        Assert.Equal(before + 1, site.Mailbox.Letters.Count(letter => letter.To == given.Email));
    }

    [Fact]
    public async Task Mail_aboutAMessageThatIsSettledMeanwhile_doesNotLeave()
    {
        var given = await site.GiveAsync();
        await site.OpenAsync(given);
        var office = await site.MemberAsync(given.Office);
        var address = $"/questionnaires/{given.Assignment}/messages/{Question}";
        var before = site.Mailbox.Letters.Count(letter => letter.To == given.Email);

        await WriteAsync(office, address, "Laat maar.");
        (await office.PostAsync($"{address}/resolve")).Dispose();
        await Mailbox.DeliverAsync(site.App);

        Assert.Equal(before, site.Mailbox.Letters.Count(letter => letter.To == given.Email));
    }

    [Fact]
    public async Task Message_emptyOrTooLong_isRefusedWithWhatWasTyped()
    {
        var given = await site.GiveAsync();
        var (client, home) = await site.OpenAsync(given);
        var address = $"{home}/messages/{Question}";
        await client.LookAsync(address);
        var tooMuch = new string('x', ThreadMessage.TextLength + 1);

        using var empty = await client.PostAsync(address, new() { ["Text"] = "  ", ["WriteId"] = Guid.NewGuid().ToString() });
        using var tooLong = await client.PostAsync(address, new() { ["Text"] = tooMuch, ["WriteId"] = Guid.NewGuid().ToString() });
        using var unknown = await client.PostAsync(
            $"{home}/messages/NoSuchQuestion", new() { ["Text"] = "x", ["WriteId"] = Guid.NewGuid().ToString() });
        var page = Visitor.Parse(await tooLong.Content.ReadAsStringAsync(Cancelled));

        Assert.Equal(
            (HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity, HttpStatusCode.NotFound),
            (empty.StatusCode, tooLong.StatusCode, unknown.StatusCode));
        Assert.Equal(tooMuch, page.QuerySelector("textarea")!.TextContent.Trim());
        Assert.Contains("2000", page.QuerySelector("#message-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(0, (await site.AssignmentAsync(given)).OpenThreads);
    }

    [Fact]
    public async Task Messages_inTheDatabase_areEncryptedAndBoundToTheirRow()
    {
        var given = await site.GiveAsync();
        var (client, home) = await site.OpenAsync(given);
        await WriteAsync(client, $"{home}/messages/{Question}", "GeplantBericht");
        await WriteAsync(client, $"{home}/messages/LivedInBelgium", "Nog een");

        var rows = await site.ReadAsync(db => db.ThreadMessages.AsNoTracking()
            .Where(message => db.QuestionThreads.Any(t => t.Id == message.ThreadId && t.AssignmentId == given.Assignment))
            .ToListAsync(Cancelled));

        Assert.All(rows, row => Assert.DoesNotContain("Geplant", row.Text, StringComparison.Ordinal));
        await site.WorkAsync(async (_, services) =>
        {
            var cipher = await services.GetRequiredService<OfficeCiphers>().CurrentAsync(Cancelled);
            Assert.Contains("GeplantBericht", rows.Select(row => cipher.DecryptMessage(row.Text, row.Id)));
            Assert.ThrowsAny<System.Security.Cryptography.CryptographicException>(() => cipher.DecryptMessage(rows[0].Text, rows[1].Id));
        });
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Messages_writtenAtTheSameTime_areAllInOneThread(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var app = new App(database);
        var assignment = await QuestionnaireSite.AssignAsync(app);

        await Task.WhenAll(Enumerable.Range(0, 6).Select(async writer =>
        {
            await using var scope = await app.OfficeScopeAsync();
            Assert.Null(await scope.ServiceProvider.GetRequiredService<QuestionThreads>().WriteAsync(
                assignment,
                null,
                new("BestTime", null, Accounton.Features.Questionnaires.Definitions.Person.Main),
                Guid.NewGuid(),
                $"bericht {writer}",
                Cancelled));
        }));

        await using var after = await app.OfficeScopeAsync();
        var threads = await after.ServiceProvider.GetRequiredService<QuestionThreads>().ReadAsync(assignment, null, Cancelled);
        Assert.Equal(6, Assert.Single(threads).Messages.Count);
        Assert.Equal(1, await after.ServiceProvider.GetRequiredService<Accounton.Data.AccountonContext>().Assignments
            .Where(a => a.Id == assignment).Select(a => a.OpenThreads).SingleAsync(Cancelled));
    }

    private static async Task<string?> WriteAsync(Visitor visitor, string address, string text)
    {
        await visitor.LookAsync(address);
        using var answer = await visitor.PostAsync(address, new() { ["Text"] = text, ["WriteId"] = Guid.NewGuid().ToString() });
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location?.ToString();
    }
}
