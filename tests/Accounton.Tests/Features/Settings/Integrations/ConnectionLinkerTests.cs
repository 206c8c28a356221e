using System.Data.Common;
using Accounton.Data.Providers;
using Accounton.Data.Sensitive;
using Accounton.Features.Connections;
using Accounton.Features.Settings.Integrations;
using Accounton.Features.Sync;
using Accounton.Tenancy;
using Accounton.Tests.Features.Imports;
using Accounton.Tests.Features.Sync;
using Accounton.Vendors;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Accounton.Tests.Features.Settings.Integrations;

/// <summary>Linking again, linking another account, and ending a link: also while a run goes on.</summary>
public sealed class ConnectionLinkerTests(SyncLab lab)
{
    [Fact]
    public async Task Link_ofBothVendorsAtOnce_keepsTheirClientsApart()
    {
        var adminPulse = await lab.ActiveOfficeAsync(Vendor.AdminPulse);
        var syneton = adminPulse.At(Vendor.Syneton, lab.NextAccount(SyncLab.Small));
        await syneton.LinkAsync();
        await syneton.RunAsync();
        await syneton.AssertTruthAsync();

        await UnlinkAsync(syneton, removeClients: true);

        Assert.Empty(await syneton.ClientsAsync());
        await adminPulse.AssertTruthAsync();
        Assert.Equal(SyncOutcome.Complete, (await adminPulse.SyncAsync()).Outcome);
        Assert.Equal(ConnectionState.Active, (await adminPulse.ConnectionAsync()).State);
    }

    [Theory, InlineData(Vendor.AdminPulse), InlineData(Vendor.Syneton)]
    public async Task Link_afterUnlinking_takesUpTheSameConnectionAndClients(Vendor vendor)
    {
        var office = await lab.ActiveOfficeAsync(vendor);
        var before = await office.ConnectionAsync();
        var clients = await office.ClientsAsync();

        await UnlinkAsync(office);

        var unlinked = await office.ConnectionAsync();
        Assert.Equal(
            (ConnectionState.Unlinked, null, null, null),
            (unlinked.State, unlinked.AccessToken, unlinked.RefreshToken, unlinked.NextSyncAt));
        Assert.Equal(clients.Count, (await office.ClientsAsync()).Count);

        Assert.Equal(LinkResult.Linked, await office.LinkAsync());
        Assert.Equal(ConnectionState.Active, (await office.ConnectionAsync()).State);
        var run = await office.RunAsync();
        Assert.Equal((0, 0, clients.Count), (run.NewCount, run.ChangedCount, run.UnchangedCount));
        Assert.Equal(before.Id, (await office.ConnectionAsync()).Id);
        Assert.Equal(clients.Select(c => c.Id).Order(), (await office.ClientsAsync()).Select(c => c.Id).Order());
    }

    [Fact]
    public async Task Link_afterRemovingTheClients_startsFromNothing()
    {
        var office = await lab.ActiveOfficeAsync(Vendor.AdminPulse);
        await UnlinkAsync(office, removeClients: true);
        Assert.Equal(
            (0, false, null),
            await office.ConnectionAsync() is var removed ? (removed.ClientCount, removed.WasActive, removed.AccountId) : default);
        var other = office.At(Vendor.AdminPulse, lab.NextAccount(SyncLab.Small));

        Assert.Equal(LinkResult.Linked, await other.LinkAsync());

        Assert.Equal(ConnectionState.Preparing, (await other.ConnectionAsync()).State);
        await other.RunAsync();
        await other.AssertTruthAsync();
    }

    [Fact]
    public async Task Unlink_ofTokens_givesThemBackToTheVendor()
    {
        var office = await lab.ActiveOfficeAsync(Vendor.AdminPulse);
        var refresh = await office.InAsync(async services =>
            (await services.GetRequiredService<OfficeCiphers>().CurrentAsync()).DecryptOptional(
                (await SyncOffice.Db(services).Connections.SingleAsync()).RefreshToken, ConnectionSecrets.Refresh)!);

        await UnlinkAsync(office);

        var refused = await Assert.ThrowsAsync<VendorException>(() =>
            office.App.Services.GetServices<IVendorTokens>().Single().RefreshAsync(refresh, CancellationToken.None));
        Assert.Equal(VendorFault.ReconnectNeeded, refused.Fault);
    }

