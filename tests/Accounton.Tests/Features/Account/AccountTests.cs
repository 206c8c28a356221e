using System.Net;
using Accounton.Tests.Features.Operators;
using Accounton.Tests.Running;

namespace Accounton.Tests.Features.Account;

public sealed class AccountTests(OperatorSite site) : IClassFixture<OperatorSite>
{
    private const string Password = "Demo!2026";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task NameAndLanguage_areKept()
    {
        var visitor = await site.ComeAsync(App.OtherAdmin);

        (await visitor.PostAsync("/account", new() { ["Profile.Name"] = "Els Nieuwnaam", ["Profile.Language"] = "fr" })).Dispose();

        var page = await (await site.ComeAsync(App.OtherAdmin)).LookAsync("/account");
        Assert.Equal("fr", page.Html.DocumentElement.GetAttribute("lang"));
        Assert.Contains("Els Nieuwnaam", page.Html.QuerySelector(".topbar-user")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Password_changedByItsOwner_endsOtherSessionsAndNotThisOne()
    {
        var here = await site.ComeAsync(App.Operator);
        var there = await site.ComeAsync(App.Operator);

        using var wrong = await here.PostAsync(
            "/account/password", new() { ["Password.PasswordNow"] = "iets anders", ["Password.PasswordNew"] = "een lange zin" });
        using var changed = await here.PostAsync(
            "/account/password", new() { ["Password.PasswordNow"] = Password, ["Password.PasswordNew"] = "een lange zin" });
        using var mine = await here.GetAsync("/account");
        using var theirs = await there.GetAsync("/account");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Equal("/account", changed.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.OK, mine.StatusCode);
        Assert.StartsWith("/sign-in", theirs.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("123456789", "te makkelijk te raden")]
    [InlineData(App.Accountant, "Uw e-mailadres of naam")]
    public async Task Password_thatIsGuessedFirst_isRefusedBesideItsField(string password, string why)
    {
        var visitor = await site.ComeAsync(App.Accountant);

        using var answer = await visitor.PostAsync(
            "/account/password", new() { ["Password.PasswordNow"] = Password, ["Password.PasswordNew"] = password });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var field = Visitor.Parse(await answer.Content.ReadAsStringAsync(Cancelled)).QuerySelector("#Password_PasswordNew[aria-invalid]")!;
        Assert.Contains(why, field.Closest("form")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Address_changesOnceBothHaveConfirmed(bool oldFirst)
    {
        var (old, fresh) = oldFirst ? (App.Admin, "an@nieuw.test") : ("an@nieuw.test", "an@nogeens.test");
        if (!oldFirst)
            await ChangeAsync(App.Admin, old, true);

        var links = await ChangeAsync(old, fresh, oldFirst);

        using var signedIn = await (await site.ComeAsync()).SignInAsync(fresh);
        using var before = await (await site.ComeAsync()).SignInAsync(old);
        using var again = await (await site.ComeAsync()).GetAsync(links);
        Assert.Equal("/", signedIn.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        Assert.Equal(HttpStatusCode.Gone, again.StatusCode);
        await ChangeAsync(fresh, App.Admin, oldFirst);
    }

    [Fact]
    public async Task Address_ofSomebodyElse_isToldOnlyToWhoReadsItsMail()
    {
        var visitor = await site.ComeAsync(App.Accountant);
        using var asked = await AskAsync(visitor, App.OtherAdmin);
        var told = (await visitor.LookAsync("/account")).Html.QuerySelector("#notices")!.TextContent;
        var toOld = await site.Mailbox.LinkToAsync(site.App, App.Accountant);
        var toNew = await site.Mailbox.LinkToAsync(site.App, App.OtherAdmin);

        await ConfirmAsync(toOld);
        var answer = await ConfirmAsync(toNew);

        Assert.Equal("/account", asked.Headers.Location?.ToString());
        Assert.Contains("We stuurden een mail naar", told, StringComparison.Ordinal);
        Assert.Contains("hoort al bij een ander account", answer, StringComparison.Ordinal);
        using var signedIn = await (await site.ComeAsync()).SignInAsync(App.Accountant);
        Assert.Equal("/", signedIn.Headers.Location?.ToString());
    }

    private async Task<string> ChangeAsync(string old, string fresh, bool oldFirst)
    {
        (await AskAsync(await site.ComeAsync(old), fresh)).Dispose();
        var toOld = await site.Mailbox.LinkToAsync(site.App, old);
        var toNew = await site.Mailbox.LinkToAsync(site.App, fresh);
        var first = await ConfirmAsync(oldFirst ? toOld : toNew);
        using var notYet = await (await site.ComeAsync()).SignInAsync(fresh);
        var second = await ConfirmAsync(oldFirst ? toNew : toOld);

        Assert.Contains("aan het andere adres", first, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, notYet.StatusCode);
        Assert.Contains("Uw e-mailadres is gewijzigd.", second, StringComparison.Ordinal);
        return toOld;
    }

    private static Task<HttpResponseMessage> AskAsync(Visitor visitor, string address) =>
        visitor.PostAsync("/account/email", new() { ["Email.Address"] = address, ["Email.Password"] = Password });

    /// <summary>Follows a link and confirms; what the next page says.</summary>
    private async Task<string> ConfirmAsync(string link)
    {
        var visitor = await site.ComeAsync();
        await visitor.LookAsync(link);
        using var answer = await visitor.PostAsync("/email", new() { ["token"] = Mailbox.TokenOf(link) });
        Assert.Equal("/sign-in", answer.Headers.Location?.ToString());
        return (await visitor.LookAsync("/sign-in")).Html.QuerySelector("#notices")!.TextContent;
    }
}
