using System.Net;
using Accounton.Data;
using Accounton.Development.Demo;
using Accounton.Features.Settings.Members;
using Accounton.Tenancy;
using Accounton.Tests.Running;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Accounton.Tests.Features.Operators;

/// <summary>An operator lets in an office's first Admin, and after that nobody without an Admin of the office.</summary>
public sealed class AdminsTests(OperatorSite site) : IClassFixture<OperatorSite>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Operator_invitingIntoAnOfficeWithAdmins_needsOneOfThem()
    {
        var id = await site.App.OfficeIdAsync(App.DemoOffice);
        await DemoData.AddUserAsync(site.App.Services, "tweede@demo.test", "Tweede Admin", (id, OfficeRole.Admin));
        var oper = await site.ComeAsync(App.Operator);
        var admin = await site.ComeAsync(App.Admin);

        using var asked = await oper.PostAsync($"/operator/offices/{id}/invite", new() { ["Email"] = "zelf@operator.test" });
        await Mailbox.DeliverAsync(site.App);
        var before = site.Mailbox.Letters.Where(l => l.Subject.Contains("nieuwe Admin", StringComparison.Ordinal))
            .Select(l => l.To).Order(StringComparer.Ordinal).ToList();
        var toSelf = site.Mailbox.Letters.Count(l => l.To == "zelf@operator.test");
        var invitation = await InvitationAsync(App.DemoOffice, "zelf@operator.test");
        using var again = await admin.PostAsync($"/settings/members/invitations/{invitation}/again");
        using var byAccountant = await (await site.ComeAsync(App.Accountant))
            .PostAsync($"/settings/members/invitations/{invitation}/approve");
        var page = await admin.LookAsync("/settings/members");
        var shown = await oper.LookAsync($"/operator/offices/{id}");
        using var approved = await admin.PostAsync($"/settings/members/invitations/{invitation}/approve");
        var link = await site.Mailbox.LinkToAsync(site.App, "zelf@operator.test");
        var visitor = await site.ComeAsync();
        await visitor.LookAsync(link);
        using var joined = await visitor.PostAsync(
            "/invitation", new() { ["Token"] = Mailbox.TokenOf(link), ["Name"] = "Olivier Zelf", ["Password"] = "een lange zin" });

        Assert.Equal(HttpStatusCode.Redirect, asked.StatusCode);
        Assert.Equal([App.Admin, "tweede@demo.test"], before);
        Assert.Equal(0, toSelf);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, byAccountant.StatusCode);
        Assert.Contains("Voorgesteld door Olivier Operator", page.Text, StringComparison.Ordinal);
        Assert.Contains("Wacht op goedkeuring", shown.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, approved.StatusCode);
        Assert.Equal("/", joined.Headers.Location?.ToString());
        Assert.Equal(
            [(nameof(AdminProposed), "Olivier Operator"), (nameof(InvitationApproved), "An Peeters"), (
                nameof(MemberJoined), "Olivier Zelf")],
            await LogAsync(App.DemoOffice, "zelf@operator.test"));
    }

    /// <summary>The link that the office's own mail brought goes on working, with the role that the office gave.</summary>
    [Fact]
    public async Task Operator_proposingWhomTheOfficeInvitedItself_changesNothing()
    {
        var id = await site.App.OfficeIdAsync(App.DemoOffice);
        var oper = await site.ComeAsync(App.Operator);
        var admin = await site.ComeAsync(App.Admin);
        using var invited = await admin.PostAsync(
            "/settings/members/invite", new() { ["Email"] = "nele@demo.test", ["Role"] = "Accountant" });
        var link = await site.Mailbox.LinkToAsync(site.App, "nele@demo.test");
        site.Clock.Advance(TimeSpan.FromMinutes(5));

        using var proposed = await oper.PostAsync($"/operator/offices/{id}/invite", new() { ["Email"] = "nele@demo.test" });
        var visitor = await site.ComeAsync();
        await visitor.LookAsync(link);
        using var joined = await visitor.PostAsync(
            "/invitation", new() { ["Token"] = Mailbox.TokenOf(link), ["Name"] = "Nele Nieuw", ["Password"] = "een lange zin" });

        Assert.Equal(HttpStatusCode.Redirect, invited.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, proposed.StatusCode);
        Assert.Contains(
            "heeft dit adres zelf al uitgenodigd", await proposed.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
        Assert.Equal("/", joined.Headers.Location?.ToString());
        Assert.Equal(
            [nameof(MemberInvited), nameof(MemberJoined)], (await LogAsync(App.DemoOffice, "nele@demo.test")).Select(line => line.Type));
    }

    [Fact]
    public async Task Operator_whoInvitedThemselvesBesidesTheFirstAdmin_isShutOutWhenThatOneJoins()
    {
        var oper = await site.ComeAsync(App.Operator);
        using var created = await oper.PostAsync(
            "/operator/offices", new() { ["Name"] = "Kantoor Twee", ["Language"] = "nl", ["Email"] = "eerste@twee.test" });
        using var second = await oper.PostAsync($"{created.Headers.Location}/invite", new() { ["Email"] = "zelf@twee.test" });
        var first = await site.Mailbox.LinkToAsync(site.App, "eerste@twee.test");
        var self = await site.Mailbox.LinkToAsync(site.App, "zelf@twee.test");
        var visitor = await site.ComeAsync();
        await visitor.LookAsync(first);

        using var joined = await visitor.PostAsync(
            "/invitation", new() { ["Token"] = Mailbox.TokenOf(first), ["Name"] = "Eva Eerste", ["Password"] = "een lange zin" });
        using var refused = await (await site.ComeAsync()).PostAsync(
            "/invitation", new() { ["Token"] = Mailbox.TokenOf(self), ["Name"] = "Olivier", ["Password"] = "een lange zin" });

        Assert.Equal("/", joined.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.Gone, refused.StatusCode);
        Assert.Equal(
            [nameof(MemberInvited), nameof(InvitationWithdrawn)],
            (await LogAsync("Kantoor Twee", "zelf@twee.test")).Select(line => line.Type));
    }

    /// <summary>Both links opened at the same moment: the database takes one.</summary>
    [Theory, InlineData("Sqlite"), InlineData("PostgreSql")]
    public async Task TwoFirstAdmins_joiningAtOnce_areOne(string provider)
    {
        var mailbox = new Mailbox();
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var app = new App(database, replace: mailbox.Replace);
        var oper = await Visitor.ComeAsync(app, App.Operator);
        using var created = await oper.PostAsync(
            "/operator/offices", new() { ["Name"] = "Kantoor Race", ["Language"] = "nl", ["Email"] = "een@race.test" });
        (await oper.PostAsync($"{created.Headers.Location}/invite", new() { ["Email"] = "twee@race.test" })).Dispose();
        var links = new[] { await mailbox.LinkToAsync(app, "een@race.test"), await mailbox.LinkToAsync(app, "twee@race.test") };
        var visitors = new List<Visitor>();
        foreach (var link in links)
        {
            var visitor = await Visitor.ComeAsync(app);
            await visitor.LookAsync(link);
            visitors.Add(visitor);
        }

        var answers = await Task.WhenAll(visitors.Select((visitor, i) => visitor.PostAsync(
            "/invitation", new() { ["Token"] = Mailbox.TokenOf(links[i]), ["Name"] = "Wie Eerst", ["Password"] = "een lange zin" })));

        Assert.Equal([HttpStatusCode.Redirect, HttpStatusCode.Gone], answers.Select(a => a.StatusCode).Order());
        await using var scope = await app.OfficeScopeAsync("Kantoor Race");
        Assert.Equal(1, await scope.ServiceProvider.GetRequiredService<AccountonContext>().Memberships.CountAsync(Cancelled));
    }

    private async Task<Guid> InvitationAsync(string office, string email)
    {
        await using var scope = await site.App.OfficeScopeAsync(office);
        return await scope.ServiceProvider.GetRequiredService<AccountonContext>().Invitations
            .Where(i => i.Email == email).Select(i => i.Id).SingleAsync(Cancelled);
    }

    private async Task<IEnumerable<(string Type, string? UserName)>> LogAsync(string office, string email)
    {
        await using var scope = await site.App.OfficeScopeAsync(office);
        var events = await scope.ServiceProvider.GetRequiredService<AccountonContext>().AuditEvents
            .AsNoTracking().Where(e => e.Details.Contains(email)).ToListAsync(Cancelled);
        return events.OrderBy(e => e.At).ThenBy(e => Array.IndexOf(
            [nameof(AdminProposed), nameof(MemberInvited), nameof(InvitationApproved), nameof(MemberJoined), nameof(InvitationWithdrawn)],
            e.Type)).Select(e => (e.Type, e.UserName));
    }
}
