using System.Net;
using Accounton.Data;
using Accounton.Features.Clients;
using Accounton.Features.Connections;
using Accounton.Features.Sync;
using Accounton.Tests.Running;
using Accounton.Vendors;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Accounton.Tests.Features.Home;

public sealed class StartPageTests
{
    /// <summary>Just after midnight in Brussels, where it is another day than in UTC.</summary>
    private static readonly DateTimeOffset Now = new(2026, 5, 12, 22, 30, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(App.Admin, true)]
    [InlineData(App.Accountant, false)]
    public async Task Start_ofANewOffice_saysWhatComesFirstToWhoMayDoIt(string who, bool mayLink)
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var app = new App(database);
        using var browser = await app.BrowserAsync(who);

        var page = await Page.GetAsync(browser, "/");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal(
            ["Uw kantoorsoftware koppelen", "Eerste sync", "De opgehaalde klanten bekijken", "Klanten importeren"],
            page.Html.QuerySelectorAll(".steps h3").Select(step => step.TextContent.Trim()));
        Assert.Equal(mayLink, page.Html.QuerySelector(".steps a.btn[href='/settings/integrations']") is not null);
        Assert.Empty(page.Html.QuerySelectorAll(".is-done, svg.chart-columns"));
    }

    [Fact]
    public async Task Start_duringTheFirstSync_looksAgainByItself()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var app = new App(database);
        await AddAsync(app, App.DemoOffice, db => db.Connections.Add(
            new Connection { OfficeId = db.OfficeId, Vendor = Vendor.AdminPulse, State = ConnectionState.Preparing, LinkedAt = Now }));
        using var browser = await app.BrowserAsync(App.Admin);

        var page = await Page.GetAsync(browser, "/");

        Assert.Equal("/", page.Html.GetElementById("start")!.GetAttribute("data-hx-get"));
        Assert.Single(page.Html.QuerySelectorAll(".steps .is-done"));
    }

    [Fact]
    public async Task FirstDay_isOverOnceSomebodyLookedAtTheClientsAndThereAreSomeHere()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var app = new App(database);
        await AddAsync(app, App.DemoOffice, db => Active(db, Vendor.AdminPulse, [ClientStatus.Customer]));
        using var browser = await app.BrowserAsync(App.Accountant);
        var look = (await Page.GetAsync(browser, "/")).Html.QuerySelector("#step-look")!.GetAttribute("href")!;

        await Page.GetAsync(browser, look);
        Assert.Single((await Page.GetAsync(browser, "/")).Html.QuerySelectorAll(".steps li:not(.is-done)"));
        await AddAsync(app, App.DemoOffice, db => db.Clients.Add(new Client { OfficeId = db.OfficeId, LastName = "Peeters" }));

        var page = await Page.GetAsync(browser, "/");
        Assert.Empty(page.Html.QuerySelectorAll(".steps"));
        Assert.Contains("Alles werkt naar behoren.", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trouble_isToldWithItsRemedy()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var app = new App(database);
        await AddAsync(app, App.DemoOffice, db =>
        {
            var pulse = Active(db, Vendor.AdminPulse, []);
            var consult = Active(db, Vendor.Syneton, []);
            pulse.State = ConnectionState.ReconnectNeeded;
            pulse.LastFault = nameof(VendorFault.ReconnectNeeded);
            pulse.LastFaultAt = Now;
            consult.HeldMissing = 12;
        });
        using var browser = await app.BrowserAsync(App.Accountant);

        var page = await Page.GetAsync(browser, "/");

        var notices = page.Html.QuerySelectorAll(".attention .notice");
        Assert.Equal(2, notices.Length);
        Assert.Contains("AdminPulse weigert de toegang: koppel opnieuw.", notices[0].TextContent, StringComparison.Ordinal);
        Assert.NotNull(notices[0].QuerySelector("a[href='/help/koppeling-meldingen#fault-ReconnectNeeded']"));
        Assert.Contains("12 klanten staan niet meer in Admin IS | Consult", notices[1].TextContent, StringComparison.Ordinal);
        Assert.Contains("Een Admin van uw kantoor", notices[1].TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fr", "Demande votre attention", "Synchronisations des quatorze derniers jours")]
    [InlineData("en", "Needs your attention", "Syncs of the last fourteen days")]
    public async Task Start_inAnotherLanguage_isWholeInIt(string language, string attention, string runs)
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var app = new App(database, clock: new FakeTimeProvider(Now));
        await AddAsync(app, App.DemoOffice, db =>
        {
            var pulse = Active(db, Vendor.AdminPulse, [ClientStatus.Customer]);
            pulse.State = ConnectionState.Failing;
            pulse.LastFault = SyncFault.RowsMoved;
            pulse.LastFaultAt = Now;
            pulse.NextSyncAt = Now.AddMinutes(5);
            pulse.OtherAccountId = "2";
            pulse.HeldMissing = 7;
            Ran(db, pulse, Now, SyncOutcome.Incomplete);
        });
        using var browser = await app.BrowserAsync(App.Admin);
        browser.DefaultRequestHeaders.Add("Cookie", $"language={language}");

        var page = await Page.GetAsync(browser, "/");

        Assert.Equal(language, page.Html.DocumentElement.GetAttribute("lang"));
        Assert.Equal(3, page.Html.QuerySelectorAll(".attention .notice").Length);
        Assert.Subset(
            page.Html.QuerySelectorAll("h2").Select(heading => heading.TextContent).ToHashSet(), new HashSet<string> { attention, runs });
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Charts_ofAnOffice_haveItsOwnNumbersInTheirTables(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var app = new App(database, clock: new FakeTimeProvider(Now));
        await AddAsync(app, App.DemoOffice, db =>
        {
            var pulse = Active(db, Vendor.AdminPulse, []);
            pulse.Count([(ClientStatus.Customer, false, 2), (ClientStatus.Prospect, false, 1), (ClientStatus.Inactive, false, 1), (
                ClientStatus.Prospect, true, 1)]);
            Ran(db, pulse, Now, SyncOutcome.Complete);
            Ran(db, pulse, Now.AddHours(-1), SyncOutcome.Failed);
            Ran(db, pulse, Now.AddDays(-13).AddMinutes(-20), SyncOutcome.Cancelled);
            Ran(db, pulse, Now.AddDays(-13).AddHours(-1), SyncOutcome.Failed);
        });
        await AddAsync(
            app, App.OtherOffice, db => Ran(db, Active(db, Vendor.Syneton, [ClientStatus.Customer]), Now, SyncOutcome.Incomplete));
        using var browser = await app.BrowserAsync(App.Admin);

        var page = await Page.GetAsync(browser, "/");

        var tables = page.Html.QuerySelectorAll(".chart-table table").Select(table => table.QuerySelectorAll("tbody tr")
            .Select(row => row.Children.Select(cell => cell.TextContent).ToArray()).ToArray()).ToArray();
        Assert.Equal([["AdminPulse", "2", "1", "1", "1"]], tables[0]);
        Assert.Equal(14, tables[1].Length);
        Assert.Equal(["30 apr", "0", "0", "0", "1"], tables[1][0].Select(cell => cell.TrimEnd('.')));
        Assert.Equal(["12 mei", "0", "0", "1", "0"], tables[1][^2].Select(cell => cell.TrimEnd('.')));
        Assert.Equal(["13 mei", "1", "0", "0", "0"], tables[1][^1].Select(cell => cell.TrimEnd('.')));
        Assert.Equal(
            "AdminPulse: Klanten 2, Prospecten 1, Andere 1, Niet meer in de bron 1",
            page.Html.QuerySelector("svg.chart-bar")!.GetAttribute("aria-label"));
        Assert.Equal("Volledig 1, Mislukt 1, Geannuleerd 1", page.Html.QuerySelector("svg.chart-columns")!.GetAttribute("aria-label"));
        Assert.DoesNotContain("Consult", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_ofAnOperator_isTheJobs()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var app = new App(database);
        using var browser = await app.BrowserAsync(App.Operator);

        Assert.Equal(HttpStatusCode.Redirect, (await Page.GetAsync(browser, "/")).Status);
    }

    private static async Task AddAsync(App app, string office, Action<AccountonContext> add)
    {
        await using var scope = await app.OfficeScopeAsync(office);
        var db = scope.ServiceProvider.GetRequiredService<AccountonContext>();
        add(db);
        await db.SaveChangesAsync();
    }

    private static Connection Active(AccountonContext db, Vendor vendor, ClientStatus[] clients)
    {
        var connection = new Connection
        {
            OfficeId = db.OfficeId, Vendor = vendor, State = ConnectionState.Active,
            WasActive = true, LinkedAt = Now, LinkedByName = "An", LastSyncAt = Now,
        };
        db.Connections.Add(connection);
        db.SourceClients.AddRange(clients.Select(status => Client(connection, status)));
        connection.Count([.. clients.Select(status => (status, false, 1))]);
        return connection;
    }

    private static SourceClient Client(Connection connection, ClientStatus status)
    {
        var id = Guid.NewGuid().ToString("N");
        return new SourceClient
        {
            OfficeId = connection.OfficeId, ConnectionId = connection.Id, VendorId = id,
            CallId = id, Status = status, Type = ClientType.Person, LastName = id,
            ContentHash = new byte[32], FetchedAt = Now,
        };
    }

    private static void Ran(AccountonContext db, Connection connection, DateTimeOffset at, SyncOutcome outcome) =>
        db.SyncRuns.Add(new SyncRun
        {
            OfficeId = connection.OfficeId, ConnectionId = connection.Id,
            Reason = SyncReason.Person, AskedAt = at, NotBefore = at, FirstDataUntil = at,
            EndedAt = at, Outcome = outcome, Phase = SyncPhase.Ended,
        });
}
