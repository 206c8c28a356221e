using Accounton.Data;
using Accounton.Features.Mail;
using Accounton.Tests.Running;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Accounton.Tests.Features.Mail;

/// <summary>
/// What becomes of a mail when a real server misbehaves, at each step: it arrives once, or is known to be
/// uncertain, and never arrives twice.
/// </summary>
public sealed class DeliveryTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Mails_toAServerThatFailsAtEachStep_endAsWhatIsKnownAndAreNotSentAgain()
    {
        (string To, MailState State, string? Fault, int Arrived)[] expected =
        [
            ("fine@klant.test", MailState.Sent, null, 1),
            ("rcpt450@klant.test", MailState.Waiting, "SMTP 450", 0),
            ("rcpt550@klant.test", MailState.Refused, "SMTP 550", 0),
            ("droprcpt@klant.test", MailState.Waiting, "SmtpProtocolException", 0),
            ("data450@klant.test", MailState.Waiting, "SMTP 450", 0),
            ("data554@klant.test", MailState.Refused, "SMTP 554", 0),
            ("dropdata@klant.test", MailState.Uncertain, "SmtpProtocolException", 0),
            ("dropcontent@klant.test", MailState.Uncertain, "SmtpProtocolException", 0),
            ("dropkept@klant.test", MailState.Uncertain, "SmtpProtocolException", 1),
            ("end451@klant.test", MailState.Uncertain, "SMTP 451", 0),
            ("end554@klant.test", MailState.Refused, "SMTP 554", 0),
            ("slow@klant.test", MailState.Uncertain, "TaskCanceledException", 1),
            ("last@klant.test", MailState.Sent, null, 1),
        ];
        await using var server = await SmtpServer.StartAsync();
        await using var database = await TestDatabase.CreateAsync();
        var clock = new StandingClock();
        await using var app = new App(
            database, clock: clock, settings: [("Mail:Folder", ""), ("Mail:Timeout", "00:00:01"), .. server.Settings]);
        await AddAsync(app, expected.Select(one => one.To));

        await RunAsync(app);
        var first = await MailsAsync(app);
        clock.Advance(TimeSpan.FromHours(5));
        await RunAsync(app);

        Assert.Equal(
            expected.Select(one => (one.To, one.State, one.Fault)).OrderBy(one => one.To, StringComparer.Ordinal),
            first.Select(mail => (mail.To, mail.State, mail.Fault)));
        Assert.Equal(["rcpt550@klant.test"], first.Where(mail => mail.IsAddressRefused).Select(mail => mail.To));
        Assert.Equal(first.Select(mail => mail.State), (await MailsAsync(app)).Select(mail => mail.State));
        var arrived = await server.CountsAsync();
        Assert.Equal(expected.Select(one => (one.To, one.Arrived)), expected.Select(one => (one.To, arrived.GetValueOrDefault(one.To))));
        var page = await (await Visitor.ComeAsync(app, App.Operator)).LookAsync("/operator/mail?refused=true");
        Assert.Equal(8, page.Html.QuerySelectorAll("tbody tr").Length);
        Assert.Equal(5, page.Html.QuerySelectorAll("tbody tr").Count(row => row.TextContent.Contains("Onzeker", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("450", MailState.Waiting)]
    [InlineData("550", MailState.Refused)]
    public async Task Mail_fromASenderWhomTheServerRefuses_isNoFaultOfTheAddress(string code, MailState state)
    {
        await using var server = await SmtpServer.StartAsync("--mail", code);
        await using var database = await TestDatabase.CreateAsync();
        await using var app = new App(database, settings: [("Mail:Folder", ""), .. server.Settings]);
        await AddAsync(app, ["an@klant.test"]);

        await RunAsync(app);

        var mail = Assert.Single(await MailsAsync(app));
        Assert.Equal((state, "SMTP " + code, false), (mail.State, mail.Fault, mail.IsAddressRefused));
    }

    [Fact]
    public async Task Mails_toAServerThatTakesFewPerConnection_allArriveOnce()
    {
        await using var server = await SmtpServer.StartAsync("--after", "3");
        await using var database = await TestDatabase.CreateAsync();
        await using var app = new App(database, settings: [("Mail:Folder", ""), .. server.Settings]);
        string[] all = [.. Enumerable.Range(0, 10).Select(n => $"klant{n}@klant.test")];
        await AddAsync(app, all);

        await RunAsync(app);

        Assert.All(await MailsAsync(app), mail => Assert.Equal(MailState.Sent, mail.State));
        Assert.Equal(all.Select(to => (to, 1)), (await server.CountsAsync()).Select(pair => (pair.Key, pair.Value)).Order());
    }

    /// <summary>The process that was giving it to the server is gone, and never said what came of it.</summary>
    [Fact]
    public async Task Mail_ofWhichNobodyKnowsTheOutcome_isNotSentAgainUnlessAPersonSaysSo()
    {
        var mailbox = new Mailbox();
        await using var database = await TestDatabase.CreateAsync();
        await using var app = new App(database, replace: mailbox.Replace);
        await AddAsync(app, ["an@klant.test"], mail => mail.State = MailState.Sending);

        await Mailbox.DeliverAsync(app);
        var lost = Assert.Single(await MailsAsync(app));
        var before = mailbox.Letters.Count;
        var oper = await Visitor.ComeAsync(app, App.Operator);
        await oper.LookAsync("/operator/mail");
        (await oper.PostAsync($"/operator/mail/{lost.Id}/again", new() { ["officeId"] = lost.OfficeId.ToString() })).Dispose();
        await Mailbox.DeliverAsync(app);

        Assert.Equal((MailState.Uncertain, MailSender.Interrupted, 0), (lost.State, lost.Fault, before));
        Assert.Single(mailbox.Letters);
    }

    [Fact]
    public async Task Mails_thatTwoJobsSendAtOnce_leaveOnceEach()
    {
        var mailbox = new Mailbox();
        await using var database = await TestDatabase.CreateAsync("PostgreSql");
        await using var app = new App(database, replace: mailbox.Replace);
        await AddAsync(app, Enumerable.Range(0, 120).Select(n => $"klant{n}@klant.test"));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => RunAsync(app)));

        Assert.Equal(120, mailbox.Letters.Select(letter => letter.To).Distinct().Count());
        Assert.Equal(120, mailbox.Letters.Count);
    }

    private static async Task AddAsync(App app, IEnumerable<string> to, Action<OutgoingMail>? change = null)
    {
        await using var scope = await app.OfficeScopeAsync();
        var mails = scope.ServiceProvider.GetRequiredService<Mails>();
        foreach (var address in to)
        {
            var mail = mails.Add(address, "s", "b");
            change?.Invoke(mail);
        }

        await scope.ServiceProvider.GetRequiredService<AccountonContext>().SaveChangesAsync(Cancelled);
    }

    private static async Task RunAsync(App app)
    {
        await using var scope = await app.OfficeScopeAsync();
        var office = scope.ServiceProvider.GetRequiredService<AccountonContext>().OfficeId;
        await ActivatorUtilities.CreateInstance<SendMailsJob>(scope.ServiceProvider).RunAsync(office, Cancelled);
    }

    private static async Task<List<OutgoingMail>> MailsAsync(App app)
    {
        await using var scope = await app.OfficeScopeAsync();
        return await scope.ServiceProvider.GetRequiredService<AccountonContext>().OutgoingMails
            .AsNoTracking().OrderBy(m => m.To).ToListAsync(Cancelled);
    }
}
