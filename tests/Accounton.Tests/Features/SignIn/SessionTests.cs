using System.Net;
using Accounton.Features.SignIn;
using Accounton.Tenancy;
using Accounton.Tests.Running;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Accounton.Tests.Features.SignIn;

/// <summary>What happens to people who are signed in already: whatever changes about them holds from their next click on.</summary>
public sealed class SessionTests(SignInSite site) : IClassFixture<SignInSite>
{
    private const string Integrations = "/settings/integrations";
    private const string AdminsForm = "/settings/integrations/syneton/connect";

    [Fact]
    public async Task Member_removedMeanwhile_isOutWithTheNextClick()
    {
        var (email, id) = await site.AddUserAsync((App.DemoOffice, OfficeRole.Admin));
        var visitor = await site.ComeAsync(email);
        using var before = await visitor.GetAsync(Integrations);
        Assert.Equal(HttpStatusCode.OK, before.StatusCode);

        await site.RemoveAsync(id, App.DemoOffice);

        using var page = await visitor.GetAsync(Integrations);
        using var form = await visitor.PostAsync(AdminsForm);
        Assert.Equal("/offices", page.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.Forbidden, form.StatusCode);
    }

    [Fact]
    public async Task Member_removedMeanwhileFromOneOfTwo_isNotMovedToTheOtherUnasked()
    {
        var (email, id) = await site.AddUserAsync((App.DemoOffice, OfficeRole.Admin), (App.OtherOffice, OfficeRole.Admin));
        var visitor = await site.ComeAsync(email);
        (await EnterAsync(visitor, App.DemoOffice)).Dispose();

        await site.RemoveAsync(id, App.DemoOffice);

        using var page = await visitor.GetAsync(Integrations);
        Assert.Equal("/offices", page.Headers.Location?.ToString());
    }

    [Fact]
    public async Task Admin_madeAccountantMeanwhile_isForbiddenWithTheNextClick()
    {
        var (email, id) = await site.AddUserAsync((App.DemoOffice, OfficeRole.Admin));
        var visitor = await site.ComeAsync(email);
        using var before = await visitor.PostAsync(AdminsForm);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, before.StatusCode);

        await site.ChangeRoleAsync(id, App.DemoOffice, OfficeRole.Accountant);

