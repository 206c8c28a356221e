using Accounton.Data;
using Accounton.Tests.Running;
using MailKit.Net.Smtp;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace Accounton.Tests.Features.Operators;

public sealed class MailTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Mail_thatWasRefusedForGood_isShownHalfAndSentWhenAskedAgain()
    {
        var mailbox = new Mailbox
        {
            Refusal = new SmtpCommandException(
            SmtpErrorCode.RecipientNotAccepted,
            SmtpStatusCode.MailboxUnavailable,
            new MailboxAddress("", "x@y.test"),
            "no such user nele@nieuw.test")
        };
        await using var database = await TestDatabase.CreateAsync();
        await using var app = new App(database, replace: mailbox.Replace);
        var visitor = await Visitor.ComeAsync(app, App.Operator);
        (await visitor.PostAsync(
            "/operator/offices", new() { ["Name"] = "Kantoor Nieuw", ["Language"] = "nl", ["Email"] = "nele@nieuw.test" })).Dispose();
        await Mailbox.DeliverAsync(app);

        var refused = await visitor.LookAsync("/operator/mail?refused=true");
        var again = refused.Html.QuerySelector("form[action$='/again']")!;
        mailbox.Refusal = null;
        (await visitor.PostAsync(
            again.GetAttribute("action")!,
            new() { ["officeId"] = again.QuerySelector("[name=officeId]")!.GetAttribute("value")! })).Dispose();
        var link = await mailbox.LinkToAsync(app, "nele@nieuw.test");
        var sent = await visitor.LookAsync("/operator/mail");

        var line = Assert.Single(refused.Html.QuerySelectorAll("tbody tr")).TextContent;
        Assert.Contains("n•••@nieuw.test", line, StringComparison.Ordinal);
        Assert.Contains("SMTP 550", line, StringComparison.Ordinal);
        Assert.DoesNotContain("nele@", line, StringComparison.Ordinal);
        Assert.StartsWith("/invitation?token=", link, StringComparison.Ordinal);
        Assert.Contains("Verstuurd", sent.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mail_thatCouldNotLeave_isTriedLaterAndKeepsItsLinkUnreadable()
    {
        var clock = new StandingClock();
        var mailbox = new Mailbox { Refusal = new IOException("away") };
        await using var database = await TestDatabase.CreateAsync();
        await using var app = new App(database, clock: clock, replace: mailbox.Replace);
        var visitor = await Visitor.ComeAsync(app);
        (await visitor.PostAsync("/password", new() { ["Email"] = App.Admin })).Dispose();
        await Mailbox.DeliverAsync(app);

        mailbox.Refusal = null;
        await Mailbox.DeliverAsync(app);
        Assert.Empty(mailbox.Letters);
        var waiting = await MailAsync(app);
        clock.Advance(TimeSpan.FromMinutes(1));
        await Mailbox.DeliverAsync(app);

        var letter = Assert.Single(mailbox.Letters);
        Assert.Equal("IOException", waiting.Fault);
        Assert.DoesNotContain("token", waiting.Link!, StringComparison.Ordinal);
        Assert.DoesNotContain("token", waiting.Body, StringComparison.Ordinal);
        Assert.Contains("token=", letter.Link!.Query, StringComparison.Ordinal);
        var sent = await MailAsync(app);
        Assert.Null(sent.Link);
        Assert.Equal(Accounton.Features.Mail.MailState.Sent, sent.State);
    }

    private static async Task<Accounton.Features.Mail.PlatformMail> MailAsync(App app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<AccountonContext>().PlatformMails.AsNoTracking().SingleAsync(Cancelled);
    }
}
