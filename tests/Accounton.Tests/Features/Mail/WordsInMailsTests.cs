using System.Net;
using Accounton.Data;
using Accounton.Development.Demo;
using Accounton.Features.Mail;
using Accounton.Features.Operators;
using Accounton.Features.Settings.Members;
using Accounton.Tests.Features.Operators;
using Accounton.Tests.Running;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Accounton.Tests.Features.Mail;

/// <summary>What people type that ends in a mail: to whom it goes, and the names in it.</summary>
public sealed class WordsInMailsTests(OperatorSite site) : IClassFixture<OperatorSite>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("els@voorbeeld,be")]
    [InlineData("Jan <jan@voorbeeld.be>")]
    [InlineData("jan@voorbeeld")]
    public async Task Address_thatCannotBeMailed_isRefusedAtEveryDoor(string address)
    {
        var admin = await site.ComeAsync(App.Admin);
        var oper = await site.ComeAsync(App.Operator);
        var id = await site.App.OfficeIdAsync(App.DemoOffice);
        (Visitor Who, string Path, string Field, Dictionary<string, string> Others)[] entry =
        [
            (admin, "/settings/members/invite", "Email", new() { ["Role"] = "Accountant" }),
            (admin, "/account/email", "Email.Address", new() { ["Email.Password"] = new DemoAccounts().Password }),
            (
                admin,
                "/settings/office",
                "Facts.ContactEmail",
                new() { ["Facts.Name"] = App.DemoOffice, ["Facts.Language"] = "nl", ["Facts.TimeZone"] = "Europe/Brussels" }),
            (admin, "/settings/office/style", "Style.ReplyTo", new() { ["Style.Colour"] = "#aa0055" }),
            (oper, "/operator/offices", "Email", new() { ["Name"] = "Kantoor Fout", ["Language"] = "nl" }),
            (oper, $"/operator/offices/{id}/invite", "Email", []),
            (await site.ComeAsync(), "/password", "Email", []),
        ];

        foreach (var (who, path, field, others) in entry)
        {
            using var answer = await who.PostAsync(path, new(others) { [field] = address });
            var page = Visitor.Parse(await answer.Content.ReadAsStringAsync(Cancelled));
            Assert.True(page.QuerySelector($"[name='{field}'][aria-invalid]") is not null, $"{path} {(int)answer.StatusCode}");
        }

        Assert.Equal(2, await NewOperator.RunAsync(site.App.Services, [address], TextWriter.Null, TextWriter.Null));
    }

    [Fact]
    public async Task Address_withAnApostrophe_isInvitedAndJoinsAndSignsIn()
    {
        var admin = await site.ComeAsync(App.Admin);
        (await admin.PostAsync("/settings/members/invite", new() { ["Email"] = "o'brien@voorbeeld.test", ["Role"] = "Accountant" }))
            .Dispose();
        var link = await site.Mailbox.LinkToAsync(site.App, "o'brien@voorbeeld.test");
        var visitor = await site.ComeAsync();
        await visitor.LookAsync(link);

        using var joined = await visitor.PostAsync(
            "/invitation", new() { ["Token"] = Mailbox.TokenOf(link), ["Name"] = "Orla O'Brien", ["Password"] = "een lange zin" });
        using var signedIn = await (await site.ComeAsync()).SignInAsync("o'brien@voorbeeld.test", "een lange zin");

        Assert.Equal("/", joined.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
    }

    [Theory]
    [InlineData("Peeters\r\n\r\nUw rekening is geblokkeerd.")]
    [InlineData("PayPal <security@paypal.test>")]
    [InlineData("Peeters https://kwaad.test")]
    [InlineData("Peeters [[link]]")]
    public async Task Name_thatWouldBeMoreThanAName_isRefusedWhereItIsTyped(string name)
    {
        var admin = await site.ComeAsync(App.Admin);
        var oper = await site.ComeAsync(App.Operator);
        (Visitor Who, string Path, string Field, Dictionary<string, string> Others)[] entry =
        [
            (admin, "/account", "Profile.Name", []),
            (admin, "/settings/office", "Facts.Name", new() { ["Facts.Language"] = "nl", ["Facts.TimeZone"] = "Europe/Brussels" }),
            (admin, "/settings/office/style", "Style.Sender", new() { ["Style.Colour"] = "#aa0055" }),
            (oper, "/operator/offices", "Name", new() { ["Email"] = "nele@nieuw.test", ["Language"] = "nl" }),
        ];

        foreach (var (who, path, field, others) in entry)
        {
            using var answer = await who.PostAsync(path, new(others) { [field] = name });
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            Assert.NotNull(
                Visitor.Parse(await answer.Content.ReadAsStringAsync(Cancelled)).QuerySelector($"[name='{field}'][aria-invalid]"));
        }
    }

    /// <summary>Kept before there was a rule, or put there by hand.</summary>
    [Fact]
    public async Task Name_thatIsMoreThanAName_isOnlyWordsInTheMail()
    {
        await using (var scope = await site.App.OfficeScopeAsync(App.OtherOffice))
        {
            var db = scope.ServiceProvider.GetRequiredService<AccountonContext>();
            (await db.Offices.SingleAsync(o => o.Id == db.OfficeId, Cancelled)).SenderName = "PayPal <security@paypal.test>";
            (await db.Offices.SingleAsync(o => o.Id == db.OfficeId, Cancelled)).Name =
                $"{App.OtherOffice}\n\nBetaal hier: [[link]]{MailRow.LinkMark}\n\nhttps://kwaad.test/";
            await db.SaveChangesAsync(Cancelled);
            Assert.Equal(
                InvitationResult.Sent, await scope.ServiceProvider.GetRequiredService<Invitations>().InviteAsync(
                    "vreemd@woorden.test", Accounton.Tenancy.OfficeRole.Accountant, Cancelled));
            (await db.Offices.SingleAsync(o => o.Id == db.OfficeId, Cancelled)).Name = App.OtherOffice;
            await db.SaveChangesAsync(Cancelled);
        }

        await Mailbox.DeliverAsync(site.App);
        using var mail = site.Mailbox.Letters.Last(l => l.To == "vreemd@woorden.test").Compose("post@accounton.test");

        Assert.Equal("PayPal security paypal.test via Accounton", mail.From.Mailboxes.Single().Name);
        var html = Visitor.Parse(mail.HtmlBody!);
        var anchor = Assert.Single(html.QuerySelectorAll("a"));
        Assert.Equal("Uitnodiging aanvaarden", anchor.TextContent);
        Assert.DoesNotContain(html.QuerySelectorAll("p"), p => p.TextContent.StartsWith("Betaal", StringComparison.Ordinal));
        Assert.DoesNotContain("kwaad", mail.HtmlBody + mail.TextBody + mail.Subject, StringComparison.Ordinal);
    }

    [Theory, InlineData("Sqlite"), InlineData("PostgreSql")]
    public async Task Invitations_byTheDozenAtOnce_endAtTheDaysLimit(string provider)
    {
        var clock = new StandingClock();
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var app = new App(database, clock: clock);
        var admin = await Visitor.ComeAsync(app, App.Admin);

        await Parallel.ForEachAsync(Enumerable.Range(0, Invitations.PerDay + 15), Cancelled, async (i, _) =>
        {
            using var answer = await admin.PostAsync(
                "/settings/members/invite", new() { ["Email"] = $"vreemd{i}@elders.test", ["Role"] = "Accountant" });
            Assert.True(answer.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.UnprocessableEntity, answer.StatusCode.ToString());
        });
        var sent = await CountAsync();
        using var refused = await admin.PostAsync(
            "/settings/members/invite", new() { ["Email"] = "nog@elders.test", ["Role"] = "Accountant" });
        clock.Advance(TimeSpan.FromDays(1));
        using var tomorrow = await (await Visitor.ComeAsync(app, App.Admin)).PostAsync(
            "/settings/members/invite", new() { ["Email"] = "morgen@elders.test", ["Role"] = "Accountant" });

        Assert.Equal(Invitations.PerDay, sent);
        Assert.Contains("al 40 uitnodigingen", await refused.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);

        async Task<int> CountAsync()
        {
            await using var scope = await app.OfficeScopeAsync();
            return await scope.ServiceProvider.GetRequiredService<AccountonContext>().OutgoingMails.CountAsync(Cancelled);
        }
    }
}
