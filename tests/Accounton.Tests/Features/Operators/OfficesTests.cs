using System.Net;
using Accounton.Data;
using Accounton.Features;
using Accounton.Features.Connections;
using Accounton.Features.Operators;
using Accounton.Features.Settings.Members;
using Accounton.Features.Sync;
using Accounton.Jobs;
using Accounton.Tenancy;
using Accounton.Tests.Running;
using Accounton.Vendors;
using Hangfire;
using Hangfire.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Accounton.Tests.Features.Operators;

public sealed class OfficesTests(OperatorSite site) : IClassFixture<OperatorSite>
{
    private const string Offices = "/operator/offices";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Office_thatIsCreated_hasKeysAndItsAdminComesInByTheMailedLink(string provider)
    {
        var mailbox = new Mailbox();
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var app = new App(database, replace: mailbox.Replace);
        var @operator = await Visitor.ComeAsync(app, App.Operator);

        using var created = await @operator.PostAsync(
            Offices, new() { ["Name"] = "Kantoor Nieuw", ["Language"] = "fr", ["Email"] = "Nele@Nieuw.test" });
        var link = await mailbox.LinkToAsync(app, "nele@nieuw.test");
        var nele = await Visitor.ComeAsync(app);
        var page = await nele.LookAsync(link);
        using var joined = await nele.PostAsync(
            "/invitation", new() { ["Token"] = Mailbox.TokenOf(link), ["Name"] = "Nele Nieuw", ["Password"] = "een lange zin" });
        var home = await nele.LookAsync("/settings/integrations");
        using var again = await (await Visitor.ComeAsync(app)).GetAsync(link);

        Assert.StartsWith(Offices + "/", created.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Contains("Kantoor Nieuw", page.Text, StringComparison.Ordinal);
        Assert.Equal("/", joined.Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.OK, home.Status);
        Assert.Equal("Kantoor Nieuw", home.Html.QuerySelector(".topbar-office")!.TextContent.Trim());
        Assert.Equal(HttpStatusCode.Gone, again.StatusCode);
        await using var scope = await app.OfficeScopeAsync("Kantoor Nieuw");
        var db = scope.ServiceProvider.GetRequiredService<AccountonContext>();
        var cipher = await scope.ServiceProvider.GetRequiredService<OfficeCiphers>().CurrentAsync(Cancelled);
        Assert.Equal("x", cipher.Decrypt(cipher.Encrypt("x", "p"), "p"));
        Assert.Equal(
            [(nameof(OfficeCreated), "Olivier Operator"), (nameof(MemberInvited), "Olivier Operator"), (
                nameof(MemberJoined), "Nele Nieuw")],
            (await db.AuditEvents.AsNoTracking().ToListAsync(Cancelled)).OrderBy(e => e.At)
                .ThenBy(e => e.Type == nameof(MemberInvited)).Select(e => (e.Type, e.UserName!)));
    }

    [Fact]
    public async Task Office_withoutANameOrAnAddress_isNotCreatedAndKeepsWhatWasTyped()
    {
        var visitor = await site.ComeAsync(App.Operator);

        using var answer = await visitor.PostAsync(
            Offices, new() { ["Name"] = "Kantoor Half", ["Language"] = "nl", ["Email"] = "geen adres" });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = Visitor.Parse(await answer.Content.ReadAsStringAsync(Cancelled));
        Assert.Equal("Kantoor Half", page.QuerySelector("#Name")!.GetAttribute("value"));
        Assert.NotNull(page.QuerySelector("#Email[aria-invalid]"));
    }

    [Fact]
    public async Task SuspendedOffice_tellsItsMembersAndLetsThemInAgainAfterResuming()
    {
        var id = await site.App.OfficeIdAsync(App.OtherOffice);
        var visitor = await site.ComeAsync(App.Operator);
        var member = await site.ComeAsync(App.OtherAdmin);

        (await visitor.PostAsync($"{Offices}/{id}/suspend")).Dispose();
        using var ended = await member.AsIsAsync(HttpMethod.Get, "/");
        using var signedIn = await member.SignInAsync(App.OtherAdmin);
        using var home = await member.GetAsync("/");
        using var page = await member.GetAsync("/settings/integrations");
        using var form = await member.PostAsync("/settings/integrations/syneton/connect");
        var told = await member.LookAsync("/offices/suspended");
        (await visitor.PostAsync($"{Offices}/{id}/resume")).Dispose();
        using var after = await member.GetAsync("/settings/integrations");

        Assert.StartsWith("/sign-in", ended.Headers.Location?.ToString(), StringComparison.Ordinal);
        Assert.Equal("/", signedIn.Headers.Location?.ToString());
        Assert.Equal("/offices/suspended", home.Headers.Location?.ToString());
        Assert.Equal("/offices/suspended", page.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.Forbidden, form.StatusCode);
        Assert.Contains("De toegang van uw kantoor tot Accounton is tijdelijk geblokkeerd", told.Text, StringComparison.Ordinal);
        Assert.Contains(App.OtherOffice, told.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
    }

    [Fact]
    public async Task SuspendedOffice_hasNoJobsDueUntilItIsResumed()
    {
        var id = await site.App.OfficeIdAsync(App.DemoOffice);
        var visitor = await site.ComeAsync(App.Operator);
        await using (var scope = await site.App.OfficeScopeAsync())
        {
            var db = scope.ServiceProvider.GetRequiredService<AccountonContext>();
            var connection = db.Connections.Add(new Connection
            {
                OfficeId = id, Vendor = Vendor.Syneton, State = ConnectionState.Active,
                LinkedAt = DateTimeOffset.UnixEpoch, NextSyncAt = DateTimeOffset.UnixEpoch,
            }).Entity;
            db.SyncRuns.Add(new SyncRun
            {
                OfficeId = id, ConnectionId = connection.Id, Reason = SyncReason.Person,
                ClaimId = Guid.NewGuid(), LeaseUntil = site.Clock.GetUtcNow().AddHours(1),
            });
            db.OutgoingMails.Add(new() { OfficeId = id, To = "an@kantoor.test", Subject = "s", Body = "b" });
            await db.SaveChangesAsync(Cancelled);
        }

        var before = await DueAsync(id);
        (await visitor.PostAsync($"{Offices}/{id}/suspend")).Dispose();
        var suspended = await DueAsync(id);
        var ran = TryJob(id);
        (await visitor.PostAsync($"{Offices}/{id}/resume")).Dispose();
        var resumed = await DueAsync(id);

        // The run was held by somebody; that hold is taken away, so that it goes on as soon as it may.
        Assert.Equal((0, 1, 1), before);
        Assert.Equal((0, 0, 0), suspended);
        Assert.IsType<OfficeSuspendedException>(ran);
        Assert.Equal((1, 1, 1), resumed);
    }

    [Fact]
    public async Task Operator_onAnOfficesPage_seesItsLinksAndNoClients()
    {
        var id = await site.App.OfficeIdAsync(App.OtherOffice);
        await using (var scope = await site.App.OfficeScopeAsync(App.OtherOffice))
        {
            var db = scope.ServiceProvider.GetRequiredService<AccountonContext>();
            var connection = db.Connections.Add(new Connection
            {
                OfficeId = id,
                Vendor = Vendor.AdminPulse,
                State = ConnectionState.Failing,
                LinkedAt = DateTimeOffset.UnixEpoch,
                LastFault = nameof(VendorFault.MissingRight),
                LastFaultAt = DateTimeOffset.UnixEpoch,
            }).Entity;
            db.SyncRuns.Add(new SyncRun
            {
                OfficeId = id,
                ConnectionId = connection.Id,
                Reason = SyncReason.Person,
                EndedAt = DateTimeOffset.UnixEpoch,
                Outcome = SyncOutcome.Failed,
                Fault = nameof(VendorFault.MissingRight),
            });
            db.SourceClients.Add(new SourceClient
            {
                OfficeId = id, ConnectionId = connection.Id, VendorId = "1", CallId = "1", ContentHash = [1],
                LastName = "Zichtbaar", Type = ClientType.Person, Status = ClientStatus.Customer,
            });
            await db.SaveChangesAsync(Cancelled);
        }

        var visitor = await site.ComeAsync(App.Operator);
        var list = await visitor.LookAsync($"{Offices}?search=ANDER");
        var page = await visitor.LookAsync($"{Offices}/{id}");
        using var unknown = await visitor.GetAsync($"{Offices}/{Guid.NewGuid()}");

        Assert.Equal([App.OtherOffice], list.Html.QuerySelectorAll("tbody th").Select(cell => cell.TextContent.Trim()));
        Assert.Contains("Tijdelijk onderbroken", list.Text, StringComparison.Ordinal);
        Assert.Contains("Els Maes", page.Text, StringComparison.Ordinal);
        Assert.Contains("Mislukt", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Zichtbaar", page.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    private async Task<(int Runs, int Connections, int Mails)> DueAsync(Guid office)
    {
        await using var scope = site.App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AccountonContext>();
        var now = site.Clock.GetUtcNow();
        return (
            (await CrossOfficeQueries.DueRunsAsync(db, now, Cancelled)).Count(r => r.Row.OfficeId == office && !(r.LeaseUntil > now)),
            (await CrossOfficeQueries.DueConnectionsAsync(db, now, Cancelled)).Count(r => r.OfficeId == office),
            (await CrossOfficeQueries.OfficesWithMailAsync(db, now, Cancelled)).Count(id => id == office));
    }

    private Exception? TryJob(Guid office)
    {
        var activator = site.App.Services.GetRequiredService<JobActivator>();
        var job = Job.FromExpression<SyncJob>(j => j.RunAsync(office, Guid.NewGuid(), CancellationToken.None));
        using var scope = activator.BeginScope(new JobActivatorContext(
            site.App.Services.GetRequiredService<JobStorage>().GetConnection(),
            new BackgroundJob("1", job, DateTime.UnixEpoch),
            new JobCancellationToken(canceled: false)));
        return Record.Exception(() => scope.Resolve(typeof(SyncJob)));
    }
}