        using var form = await visitor.PostAsync(AdminsForm);
        using var page = await visitor.GetAsync(Integrations);
        Assert.Equal(HttpStatusCode.Forbidden, form.StatusCode);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Fact]
    public async Task User_withANewSecurityStamp_isSignedOut()
    {
        var (email, _) = await site.AddUserAsync((App.DemoOffice, OfficeRole.Admin));
        var visitor = await site.ComeAsync(email);

        await ChangeAsync(email, (users, user) => users.UpdateSecurityStampAsync(user));

        Assert.True(await IsSignedOutAsync(visitor));
    }

    [Fact]
    public async Task User_withANewPassword_isSignedOut()
    {
        var (email, _) = await site.AddUserAsync((App.DemoOffice, OfficeRole.Admin));
        var visitor = await site.ComeAsync(email);

        await ChangeAsync(
            email,
            async (users, user) => await users.ResetPasswordAsync(user, await users.GeneratePasswordResetTokenAsync(user), "Ander!2026"));

        Assert.True(await IsSignedOutAsync(visitor));
    }

    [Fact]
    public async Task User_deletedMeanwhile_isSignedOut()
    {
        var (email, id) = await site.AddUserAsync((App.DemoOffice, OfficeRole.Admin));
        var visitor = await site.ComeAsync(email);
        await site.RemoveAsync(id, App.DemoOffice);

        await ChangeAsync(email, (users, user) => users.DeleteAsync(user));

        Assert.True(await IsSignedOutAsync(visitor));
    }

    [Fact]
    public async Task Operator_noLongerOne_doesNotFindTheJobs()
    {
        var (email, _) = await site.AddUserAsync();
        var visitor = await site.ComeAsync(email);
        using var before = await visitor.GetAsync("/jobs");
        Assert.Equal(HttpStatusCode.OK, before.StatusCode);

        await ChangeAsync(email, (users, user) =>
        {
            user.IsOperator = false;
            return users.UpdateAsync(user);
        });

        using var after = await visitor.GetAsync("/jobs");
        Assert.Equal(HttpStatusCode.NotFound, after.StatusCode);
    }

    [Fact]
    public async Task SignOut_endsEveryCopyOfTheCookie()
    {
        var visitor = await site.ComeAsync(App.Accountant);

        (await visitor.AsIsAsync(HttpMethod.Post, "/sign-out")).Dispose();

        Assert.True(await IsSignedOutAsync(visitor));
    }

    [Fact]
    public async Task Session_idleForTenHoursOrADayOld_isOver()
    {
        var clock = new StandingClock();
        await using var database = await TestDatabase.CreateAsync();
        await using var app = new App(database, clock: clock);
        var busy = await Visitor.ComeAsync(app, App.Admin);
        var idle = await Visitor.ComeAsync(app, App.Admin);

        for (var hours = 4; hours < 24; hours += 4)
        {
            clock.Advance(TimeSpan.FromHours(4));
            Assert.False(await IsSignedOutAsync(busy), $"after {hours} hours");
            await app.Services.GetRequiredService<SessionActivity>().WriteAsync(TestContext.Current.CancellationToken);
            if (hours > 8)
                Assert.True(await IsSignedOutAsync(idle), $"after {hours} hours");
        }

        clock.Advance(TimeSpan.FromHours(4));
        Assert.True(await IsSignedOutAsync(busy));
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Suspension_endsTheSessionsOfTheOfficeForGood(string provider)
    {
        var clock = new StandingClock();
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var app = new App(database, clock: clock);
        var member = await Visitor.ComeAsync(app, App.Accountant);
        var other = await Visitor.ComeAsync(app, App.OtherAdmin);
        var platform = await Visitor.ComeAsync(app, App.Operator);
        var office = await app.OfficeIdAsync(App.DemoOffice);

        clock.Advance(TimeSpan.FromHours(8));
        foreach (var visitor in (Visitor[])[member, other, platform])
            Assert.False(await IsSignedOutAsync(visitor));
        await app.Services.GetRequiredService<SessionActivity>().WriteAsync(TestContext.Current.CancellationToken);
        clock.Advance(TimeSpan.FromHours(8));
        foreach (var act in (string[])["suspend", "resume"])
            (await platform.PostAsync($"/operator/offices/{office}/{act}")).Dispose();

        Assert.True(await IsSignedOutAsync(member));
        Assert.False(await IsSignedOutAsync(other));
        Assert.False(await IsSignedOutAsync(platform));
    }

    [Fact]
    public async Task Member_ofTwoOfficesRemovedFromOne_isSignedOutThereOnly()
    {
        var (email, id) = await site.AddUserAsync((App.DemoOffice, OfficeRole.Accountant), (App.OtherOffice, OfficeRole.Accountant));
        var here = await site.ComeAsync(email);
        var there = await site.ComeAsync(email);
        (await EnterAsync(here, App.DemoOffice)).Dispose();
        (await EnterAsync(there, App.OtherOffice)).Dispose();
        var membership = Guid.Empty;
        await site.InOfficeAsync(App.DemoOffice, async db => membership = (await db.Memberships.SingleAsync(m => m.UserId == id)).Id);

        (await (await site.ComeAsync(App.Admin)).PostAsync($"/settings/members/{membership}/remove")).Dispose();

        Assert.True(await IsSignedOutAsync(here));
        Assert.False(await IsSignedOutAsync(there));
    }

    [Fact]
    public async Task Sessions_onTheOwnPage_areEndedOneByOneOrAllAtOnce()
    {
        var (email, _) = await site.AddUserAsync((App.DemoOffice, OfficeRole.Accountant));
        var here = await site.ComeAsync(email);
        var there = await site.ComeAsync(email);
        var third = await site.ComeAsync(email);
        var somebodyElse = await site.ComeAsync(App.Accountant);
        (await somebodyElse.GetAsync("/account")).Dispose();

        var page = await here.LookAsync("/account");
        var ends = page.Html.QuerySelectorAll("form[action^='/account/sessions/'][action$='/end']")
            .Select(f => f.GetAttribute("action")!).Where(a => a.Length > 30).ToList();
        Assert.Equal(2, ends.Count);
        Assert.Contains("Deze browser", page.Html.QuerySelector("tbody tr")!.TextContent, StringComparison.Ordinal);

        (await somebodyElse.PostAsync(ends[0])).Dispose();
        Assert.False(await IsSignedOutAsync(there) || await IsSignedOutAsync(third));
        (await here.PostAsync(ends[0])).Dispose();
        Assert.Single(new[] { await IsSignedOutAsync(there), await IsSignedOutAsync(third) }, ended => ended);
        Assert.False(await IsSignedOutAsync(here));

        using var all = await here.AsIsAsync(HttpMethod.Post, "/account/sessions/end");
        Assert.Equal("/sign-in", all.Headers.Location?.ToString());
        Assert.True(await IsSignedOutAsync(here) && await IsSignedOutAsync(there) && await IsSignedOutAsync(third));
        Assert.False(await IsSignedOutAsync(somebodyElse));
    }

    [Fact]
    public async Task User_inTwoOffices_choosesOneAndSwitches()
    {
        var (email, _) = await site.AddUserAsync((App.DemoOffice, OfficeRole.Admin), (App.OtherOffice, OfficeRole.Accountant));
        var visitor = await site.ComeAsync(email);

        using var home = await visitor.GetAsync("/");
        var choice = await visitor.LookAsync("/offices");
        (await EnterAsync(visitor, App.OtherOffice)).Dispose();
        var other = await visitor.LookAsync(Integrations);
        using var asAccountant = await visitor.PostAsync(AdminsForm);
        (await EnterAsync(visitor, App.DemoOffice)).Dispose();
        var demo = await visitor.LookAsync(Integrations);
        using var asAdmin = await visitor.PostAsync(AdminsForm);

        Assert.Equal("/offices", home.Headers.Location?.ToString());
        Assert.Equal(
            [App.OtherOffice, App.DemoOffice],
            choice.Html.QuerySelectorAll("main form[action='/offices/switch'] button").Select(b => b.FirstChild!.TextContent.Trim()));
        Assert.Equal(App.OtherOffice, other.Html.QuerySelector(".topbar-office-name")!.TextContent);
        Assert.Equal(HttpStatusCode.Forbidden, asAccountant.StatusCode);
        Assert.Equal(App.DemoOffice, demo.Html.QuerySelector(".topbar-office-name")!.TextContent);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, asAdmin.StatusCode);
    }

    [Fact]
    public async Task User_inNoOffice_isToldSo()
    {
        var (email, id) = await site.AddUserAsync((App.DemoOffice, OfficeRole.Admin));
        await site.RemoveAsync(id, App.DemoOffice);
        var visitor = await site.ComeAsync(email);

        using var home = await visitor.GetAsync("/");
        var page = await visitor.LookAsync("/offices");

        Assert.Equal("/offices", home.Headers.Location?.ToString());
        Assert.Contains("U werkt nog voor geen enkel kantoor.", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Language_thatAUserChose_comesAlongToTheNextBrowser()
    {
        var (email, _) = await site.AddUserAsync((App.DemoOffice, OfficeRole.Admin));
        var visitor = await site.ComeAsync(email);

        (await visitor.PostAsync("/language", new() { ["language"] = "fr" })).Dispose();

        var elsewhere = await (await site.ComeAsync(email)).LookAsync("/");
        Assert.Equal("fr", elsewhere.Html.DocumentElement.GetAttribute("lang"));
    }

    private async Task<HttpResponseMessage> EnterAsync(Visitor visitor, string office)
    {
        var answer = await visitor.PostAsync(
            "/offices/switch", new() { ["officeId"] = (await site.App.OfficeIdAsync(office)).ToString("N") });
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        await visitor.LookAsync("/");
        return answer;
    }

    private async Task ChangeAsync(string email, Func<UserManager<User>, User, Task<IdentityResult>> change)
    {
        await using var scope = site.App.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<User>>();
        Assert.True((await change(users, (await users.FindByEmailAsync(email))!)).Succeeded);
    }

    private static async Task<bool> IsSignedOutAsync(Visitor visitor)
    {
        using var page = await visitor.GetAsync("/");
        return page.Headers.Location?.ToString().StartsWith("/sign-in", StringComparison.Ordinal) == true;
    }
}
