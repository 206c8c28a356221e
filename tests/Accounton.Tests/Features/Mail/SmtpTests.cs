using Accounton.Data;
using Accounton.Features.Mail;
using Accounton.Tenancy;
using Accounton.Tests.Running;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace Accounton.Tests.Features.Mail;

/// <summary>Mails over the wire, to a real server.</summary>
public sealed class SmtpTests
{
    private static readonly byte[] Png = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Mail_ofAnOffice_arrivesInItsStyle()
    {
        await using var server = await SmtpServer.StartAsync();
        await using var database = await TestDatabase.CreateAsync();
        await using var app = new App(database, settings: [("Mail:Folder", ""), .. server.Settings, ("Mail:From", "post@accounton.test")]);
        var office = await app.OfficeIdAsync(App.DemoOffice);
        OutgoingMail mail;
        await using (var scope = await app.OfficeScopeAsync())
        {
            var db = scope.ServiceProvider.GetRequiredService<AccountonContext>();
            var row = await db.Offices.SingleAsync(o => o.Id == office, Cancelled);
            row.SenderName = "Kantoor <Dé>";
            row.ReplyTo = "an@demo.test";
            row.Colour = "#aa0055";
            db.OfficeLogos.Add(new OfficeLogo { OfficeId = office, ContentType = "image/png", Bytes = Png });
            mail = scope.ServiceProvider.GetRequiredService<Mails>().Add(
                "karel@klant.test",
                "Uw vragenlijst é",
                $"Dag Karel <b>\n\nOpen uw vragenlijst: {MailRow.LinkMark}\n\nTot binnenkort",
                new Uri("https://accounton.test/q?token=geheim"));
            await db.SaveChangesAsync(Cancelled);
        }

        await RunAsync(app, office, mail.Id);

        var came = Assert.Single(await server.MailsAsync());
        Assert.Equal(
            ("Kantoor Dé via Accounton", "post@accounton.test"), (came.From.Mailboxes.Single().Name, came.From.Mailboxes.Single().Address));
        Assert.Equal("an@demo.test", came.ReplyTo.Mailboxes.Single().Address);
        Assert.Equal("karel@klant.test", came.To.Mailboxes.Single().Address);
        Assert.Equal("Uw vragenlijst é", came.Subject);
        Assert.Contains("Open uw vragenlijst: https://accounton.test/q?token=geheim", came.TextBody, StringComparison.Ordinal);
        var html = Visitor.Parse(came.HtmlBody!);
        Assert.Equal("https://accounton.test/q?token=geheim", html.QuerySelector("a")!.GetAttribute("href"));
        Assert.Equal("Open uw vragenlijst", html.QuerySelector("a")!.TextContent);
        Assert.Contains("#aa0055", came.HtmlBody, StringComparison.Ordinal);
        Assert.Empty(html.QuerySelectorAll("b"));
        var picture = came.BodyParts.OfType<MimePart>().Single(part => part.ContentType.IsMimeType("image", "png"));
        Assert.Equal("cid:" + picture.ContentId, html.QuerySelector("img")!.GetAttribute("src"));
        using var bytes = new MemoryStream();
        await picture.Content!.DecodeToAsync(bytes, Cancelled);
        Assert.Equal(Png, bytes.ToArray());
        var sent = await MailAsync(app, mail.Id);
        Assert.Equal(MailState.Sent, sent.State);
        Assert.Null(sent.Link);
    }

    [Fact]
    public async Task Mail_thatTheServerRefuses_isGivenUpWithTheServersCode()
    {
        await using var server = await SmtpServer.StartAsync("--size", "2000");
        await using var database = await TestDatabase.CreateAsync();
        await using var app = new App(database, settings: [("Mail:Folder", ""), .. server.Settings]);
        var mail = await AddAsync(app, new string('x', 4_000));

        await RunAsync(app, mail.OfficeId, mail.Id);

        var refused = await MailAsync(app, mail.Id);
        Assert.Equal("SMTP 552", refused.Fault);
        Assert.Equal(MailState.Refused, refused.State);
        Assert.Empty(await server.MailsAsync());
    }

    [Fact]
    public async Task Mail_withoutAServerThere_waits()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var app = new App(database, settings: [
            ("Mail:Folder", ""), ("Mail:Host", "127.0.0.1"), ("Mail:Port", $"{ServerProcess.FreeUrl().Port}"), ("Mail:Security", "None"),
        ]);
        var mail = await AddAsync(app, "x");

        await RunAsync(app, mail.OfficeId, mail.Id);

        var waiting = await MailAsync(app, mail.Id);
        Assert.NotNull(waiting.Fault);
        Assert.Equal(MailState.Waiting, waiting.State);
        Assert.True(waiting.NotBefore > waiting.CreatedAt);
    }

    [Theory]
    [InlineData("els@voorbeeld,be")]
    [InlineData("els@@voorbeeld.be")]
    [InlineData("")]
    public async Task Mail_thatCannotBeMade_isGivenUpAtOnceAndShown(string to)
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var app = new App(database);
        var mail = await AddAsync(app, "x", to);

        await RunAsync(app, mail.OfficeId, mail.Id);

        var tried = await MailAsync(app, mail.Id);
        Assert.Equal(MailState.Refused, tried.State);
        Assert.NotNull(tried.Fault);
        var page = await (await Visitor.ComeAsync(app, App.Operator)).LookAsync("/operator/mail?refused=true");
        Assert.Contains(tried.Fault, page.Text, StringComparison.Ordinal);
    }

    /// <summary>Whatever a transport throws: it is tried again a few times, and then given up.</summary>
    [Fact]
    public async Task Mail_thatFailsInAnUnknownWay_isTriedAgainAndGivenUpInTheEnd()
    {
        var mailbox = new Mailbox { Refusal = new NotSupportedException("odd") };
        var clock = new StandingClock();
        await using var database = await TestDatabase.CreateAsync();
        await using var app = new App(database, clock: clock, replace: mailbox.Replace);
        var mail = await AddAsync(app, "x");

        for (var attempt = 0; attempt < MailSender.MostAttempts; attempt++)
        {
            Assert.Equal(MailState.Waiting, (await MailAsync(app, mail.Id)).State);
            await RunAsync(app, mail.OfficeId, mail.Id);
            clock.Advance(TimeSpan.FromHours(5));
        }

        Assert.Equal(
            (nameof(NotSupportedException), MailState.Refused),
            ((await MailAsync(app, mail.Id)).Fault, (await MailAsync(app, mail.Id)).State));
    }

    private static async Task<OutgoingMail> AddAsync(App app, string body, string to = "karel@klant.test")
    {
        await using var scope = await app.OfficeScopeAsync();
        var mail = scope.ServiceProvider.GetRequiredService<Mails>().Add(to, "s", body);
        await scope.ServiceProvider.GetRequiredService<AccountonContext>().SaveChangesAsync(Cancelled);
        return mail;
    }

    private static async Task RunAsync(App app, Guid office, Guid mail)
    {
        await using var scope = app.Services.GetRequiredService<IServiceScopeFactory>().CreateOfficeScope(office);
        await ActivatorUtilities.CreateInstance<SendMailJob>(scope.ServiceProvider).RunAsync(office, mail, Cancelled);
    }

    private static async Task<OutgoingMail> MailAsync(App app, Guid id)
    {
        await using var scope = await app.OfficeScopeAsync();
        return await scope.ServiceProvider.GetRequiredService<AccountonContext>().OutgoingMails
            .AsNoTracking().SingleAsync(m => m.Id == id, Cancelled);
    }
}
