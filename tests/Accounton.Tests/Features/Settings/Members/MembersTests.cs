using System.Net;
using Accounton.Data;
using Accounton.Development.Demo;
using Accounton.Features.Settings.Members;
using Accounton.Tenancy;
using Accounton.Tests.Features.Operators;
using Accounton.Tests.Running;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Accounton.Tests.Features.Settings.Members;

public sealed class MembersTests(OperatorSite site) : IClassFixture<OperatorSite>
{
    private const string Members = "/settings/members";
    private static readonly TimeSpan AMinute = TimeSpan.FromMinutes(1);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SomebodyNew_invited_joinsWithTheRoleThatWasGiven()
    {
        var admin = await site.ComeAsync(App.Admin);
        (await InviteAsync(admin, "Nina@Demo.test", OfficeRole.Accountant)).Dispose();
        var link = await site.Mailbox.LinkToAsync(site.App, "nina@demo.test");
        var visitor = await site.ComeAsync();

        await visitor.LookAsync(link);
        using var joined = await JoinAsync(visitor, link, "Nina Nieuw", "een lange zin");
        var page = await visitor.LookAsync(Members);
        using var form = await InviteAsync(visitor, "nog@demo.test", OfficeRole.Admin);

        Assert.Equal("/", joined.Headers.Location?.ToString());
        Assert.Contains(page.Html.QuerySelectorAll("tbody tr"), row =>
            row.TextContent.Contains("Nina Nieuw", StringComparison.Ordinal)
                && row.TextContent.Contains("Accountant", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.Forbidden, form.StatusCode);
        var letter = site.Mailbox.Letters.Last(l => l.To == "nina@demo.test");
        Assert.Contains(App.DemoOffice, letter.Subject, StringComparison.Ordinal);
        Assert.Equal(App.DemoOffice, letter.Style!.Sender);
    }

    [Fact]
    public async Task SomebodyOfAnotherOffice_invited_joinsWithTheirOwnPasswordAndNobodyElses()
    {
        await AddAsync("elders@ander.test", App.OtherOffice, OfficeRole.Admin);
        var admin = await site.ComeAsync(App.Admin);
        (await InviteAsync(admin, "elders@ander.test", OfficeRole.Admin)).Dispose();
        var link = await site.Mailbox.LinkToAsync(site.App, "elders@ander.test");
        var visitor = await site.ComeAsync();

        await visitor.LookAsync(link);
        using var wrong = await JoinAsync(visitor, link, "Iemand", "een lange zin");
        using var joined = await JoinAsync(visitor, link, null, new DemoAccounts().Password);
        var offices = await visitor.LookAsync("/offices");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Equal("/", joined.Headers.Location?.ToString());
        Assert.Equal(
            [App.OtherOffice, App.DemoOffice],
            offices.Html.QuerySelectorAll(".choices button").Select(b => b.FirstChild!.TextContent.Trim()));
    }

    [Fact]
    public async Task SomebodySignedIn_needsNoPasswordForTheirOwnInvitationAndGetsNoOneElses()
    {
        await AddAsync("binnen@ander.test", App.OtherOffice, OfficeRole.Accountant);
        var admin = await site.ComeAsync(App.Admin);
        (await InviteAsync(admin, "binnen@ander.test", OfficeRole.Accountant)).Dispose();
        var link = await site.Mailbox.LinkToAsync(site.App, "binnen@ander.test");

        var somebodyElse = await site.ComeAsync(App.OtherAdmin);
        var told = await somebodyElse.LookAsync(link);
        using var refused = await JoinAsync(somebodyElse, link, null, null);
        var own = await site.ComeAsync("binnen@ander.test");
        await own.LookAsync(link);
        using var joined = await JoinAsync(own, link, null, null);

        Assert.Contains("aangemeld met een ander account", told.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal("/", joined.Headers.Location?.ToString());
    }

    [Fact]
    public async Task Invitation_ofAnOfficeThatIsSuspended_waitsUntilItIsOpenAgain()
    {
        var id = await site.App.OfficeIdAsync(App.OtherOffice);
        var admin = await site.ComeAsync(App.OtherAdmin);
        (await InviteAsync(admin, "wacht@ander.test", OfficeRole.Admin)).Dispose();
        var link = await site.Mailbox.LinkToAsync(site.App, "wacht@ander.test");
        var visitor = await site.ComeAsync();
        await visitor.LookAsync(link);
        var oper = await site.ComeAsync(App.Operator);

        (await oper.PostAsync($"/operator/offices/{id}/suspend")).Dispose();
        using var tooEarly = await JoinAsync(visitor, link, "Wim Wacht", "een lange zin");
        var told = await visitor.LookAsync(link);
        (await oper.PostAsync($"/operator/offices/{id}/resume")).Dispose();
        await visitor.LookAsync(link);
        using var joined = await JoinAsync(visitor, link, "Wim Wacht", "een lange zin");

        Assert.StartsWith("/invitation?token=", tooEarly.Headers.Location?.ToString(), StringComparison.Ordinal);
        Assert.Contains($"De toegang van {App.OtherOffice} tot Accounton is tijdelijk geblokkeerd", told.Text, StringComparison.Ordinal);
        Assert.Empty(told.Html.QuerySelectorAll("main form"));
        Assert.Equal("/", joined.Headers.Location?.ToString());
    }

    /// <summary>Whether somebody is a user elsewhere is told to nobody but themselves.</summary>
    [Fact]
    public async Task Inviting_aUserOfAnotherOffice_looksLikeInvitingAnybody()
    {
        await AddAsync("gekend@ander.test", App.OtherOffice, OfficeRole.Admin);
        var admin = await site.ComeAsync(App.Admin);

        using var known = await InviteAsync(admin, "gekend@ander.test", OfficeRole.Accountant);
        using var unknown = await InviteAsync(admin, "vreemd@ander.test", OfficeRole.Accountant);
        var rows = (await admin.LookAsync(Members)).Html.QuerySelectorAll("tbody tr")
            .Where(r => r.TextContent.Contains("@ander.test", StringComparison.Ordinal))
            .ToDictionary(r => r.QuerySelector("th")!.TextContent.Trim(), r => r.QuerySelectorAll("td").Length);
        using var own = await InviteAsync(admin, App.Accountant, OfficeRole.Admin);

        Assert.Equal(known.Headers.Location, unknown.Headers.Location);
        Assert.Equal(rows["gekend@ander.test"], rows["vreemd@ander.test"]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, own.StatusCode);
    }

    [Fact]
    public async Task Invitation_sentAgainOrWithdrawn_makesTheLinkBeforeWorkNoMore()
    {
        var admin = await site.ComeAsync(App.Admin);
        (await InviteAsync(admin, "traag@demo.test", OfficeRole.Accountant)).Dispose();
        var first = await site.Mailbox.LinkToAsync(site.App, "traag@demo.test");
        var id = await IdAsync("traag@demo.test");

        (await admin.PostAsync($"{Members}/invitations/{id}/again")).Dispose();
        var tooSoon = await site.Mailbox.LinkToAsync(site.App, "traag@demo.test");
        site.Clock.Advance(AMinute);
        (await admin.PostAsync($"{Members}/invitations/{id}/again")).Dispose();
        var second = await site.Mailbox.LinkToAsync(site.App, "traag@demo.test");
        using var replaced = await (await site.ComeAsync()).GetAsync(first);
        using var works = await (await site.ComeAsync()).GetAsync(second);
        (await admin.PostAsync($"{Members}/invitations/{id}/withdraw")).Dispose();
        using var withdrawn = await (await site.ComeAsync()).GetAsync(second);
        using var gone = await admin.PostAsync($"{Members}/invitations/{id}/withdraw");

        Assert.Equal(first, tooSoon);
        Assert.Equal(HttpStatusCode.Gone, replaced.StatusCode);
        Assert.Equal(HttpStatusCode.OK, works.StatusCode);
        Assert.Equal(HttpStatusCode.Gone, withdrawn.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task Invitation_thatIsTooOld_worksNoMore()
    {
        var admin = await site.ComeAsync(App.Admin);
        (await InviteAsync(admin, "laat@demo.test", OfficeRole.Accountant)).Dispose();
        var link = await site.Mailbox.LinkToAsync(site.App, "laat@demo.test");
        site.Clock.Advance(TimeSpan.FromDays(7));

        using var answer = await (await site.ComeAsync()).GetAsync(link);

        Assert.Equal(HttpStatusCode.Gone, answer.StatusCode);
    }

    [Fact]
    public async Task Member_removed_isOutWithTheNextClick()
    {
        var membership = await AddAsync("weg@demo.test", App.DemoOffice, OfficeRole.Accountant);
        var visitor = await site.ComeAsync("weg@demo.test");
        using var before = await visitor.GetAsync(Members);
        var admin = await site.ComeAsync(App.Admin);

        (await admin.PostAsync($"{Members}/{membership}/remove")).Dispose();

        using var after = await visitor.GetAsync(Members);
        Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        Assert.StartsWith("/sign-in", after.Headers.Location?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Member_ofAnotherOffice_isNotFoundAndUntouched()
    {
        var membership = await AddAsync("blijft@ander.test", App.OtherOffice, OfficeRole.Accountant);
        var admin = await site.ComeAsync(App.Admin);

        using var removed = await admin.PostAsync($"{Members}/{membership}/remove");
        using var changed = await admin.PostAsync($"{Members}/{membership}/role", new() { ["role"] = "Admin" });

        Assert.Equal(HttpStatusCode.NotFound, removed.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, changed.StatusCode);
        await using var scope = await site.App.OfficeScopeAsync(App.OtherOffice);
        Assert.Equal(
            OfficeRole.Accountant, (await scope.ServiceProvider.GetRequiredService<AccountonContext>().Memberships.SingleAsync(
                m => m.Id == membership, Cancelled)).Role);
    }

    [Fact]
    public async Task LastAdmin_canNeitherBeRemovedNorDemoted()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var app = new App(database);
        var admin = await Visitor.ComeAsync(app, App.Admin);
        var last = await MembershipAsync(app, "An Peeters");

        (await admin.PostAsync($"{Members}/{last}/remove")).Dispose();
        (await admin.PostAsync($"{Members}/{last}/role", new() { ["role"] = "Accountant" })).Dispose();
        var page = await admin.LookAsync(Members);

        Assert.Contains("Dit is de enige Admin van uw kantoor.", page.Text, StringComparison.Ordinal);
        Assert.Contains("De enige Admin", page.Text, StringComparison.Ordinal);
        using var still = await admin.PostAsync($"{Members}/invite");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, still.StatusCode);
    }

    /// <summary>Two Admins, each rid of the other at the same moment: one of them stays.</summary>
    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task TwoAdmins_removingEachOtherAtOnce_leaveOne(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var app = new App(database);
        var office = await app.OfficeIdAsync(App.DemoOffice);
        for (var round = 0; round < Endurance.Rounds(few: 5, many: 50); round++)
        {
            await DemoData.AddUserAsync(app.Services, $"tweede{round}@demo.test", $"Tweede {round}", (office, OfficeRole.Admin));
            Guid[] admins;
            await using (var scope = await app.OfficeScopeAsync())
                admins = await scope.ServiceProvider.GetRequiredService<AccountonContext>().Memberships
                    .Where(m => m.Role == OfficeRole.Admin).Select(m => m.Id).ToArrayAsync(Cancelled);
            Assert.Equal(2, admins.Length);

            var results = await Task.WhenAll(admins.Select((id, i) => Task.Run(async () =>
            {
                await using var scope = await app.OfficeScopeAsync();
                var members = scope.ServiceProvider.GetRequiredService<OfficeMembers>();
                return await (i == 0 ? members.RemoveAsync(id, Cancelled) : members.ChangeRoleAsync(id, OfficeRole.Accountant, Cancelled));
            }, Cancelled)));

            Assert.Equal([MembersResult.Done, MembersResult.LastAdmin], results.Order());
        }
    }

    [Fact]
    public async Task Changes_ofMembers_areInTheLog()
    {
        var membership = await AddAsync("wissel@demo.test", App.DemoOffice, OfficeRole.Accountant);
        var admin = await site.ComeAsync(App.Admin);
        (await admin.PostAsync($"{Members}/{membership}/role", new() { ["role"] = "Admin" })).Dispose();
        (await admin.PostAsync($"{Members}/{membership}/remove")).Dispose();

        await using var scope = await site.App.OfficeScopeAsync();
        var events = await scope.ServiceProvider.GetRequiredService<AccountonContext>().AuditEvents
            .AsNoTracking().Where(e => e.Details.Contains("wissel@demo.test")).ToListAsync(Cancelled);
        Assert.Equal([nameof(MemberRemoved), nameof(MemberRoleChanged)], events.Select(e => e.Type).Order(StringComparer.Ordinal));
        Assert.All(events, e => Assert.Equal("An Peeters", e.UserName));
    }

    private static Task<HttpResponseMessage> InviteAsync(Visitor visitor, string email, OfficeRole role) =>
        visitor.PostAsync($"{Members}/invite", new() { ["Email"] = email, ["Role"] = role.ToString() });

    private static Task<HttpResponseMessage> JoinAsync(Visitor visitor, string link, string? name, string? password) =>
        visitor.PostAsync("/invitation", new() { ["Token"] = Mailbox.TokenOf(link), ["Name"] = name ?? "", ["Password"] = password ?? "" });

    /// <summary>A user, called as their address; the id of their membership.</summary>
    private async Task<Guid> AddAsync(string email, string office, OfficeRole role)
    {
        var user = await DemoData.AddUserAsync(site.App.Services, email, email, (await site.App.OfficeIdAsync(office), role));
        await using var scope = await site.App.OfficeScopeAsync(office);
        return await scope.ServiceProvider.GetRequiredService<AccountonContext>().Memberships
            .Where(m => m.UserId == user).Select(m => m.Id).SingleAsync(Cancelled);
    }

    private async Task<Guid> IdAsync(string email)
    {
        await using var scope = await site.App.OfficeScopeAsync();
        return await scope.ServiceProvider.GetRequiredService<AccountonContext>().Invitations
            .Where(i => i.Email == email).Select(i => i.Id).SingleAsync(Cancelled);
    }

    private static async Task<Guid> MembershipAsync(App app, string name)
    {
        await using var scope = await app.OfficeScopeAsync();
        var db = scope.ServiceProvider.GetRequiredService<AccountonContext>();
        return await db.Memberships.Where(m => db.Users.Any(u => u.Id == m.UserId && u.Name == name))
            .Select(m => m.Id).SingleAsync(Cancelled);
    }
}