    [Fact]
    public async Task Unlink_whileTheVendorIsDown_unlinksAllTheSame()
    {
        var sandbox = await SyncLab.StartSandboxAsync();
        await using var database = await Running.TestDatabase.CreateAsync();
        await using var app = new Running.App(database, sandbox, replace: SyncLab.Hurry);
        var office = await SyncOffice.OpenAsync(app, sandbox, Vendor.AdminPulse, lab.NextAccount(SyncLab.Small));
        await office.LinkAsync();
        await sandbox.DisposeAsync();

        await UnlinkAsync(office);

        var connection = await office.ConnectionAsync();
        Assert.Equal((ConnectionState.Unlinked, null, null), (connection.State, connection.AccessToken, connection.RefreshToken));
        Assert.All(await office.RunsAsync(), run => Assert.Equal(SyncOutcome.Cancelled, run.Outcome));
    }

    [Theory, MemberData(nameof(Running.TestDatabase.Providers), MemberType = typeof(Running.TestDatabase))]
    public async Task Unlink_whileARunGoesOn_letsItWriteNothingMore(string provider)
    {
        await using var scripted = await ScriptedApp.StartAsync(provider);
        var office = scripted.Office;
        var (reached, goOn) = scripted.Gate(ScriptedSource.Clients(0, 3), ScriptedSource.Clients(3, 3));
        var running = office.RunOnceAsync((await office.OpenRunAsync())!.Id);
        await reached;

        await UnlinkAsync(office, removeClients: true);
        goOn();
        var run = await running;

        Assert.Equal((SyncOutcome.Cancelled, null), (run.Outcome, run.Fault));
        Assert.Empty(await office.ClientsAsync());
        var connection = await office.ConnectionAsync();
        Assert.Equal(
            (ConnectionState.Unlinked, null, null, null),
            (connection.State, connection.AccessToken, connection.LastFault, connection.NextSyncAt));
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task LinkOrUnlink_whileTheOldTokenIsRenewed_isNotWrittenOver(bool relink)
    {
        var office = await lab.ActiveOfficeAsync(Vendor.AdminPulse);
        await office.FaultAsync(new { fault = "latency", on = "token", ms = 1500, times = 1 });
        var old = (await office.ConnectionAsync()).AccessToken;
        var renewing = RenewAsync(office);
        await Running.Eventually.HoldsAsync(
            async () => (await office.ConnectionAsync()).RefreshClaim is not null, "somebody renews the token");

        if (relink)
            await office.LinkAsync();
        else
            await UnlinkAsync(office);

        var after = (await office.ConnectionAsync()).AccessToken;
        Assert.NotEqual(old, after);
        var refused = await Assert.ThrowsAsync<VendorException>(() => renewing);
        Assert.Equal(VendorFault.ReconnectNeeded, refused.Fault);
        Assert.Equal(after, (await office.ConnectionAsync()).AccessToken);
        if (relink)
            Assert.Equal(SyncOutcome.Complete, (await office.RunAsync()).Outcome);
    }

    [Fact]
    public async Task Link_ofAnotherAccount_asksFirstAndKeepsEverything()
    {
        var office = await lab.ActiveOfficeAsync(Vendor.AdminPulse);
        var before = await office.ConnectionAsync();
        var other = office.At(Vendor.AdminPulse, lab.NextAccount(SyncLab.Small));

        Assert.Equal(LinkResult.OtherAccount, await other.LinkAsync());

        var asked = await office.ConnectionAsync();
        Assert.Equal((before.AccountId, before.AccessToken, ConnectionState.Active), (asked.AccountId, asked.AccessToken, asked.State));
        Assert.NotNull(asked.OtherAccountId);
        Assert.Null(await office.OpenRunAsync());
        await office.SyncAsync();
        await office.AssertTruthAsync();
    }

    [Fact]
    public async Task OtherAccount_declined_leavesTheFirstOneLinked()
    {
        var office = await lab.ActiveOfficeAsync(Vendor.AdminPulse);
        await office.At(Vendor.AdminPulse, lab.NextAccount(SyncLab.Small)).LinkAsync();

        await office.InAsync(async services => await services.GetRequiredService<ConnectionLinker>()
            .DeclineOtherAccountAsync(await SyncOffice.Db(services).Connections.SingleAsync(), CancellationToken.None));

        Assert.Null((await office.ConnectionAsync()).OtherAccessToken);
        await office.SyncAsync();
        await office.AssertTruthAsync();
    }

    [Fact]
    public async Task OtherAccount_accepted_bringsItsClientsAndMarksNobodyGoneUntilConfirmed()
    {
        var office = await lab.ActiveOfficeAsync(Vendor.AdminPulse);
        var first = await office.ClientsAsync();
        var other = office.At(Vendor.AdminPulse, lab.NextAccount(SyncLab.Small));
        await other.LinkAsync();

        await AcceptAsync(office);
        for (var night = 1; night <= 2; night++)
        {
            var run = night == 1 ? await other.RunAsync() : await other.SyncAsync();
            Assert.Equal((SyncOutcome.Complete, 0), (run.Outcome, run.GoneCount));
            Assert.Equal(first.Count, (await other.ConnectionAsync()).HeldMissing);
            Assert.All(await other.ClientsAsync(), c => Assert.Null(c.GoneSince));
        }

        await other.InAsync(async services =>
        {
            (await SyncOffice.Db(services).Connections.SingleAsync()).MissingConfirmed = true;
            await SyncOffice.Db(services).SaveChangesAsync();
        });
        Assert.Equal(first.Count, (await other.SyncAsync()).GoneCount);
        await other.AssertTruthAsync();
    }

    [Fact]
    public async Task OtherServer_accepted_isTheOneThatGetsItsKeyAndKnowsNobodyByTheFirstOnesIds()
    {
        var office = await lab.ActiveOfficeAsync(Vendor.Syneton);
        var imports = new OfficeImports(office);
        await imports.ImportAllAsync();
        Assert.NotEmpty(await imports.LinksAsync());
        await using var elsewhere = await SyncLab.StartSandboxAsync();
        var moved = new LinkSecrets(new TokenSet(new Secret("klein"), null, null, null), new Uri(elsewhere.SynetonUrl));
        Assert.Equal(LinkResult.OtherAccount, await office.LinkAsync(moved));

        await AcceptAsync(office);
        await office.RunAsync();

        Assert.Empty(await imports.LinksAsync());
        Assert.Equal(elsewhere.SynetonUrl, (await office.ConnectionAsync()).BaseUrl);
        Assert.NotEqual(0, (await elsewhere.CallsAsync("klein")).GetProperty("calls").GetInt32());
    }

    /// <summary>The process dies before each statement in turn, until one time it does not.</summary>
    [Theory]
    [InlineData("accept", "Sqlite"), InlineData("accept", "PostgreSql"), InlineData("decline", "Sqlite")]
    [InlineData("unlink", "Sqlite"), InlineData("unlink", "PostgreSql"), InlineData("link", "Sqlite")]
    public async Task Change_whoseProcessDiesOnTheWay_isMadeWhollyOrNotAtAll(string act, string provider)
    {
        var dies = new DiesBefore();
        await using var scripted = await ScriptedApp.StartAsync(provider, replace: dies.Watch);
        var office = scripted.Office;
        scripted.Source.List = _ => ScriptedSource.Pages(ScriptedSource.Clients(0, 3));
        await office.RunAsync();
        scripted.Source.Account = "other";
        await office.LinkAsync(Secrets());
        await office.AskAsync();
        await office.InAsync(async services =>
        {
            var db = SyncOffice.Db(services);
            var client = db.Clients.Add(new() { OfficeId = office.Id, LastName = "Peeters" }).Entity;
            db.ClientLinks.Add(new()
            {
                OfficeId = office.Id, ClientId = client.Id, ConnectionId = (await db.Connections.SingleAsync()).Id, VendorId = "c0",
            });
            await db.SaveChangesAsync();
        });
        scripted.Source.Account = "scripted";
        var before = await StateAsync(office);

        var died = true;
        var statement = 1;
        for (; died; statement++)
        {
            dies.Before(statement);
            died = await Record.ExceptionAsync(() => ActAsync(office, act)) is not null;
            dies.Before(null);
            Assert.True(died == (await StateAsync(office) == before), $"Half of it is there after dying before statement {statement}.");
        }

        Assert.InRange(statement, 5, 50);
        var (account, other, state, run, links, clients) = await StateAsync(office);
        Assert.Equal(
            act switch
            {
                "accept" => ("other", null, ConnectionState.Active, 0, 3),
                "decline" => ("scripted", null, ConnectionState.Active, 1, 3),
                "link" => ("scripted", null, ConnectionState.Active, 1, 3),
                _ => (null, null, ConnectionState.Unlinked, 1, 0),
            },
            (account, other, state, links, clients));
        Assert.Equal(act == "unlink", run is null);
    }

    [Fact]
    public async Task OtherAccount_acceptedTwiceAtOnce_isTakenOnce()
    {
        await using var scripted = await ScriptedApp.StartAsync();
        var office = scripted.Office;
        scripted.Source.List = _ => ScriptedSource.Pages(ScriptedSource.Clients(0, 3));
        await office.RunAsync();
        scripted.Source.Account = "other";
        await office.LinkAsync(Secrets());

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => AcceptAsync(office))));

        var connection = await office.ConnectionAsync();
        Assert.Equal(("other", true), (connection.AccountId, connection.AccessToken is not null));
        Assert.Equal(2, (await office.RunsAsync()).Count);
    }

    private static LinkSecrets Secrets() => new(new TokenSet(new Secret("token"), null, null, null), null);

    private static Task ActAsync(SyncOffice office, string act) => act switch
    {
        "accept" => AcceptAsync(office),
        "decline" => office.InAsync(async services => await services.GetRequiredService<ConnectionLinker>()
            .DeclineOtherAccountAsync(await SyncOffice.Db(services).Connections.SingleAsync(), CancellationToken.None)),
        "link" => office.LinkAsync(Secrets()),
        _ => UnlinkAsync(office, removeClients: true),
    };

    private static Task<(string? Account, string? Other, ConnectionState State, Guid? OpenRun, int Links, int Clients)> StateAsync(
        SyncOffice office) =>
        office.InAsync(async services =>
        {
            var db = SyncOffice.Db(services);
            var connection = await db.Connections.AsNoTracking().SingleAsync();
            var run = await db.SyncRuns.Where(r => r.EndedAt == null).Select(r => (Guid?)r.Id).SingleOrDefaultAsync();
            return (connection.AccountId, connection.OtherAccountId, connection.State, run, await db.ClientLinks
                .CountAsync(), await db.SourceClients.CountAsync());
        });

    private static Task AcceptAsync(SyncOffice office) =>
        office.InAsync(async services => await services.GetRequiredService<ConnectionLinker>()
            .AcceptOtherAccountAsync(await SyncOffice.Db(services).Connections.SingleAsync(), CancellationToken.None));

    private static Task UnlinkAsync(SyncOffice office, bool removeClients = false) =>
        office.InAsync(async services => await services.GetRequiredService<ConnectionLinker>()
            .UnlinkAsync(
                await SyncOffice.Db(services).Connections.SingleAsync(c => c.Vendor == office.Vendor),
                removeClients,
                CancellationToken.None));

    private static Task<Secret> RenewAsync(SyncOffice office) => office.InAsync(async services =>
    {
        var connection = await SyncOffice.Db(services).Connections.AsNoTracking().SingleAsync();
        var credentials = services.GetRequiredService<VendorCredentialsFactory>().AccessTo(connection).Credentials;
        var token = await credentials.GetAsync(refused: null, CancellationToken.None);
        return await credentials.GetAsync(token, CancellationToken.None);
    });
}

/// <summary>Lets no statement to the database through from the given one on, as if the process had died there.</summary>
public sealed class DiesBefore : DbCommandInterceptor
{
    private int? _left;

    public void Watch(IServiceCollection services)
    {
        services.ConfigureDbContext<SqliteContext>(options => options.AddInterceptors(this));
        services.ConfigureDbContext<PostgreSqlContext>(options => options.AddInterceptors(this));
    }

    /// <param name="statement">The first one that is not let through, counted from now; null lets all through.</param>
    public void Before(int? statement) => _left = statement;

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default) => Count(result);

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
            Count(result);

    private ValueTask<T> Count<T>(T result) =>
        _left is { } left && (_left = left - 1) < 1 ? throw new InvalidOperationException("Died.") : new(result);
}
