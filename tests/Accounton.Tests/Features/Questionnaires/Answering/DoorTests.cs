using System.Net;
using Accounton.Features.Questionnaires;
using Accounton.Features.Questionnaires.Answering;
using Accounton.Tests.Running;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Tests.Features.Questionnaires.Answering;

/// <summary>The way from the link in a mail to the questionnaire: who gets in, and who does not.</summary>
public sealed class DoorTests(QuestionnaireSite site) : IClassFixture<QuestionnaireSite>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Link_askedForAsScannersDo_leavesTheQuestionnaireSent()
    {
        var given = await site.GiveAsync();
        var link = await site.SendAsync(given);
        var before = await HeldAsync(given);

        for (var again = 0; again < 3; again++)
        {
            var scanner = await site.ComeAsync();
            using var head = await scanner.HeadAsync(link);
            var page = await scanner.LookAsync(link);
            using var upper = await scanner.GetAsync(link.Replace("/q/", "/Q/", StringComparison.Ordinal));
            Assert.Equal(HttpStatusCode.OK, head.StatusCode);
            Assert.Contains(App.DemoOffice, page.Text, StringComparison.Ordinal);
            Assert.Single(page.Html.QuerySelectorAll("main form button"));
            Assert.Equal("no-referrer", head.Headers.GetValues("Referrer-Policy").Single());
        }

        Assert.Equal(AssignmentState.Sent, (await site.AssignmentAsync(given)).State);
        Assert.Equal(before, await HeldAsync(given));
    }

    [Fact]
    public async Task Button_pressed_opensTheQuestionnaireAndRemembersTheDevice()
    {
        var given = await site.GiveAsync(language: "fr");
        var link = await site.SendAsync(given);
        var client = await site.ComeAsync();

        var home = await QuestionnaireSite.OpenAsync(client, link);
        var page = await client.LookAsync(home);
        var again = await client.LookAsync(home);

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal(HttpStatusCode.OK, again.Status);
        Assert.Equal("fr", page.Html.DocumentElement.GetAttribute("lang"));
        Assert.DoesNotContain(link.Split('/')[^1], page.Html.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.Equal(AssignmentState.Opened, (await site.AssignmentAsync(given)).State);
        Assert.Null(client.CookieAt("/", "accounton-device"));
        Assert.NotNull(client.CookieAt("/q", "accounton-device"));
    }

    [Fact]
    public async Task OtherDevice_getsACodeByMailAndNothingElse()
    {
        var given = await site.GiveAsync();
        var link = await site.SendAsync(given);
        var phone = await site.ComeAsync();
        var desk = await site.ComeAsync();
        var home = await QuestionnaireSite.OpenAsync(phone, link);

        var there = await QuestionnaireSite.OpenAsync(desk, link);
        using var refused = await desk.GetAsync(there);
        var code = await site.CodeAsync(given.Email);
        await desk.LookAsync($"{home}/enter?sent=true");
        using var wrong = await desk.PostAsync($"{home}/enter", new() { ["Code"] = code == "000000" ? "111111" : "000000" });
        using var right = await desk.PostAsync($"{home}/enter", new() { ["Code"] = $"{code[..3]} {code[3..]}" });
        var page = await desk.LookAsync(home);
        var other = await site.ComeAsync();
        await other.LookAsync($"{home}/enter");
        using var stolen = await other.PostAsync($"{home}/enter", new() { ["Code"] = code });

        Assert.Equal(home, there);
        Assert.Equal($"{home}/enter", refused.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Equal(home, right.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, stolen.StatusCode);
        var mail = await site.ReadAsync(
            db => db.OutgoingMails.AsNoTracking().SingleAsync(m => m.To == given.Email && m.IsUrgent, Cancelled));
        Assert.Null(mail.Code);
        Assert.DoesNotContain(code, mail.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Code_triedTooOftenOrTooLate_isNoMoreWorth()
    {
        var given = await site.GiveAsync();
        var (_, home) = await site.OpenAsync(given);
        var desk = await site.ComeAsync();
        await desk.LookAsync($"{home}/enter");
        (await desk.PostAsync($"{home}/code")).Dispose();
        var code = await site.CodeAsync(given.Email);
        for (var wrong = 0; wrong < RespondentCodes.MostTries; wrong++)
            (await desk.PostAsync($"{home}/enter", new() { ["Code"] = code == "000000" ? "111111" : "000000" })).Dispose();

        using var tooOften = await desk.PostAsync($"{home}/enter", new() { ["Code"] = code });
        (await desk.PostAsync($"{home}/code")).Dispose();
        var second = await site.CodeAsync(given.Email);
        site.Clock.Advance(RespondentCodes.Holds);
        using var tooLate = await desk.PostAsync($"{home}/enter", new() { ["Code"] = second });
        (await desk.PostAsync($"{home}/code")).Dispose();
        using var right = await desk.PostAsync($"{home}/enter", new() { ["Code"] = await site.CodeAsync(given.Email) });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, tooOften.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, tooLate.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, right.StatusCode);
    }

    [Fact]
    public async Task Codes_askedForAllTheTime_areMailedAFewTimesAnHour()
    {
        var given = await site.GiveAsync();
        var (_, home) = await site.OpenAsync(given);
        var desk = await site.ComeAsync();
        await desk.LookAsync($"{home}/enter");

        for (var asked = 0; asked < RespondentCodes.MostMailsPerHour + 3; asked++)
            (await desk.PostAsync($"{home}/code")).Dispose();
        await Mailbox.DeliverAsync(site.App);

        Assert.Equal(1 + RespondentCodes.MostMailsPerHour, site.Mailbox.Letters.Count(l => l.To == given.Email));
    }

    [Fact]
    public async Task Link_thatIsTooOld_isRenewedToTheAddressOnFile()
    {
        var given = await site.GiveAsync();
        var link = await site.SendAsync(given);
        site.Clock.Advance(new QuestionnaireOptions().LinkLifetime);
        var client = await site.ComeAsync();

        var told = await client.LookAsync(link);
        using var asked = await client.PostAsync(link);
        var renewed = await site.Mailbox.LinkToAsync(site.App, given.Email);
        var home = await QuestionnaireSite.OpenAsync(client, renewed);

        Assert.Contains("is verlopen", told.Text, StringComparison.Ordinal);
        Assert.Equal(AssignmentState.Opened, (await site.AssignmentAsync(given)).State);
        Assert.NotEqual(link, renewed);
        Assert.Equal(HttpStatusCode.OK, (await client.LookAsync(home)).Status);
    }

    [Fact]
    public async Task Link_withdrawnOrGuessed_getsTheSamePageAndNoMail()
    {
        var given = await site.GiveAsync();
        var link = await site.SendAsync(given);
        var client = await site.ComeAsync();
        var home = await QuestionnaireSite.OpenAsync(client, link);
        await site.WorkAsync(async (db, _) =>
            (await db.Respondents.SingleAsync(r => r.AssignmentId == given.Assignment, Cancelled)).WithdrawnAt = site.Clock.GetUtcNow());
        var mails = site.Mailbox.Letters.Count;

        var withdrawn = await client.LookAsync(link);
        using var pressed = await client.PostAsync(link);
        var guessed = await client.LookAsync("/q/" + new string('A', 43));
        using var pressedGuess = await client.PostAsync("/q/" + new string('A', 43));
        using var shutOut = await client.GetAsync(home);
        var entry = await client.LookAsync($"{home}/enter");
        using var code = await client.PostAsync($"{home}/code");
        var unknown = $"/q/r/{Guid.NewGuid()}";
        var unknownEntry = await client.LookAsync($"{unknown}/enter");
        using var unknownCode = await client.PostAsync($"{unknown}/code");
        await Mailbox.DeliverAsync(site.App);

        Assert.Equal(HttpStatusCode.Gone, withdrawn.Status);
        Assert.Equal((withdrawn.Status, withdrawn.Text), (guessed.Status, guessed.Text));
        Assert.Equal(HttpStatusCode.Gone, pressed.StatusCode);
        Assert.Equal(HttpStatusCode.Gone, pressedGuess.StatusCode);
        Assert.Equal($"{home}/enter", shutOut.Headers.Location?.ToString());
        Assert.Equal(entry.Text, unknownEntry.Text);
        Assert.Equal(code.StatusCode, unknownCode.StatusCode);
        Assert.Equal(mails, site.Mailbox.Letters.Count);
    }

    [Fact]
    public async Task Browser_ofTwoOfficesClients_seesEachUnderItsOwnAddress()
    {
        var ours = await site.GiveAsync();
        var theirs = await site.GiveAsync(App.OtherOffice);
        var client = await site.ComeAsync();

        var ourHome = await QuestionnaireSite.OpenAsync(client, await site.SendAsync(ours));
        var theirHome = await QuestionnaireSite.OpenAsync(client, await site.SendAsync(theirs));
        var ourPage = await client.LookAsync(ourHome);
        var theirPage = await client.LookAsync(theirHome);
        using var crossed = await client.PostAsync($"{ourHome}/language", new() { ["language"] = "en" });
        await client.LookAsync(ourHome);
        using var own = await client.PostAsync($"{ourHome}/language", new() { ["language"] = "en" });

        Assert.Equal(App.DemoOffice, ourPage.Html.QuerySelector(".answering-office")!.TextContent);
        Assert.Equal(App.OtherOffice, theirPage.Html.QuerySelector(".answering-office")!.TextContent);
        Assert.Equal(HttpStatusCode.BadRequest, crossed.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, own.StatusCode);
        Assert.Equal(("en", "nl"), ((await site.RespondentAsync(ours)).Language, (await site.RespondentAsync(theirs)).Language));
    }

    [Fact]
    public async Task Member_whoOpensAnotherOfficesLink_keepsTheirSessionAndSeesTheLinksOffice()
    {
        var given = await site.GiveAsync();
        var link = await site.SendAsync(given);
        var member = await site.ComeAsync(App.OtherAdmin);

        var home = await QuestionnaireSite.OpenAsync(member, link);
        var client = await member.LookAsync(home);
        var office = await member.LookAsync("/");
        using var data = await member.GetAsync($"/questionnaires/{given.Assignment}");

        Assert.Equal(App.DemoOffice, client.Html.QuerySelector(".answering-office")!.TextContent);
        Assert.Null(client.Html.QuerySelector(".sidebar"));
        Assert.Contains(App.OtherOffice, office.Html.QuerySelector(".topbar")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, data.StatusCode);
    }

    [Fact]
    public async Task Respondent_isNobodyOutsideOfTheirOwnPages()
    {
        var (client, _) = await site.OpenAsync(await site.GiveAsync());
        var other = await site.GiveAsync();
        await site.SendAsync(other);
        var stranger = (await site.RespondentAsync(other)).Id;

        using var list = await client.GetAsync("/questionnaires");
        using var theirs = await client.GetAsync($"/q/r/{stranger}");

        Assert.StartsWith("/sign-in", list.Headers.Location?.ToString(), StringComparison.Ordinal);
        Assert.Equal($"/q/r/{stranger}/enter", theirs.Headers.Location?.ToString());
    }

    [Fact]
    public async Task Office_thatIsSuspended_hasItsPageEverywhere()
    {
        var given = await site.GiveAsync(App.OtherOffice);
        var link = await site.SendAsync(given);
        var client = await site.ComeAsync();
        var home = await QuestionnaireSite.OpenAsync(client, link);
        var id = await site.App.OfficeIdAsync(App.OtherOffice);
        var oper = await site.ComeAsync(App.Operator);
        await client.LookAsync(link);

        (await oper.PostAsync($"/operator/offices/{id}/suspend")).Dispose();
        using var pressed = await client.PostAsync(link);
        Page[] pages = [await client.LookAsync(link), await client.LookAsync(home), await (await site.ComeAsync())
            .LookAsync($"{home}/enter")];
        (await oper.PostAsync($"/operator/offices/{id}/resume")).Dispose();

        Assert.All(pages, page =>
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, page.Status);
            Assert.Contains("Tijdelijk niet beschikbaar", page.Text, StringComparison.Ordinal);
        });
        Assert.Equal(HttpStatusCode.ServiceUnavailable, pressed.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.LookAsync(home)).Status);
    }

    [Fact]
    public async Task Tokens_triedFromOneAddress_areLimitedWhateverThePathLooksLike()
    {
        var guesser = await site.ComeAsync();
        var answers = new List<HttpStatusCode>();

        for (var guess = 0; guess < RespondentSetup.TriesPerMinute + 5; guess++)
        {
            using var answer = await guesser.GetAsync($"/{(guess % 2 == 0 ? "q" : "Q")}/guess{guess}");
            answers.Add(answer.StatusCode);
        }

        Assert.Equal(RespondentSetup.TriesPerMinute, answers.Count(status => status == HttpStatusCode.Gone));
        Assert.Equal(5, answers.Count(status => status == HttpStatusCode.TooManyRequests));
        Assert.Equal(HttpStatusCode.Gone, (await (await site.ComeAsync()).LookAsync("/q/guess")).Status);
    }

    [Fact]
    public async Task TwoDevices_atTheSameMoment_letOneInWithoutACode()
    {
        var given = await site.GiveAsync();
        var link = await site.SendAsync(given);
        var visitors = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => site.ComeAsync()));
        foreach (var visitor in visitors)
            await visitor.LookAsync(link);

        var homes = await Task.WhenAll(visitors.Select(async visitor =>
        {
            using var answer = await visitor.PostAsync(link);
            return answer.Headers.Location?.ToString();
        }));

        var letIn = 0;
        foreach (var visitor in visitors)
        {
            using var answer = await visitor.GetAsync(homes[0]!);
            letIn += answer.StatusCode == HttpStatusCode.OK ? 1 : 0;
        }

        Assert.Single(homes.Distinct());
        Assert.Equal(1, letIn);
    }

    private Task<string> HeldAsync(QuestionnaireSite.Given given) =>
        site.ReadAsync(async db => System.Text.Json.JsonSerializer.Serialize(new
        {
            Assignments = await db.Assignments.AsNoTracking().Where(a => a.Id == given.Assignment).ToListAsync(Cancelled),
            Respondents = await db.Respondents.AsNoTracking().Where(r => r.AssignmentId == given.Assignment).ToListAsync(Cancelled),
            Links = await db.RespondentLinks.AsNoTracking().OrderBy(l => l.Id).ToListAsync(Cancelled),
            Devices = await db.RespondentDevices.AsNoTracking().OrderBy(d => d.Id).ToListAsync(Cancelled),
            Mails = await db.OutgoingMails.CountAsync(Cancelled),
        }));

    /// <summary>Who cannot get in needs it most: without a device that is known, and without a link that works.</summary>
    [Fact]
    public async Task Help_forClients_isInTheirLanguageForWhoeverHasALink()
    {
        var given = await site.GiveAsync(language: "fr");
        var link = await site.SendAsync(given);
        var stranger = await site.ComeAsync();

        var door = await stranger.LookAsync(link);
        var help = door.Html.QuerySelector(".answering-end a")!.GetAttribute("href")!;
        var ofRespondent = await stranger.LookAsync(help);
        var none = await stranger.LookAsync("/q/no-such-link?language=en");
        var ofNobody = await stranger.LookAsync(none.Html.QuerySelector(".answering-end a")!.GetAttribute("href")!);

        Assert.StartsWith("/q/r/", help, StringComparison.Ordinal);
        Assert.Contains("Ouvrir le lien", ofRespondent.Text, StringComparison.Ordinal);
        Assert.Contains("Opening the link", ofNobody.Text, StringComparison.Ordinal);
        Assert.Equal("en", ofNobody.Html.DocumentElement.GetAttribute("lang"));
        Assert.DoesNotContain(given.Email, ofRespondent.Html.DocumentElement.TextContent, StringComparison.Ordinal);
        Assert.Null((await site.AssignmentAsync(given)).OpenedAt);
    }
}
