using System.Net;
using Accounton.Development.Demo;
using Accounton.Features.Operators;
using Accounton.Tenancy;
using Accounton.Tests.Features.Operators;
using Accounton.Tests.Running;

namespace Accounton.Tests.Features.Account;

public sealed class PasswordTests(OperatorSite site) : IClassFixture<OperatorSite>
{
    private const string New = "een lange zin";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Link_forANewPassword_worksOnceAndEndsEverySession()
    {
        var elsewhere = await site.ComeAsync(App.Accountant);
        var visitor = await site.ComeAsync();
        (await visitor.PostAsync("/password", new() { ["Email"] = " ACCOUNTANT@demo.test " })).Dispose();
        var link = await site.Mailbox.LinkToAsync(site.App, App.Accountant);

        await visitor.LookAsync(link);
        using var kept = await ChooseAsync(visitor, link);
        using var again = await ChooseAsync(visitor, link);
        using var old = await visitor.SignInAsync(App.Accountant);
        using var signedIn = await visitor.SignInAsync(App.Accountant, New);
        using var ended = await elsewhere.GetAsync("/");

        Assert.Equal("/sign-in", kept.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.Gone, again.StatusCode);
        Assert.Equal(HttpStatusCode.OK, old.StatusCode);
        Assert.Equal("/", signedIn.Headers.Location?.ToString());
        Assert.StartsWith("/sign-in", ended.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Link_thatWasReplacedOrIsTooOld_worksNoMore()
    {
        var visitor = await site.ComeAsync();
        (await visitor.PostAsync("/password", new() { ["Email"] = App.Admin })).Dispose();
        var first = await site.Mailbox.LinkToAsync(site.App, App.Admin);
        (await visitor.PostAsync("/password", new() { ["Email"] = App.Admin })).Dispose();
        var second = await site.Mailbox.LinkToAsync(site.App, App.Admin);
        using var replaced = await visitor.GetAsync(first);
        using var works = await visitor.GetAsync(second);

        site.Clock.Advance(TimeSpan.FromHours(2));
        using var old = await ChooseAsync(visitor, second);

        Assert.Equal(HttpStatusCode.Gone, replaced.StatusCode);
        Assert.Equal(HttpStatusCode.OK, works.StatusCode);
        Assert.Equal(HttpStatusCode.Gone, old.StatusCode);
    }

    [Fact]
    public async Task Links_fromBeforeAChangeOfPassword_workNoMore()
    {
        var email = await AddAsync("voordien@demo.test");
        var visitor = await site.ComeAsync(email);
        (await visitor.PostAsync("/password", new() { ["Email"] = email })).Dispose();
        var reset = await site.Mailbox.LinkToAsync(site.App, email);
        (await visitor.PostAsync(
            "/account/email",
            new() { ["Email.Address"] = "nadien@demo.test", ["Email.Password"] = new DemoAccounts().Password })).Dispose();
        var toOld = await site.Mailbox.LinkToAsync(site.App, email);
        var toNew = await site.Mailbox.LinkToAsync(site.App, "nadien@demo.test");
        await visitor.LookAsync(toOld);
        (await visitor.PostAsync("/email", new() { ["token"] = Mailbox.TokenOf(toOld) })).Dispose();

        using var changed = await visitor.PostAsync(
            "/account/password", new() { ["Password.PasswordNow"] = new DemoAccounts().Password, ["Password.PasswordNew"] = New });

        Assert.Equal("/account", changed.Headers.Location?.ToString());
        foreach (var link in (string[])[reset, toOld, toNew])
        {
            using var spent = await visitor.GetAsync(link);
            Assert.Equal(HttpStatusCode.Gone, spent.StatusCode);
        }
    }

    [Fact]
    public async Task Link_fromBeforeAChangeOfAddress_worksNoMore()
    {
        var email = await AddAsync("verhuist@demo.test");
        var visitor = await site.ComeAsync(email);
        (await visitor.PostAsync("/password", new() { ["Email"] = email })).Dispose();
        var reset = await site.Mailbox.LinkToAsync(site.App, email);
        (await visitor.PostAsync(
            "/account/email",
            new() { ["Email.Address"] = "verhuisd@demo.test", ["Email.Password"] = new DemoAccounts().Password })).Dispose();
        foreach (var address in (string[])[email, "verhuisd@demo.test"])
            (await visitor.PostAsync("/email", new() { ["token"] = Mailbox.TokenOf(await site.Mailbox.LinkToAsync(site.App, address)) }))
                .Dispose();

        using var spent = await visitor.GetAsync(reset);

        Assert.Equal(HttpStatusCode.Gone, spent.StatusCode);
    }

    /// <summary>It could set the password of who became an operator by the first.</summary>
    [Fact]
    public async Task OperatorsSecondLink_onceTheFirstIsUsed_worksNoMore()
    {
        var links = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            await using var output = new StringWriter();
            await NewOperator.RunAsync(site.App.Services, ["tweemaal@platform.test"], output, TextWriter.Null);
            links.Add(Mailbox.TokenOf(output.ToString().Trim()));
        }

        var visitor = await site.ComeAsync();
        using var first = await visitor.PostAsync("/welcome", new() { ["Token"] = links[0], ["Name"] = "Tom Twee", ["Password"] = New });
        using var second = await (await site.ComeAsync()).GetAsync("/welcome?token=" + links[1]);

        Assert.Equal("/", first.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.Gone, second.StatusCode);
    }

    [Fact]
    public async Task Asking_forAnUnknownAddress_getsTheSameAnswerAndNoMail()
    {
        var visitor = await site.ComeAsync();

        using var known = await visitor.PostAsync("/password", new() { ["Email"] = App.OtherAdmin });
        using var unknown = await visitor.PostAsync("/password", new() { ["Email"] = "niemand@elders.test" });
        await Mailbox.DeliverAsync(site.App);

        Assert.Equal(known.StatusCode, unknown.StatusCode);
        Assert.Equal(await TextAsync(known), await TextAsync(unknown));
        Assert.DoesNotContain(site.Mailbox.Letters, l => l.To == "niemand@elders.test");
    }

    [Fact]
    public async Task Asking_overAndOver_mailsThreeTimesAnHour()
    {
        var visitor = await site.ComeAsync();
        var before = site.Mailbox.Letters.Count(l => l.To == App.Operator);
        for (var i = 0; i < 5; i++)
        {
            (await visitor.PostAsync("/password", new() { ["Email"] = App.Operator })).Dispose();
            await Mailbox.DeliverAsync(site.App);
        }

        Assert.Equal(3, site.Mailbox.Letters.Count(l => l.To == App.Operator) - before);
    }

    [Fact]
    public async Task Links_triedTooOftenFromOneAddress_haveToWait()
    {
        var visitor = await site.ComeAsync();
        for (var i = 0; i < 30; i++)
            (await visitor.GetAsync($"/password/new?token=geraden{i}")).Dispose();

        using var refused = await visitor.GetAsync("/password/new?token=nogeen");
        using var other = await (await site.ComeAsync()).GetAsync("/password/new?token=nogeen");

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal(HttpStatusCode.Gone, other.StatusCode);
    }

    [Fact]
    public async Task Token_ofAnotherPurpose_isNoToken()
    {
        await using var output = new StringWriter();
        await NewOperator.RunAsync(site.App.Services, ["ander@platform.test"], output, TextWriter.Null);

        using var answer = await (await site.ComeAsync()).GetAsync("/password/new?token=" + Mailbox.TokenOf(output.ToString().Trim()));

        Assert.Equal(HttpStatusCode.Gone, answer.StatusCode);
    }

    private async Task<string> AddAsync(string email)
    {
        await DemoData.AddUserAsync(
            site.App.Services, email, "Wim Wissel", (await site.App.OfficeIdAsync(App.DemoOffice), OfficeRole.Accountant));
        return email;
    }

    private static Task<HttpResponseMessage> ChooseAsync(Visitor visitor, string link) =>
        visitor.PostAsync("/password/new", new() { ["Token"] = Mailbox.TokenOf(link), ["Password"] = New });

    private static async Task<string> TextAsync(HttpResponseMessage answer) =>
        Visitor.Parse(await answer.Content.ReadAsStringAsync(Cancelled)).QuerySelector("main")!.TextContent;
}
