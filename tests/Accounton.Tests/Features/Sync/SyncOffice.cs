using Accounton.Data;
using Accounton.Data.Sensitive;
using Accounton.Development.Demo;
using Accounton.Features;
using Accounton.Features.Connections;
using Accounton.Features.Mail;
using Accounton.Features.Settings.Integrations;
using Accounton.Features.Sync;
using Accounton.Tenancy;
using Accounton.Tests.Running;
using Accounton.Vendors;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Accounton.Tests.Features.Sync;

/// <summary>An office in a running application, and the account at a vendor that it is linked to.</summary>
public sealed class SyncOffice
{
    private readonly SignedInUser _admin;
    private readonly MemberOf _member;
    private readonly Running.Sandbox? _sandbox;

    private SyncOffice(App app, Running.Sandbox? sandbox, Vendor vendor, string account, SignedInUser admin)
    {
        App = app;
        _sandbox = sandbox;
        Vendor = vendor;
        Account = account;
        _admin = admin;
        _member = admin.Offices[0];
    }

    public App App { get; }
    public Running.Sandbox Sandbox => _sandbox ?? throw new InvalidOperationException("This office's vendor is scripted.");
    public Vendor Vendor { get; }
    public string Account { get; }
    public Guid Id => _member.OfficeId;
    public string AdminEmail => _admin.Email;

    /// <summary>A new office with one admin.</summary>
    public static async Task<SyncOffice> OpenAsync(App app, Running.Sandbox? sandbox, Vendor vendor, string account)
    {
        var name = $"Kantoor {Guid.NewGuid():N}";
        var id = await DemoData.AddOfficeAsync(app.Services, name);
        var email = $"admin@{id:N}.test";
        var user = await AddUserAsync(app.Services, id, email, OfficeRole.Admin);
        var office = new MemberOf(id, name, "nl", OfficeRole.Admin, IsSuspended: false);
        return new SyncOffice(app, sandbox, vendor, account, new SignedInUser(user, email, email, "nl", false, "", [office]));
    }

    /// <summary>The same office at the other vendor, or at another account.</summary>
    public SyncOffice At(Vendor vendor, string account) => new(App, _sandbox, vendor, account, _admin);

    /// <summary>A demo office, whose people can sign in.</summary>
    public static async Task<SyncOffice> DemoAsync(App app, Running.Sandbox? sandbox, Vendor vendor, string account)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = Db(scope.ServiceProvider);
        var user = await db.Users.SingleAsync(u => u.Email == Running.App.Admin);
        return new SyncOffice(
            app, sandbox, vendor, account, (await CrossOfficeQueries.FindUserAsync(db, user.Id, CancellationToken.None))!);
    }

    /// <summary>Links by tokens or key of the account, as somebody who comes back from the vendor does.</summary>
    public async Task<LinkResult> LinkAsync() => await LinkAsync(Vendor == Vendor.AdminPulse
        ? new LinkSecrets(await AdminPulseVisitor.TokensAsync(App.Services, Sandbox, Account), null)
        : new LinkSecrets(new TokenSet(new Secret(Account), null, null, null), new Uri(Sandbox.SynetonUrl)));

    public Task<LinkResult> LinkAsync(LinkSecrets secrets) =>
        InAsync(services => services.GetRequiredService<ConnectionLinker>().LinkAsync(Vendor, secrets, CancellationToken.None));

    /// <summary>Asks for a run, and runs it to its end.</summary>
    public async Task<SyncRun> SyncAsync()
    {
        await AskAsync();
        return await RunAsync();
    }

    public Task AskAsync(SyncReason reason = SyncReason.Person) => InAsync(async services =>
        await services.GetRequiredService<SyncRequests>().AskAsync(await ConnectionAsync(services), reason, CancellationToken.None));

    /// <summary>Works on the run that is open, as its job would, until it has ended.</summary>
    public async Task<SyncRun> RunAsync()
    {
        var run = await OpenRunAsync() ?? throw new InvalidOperationException("No run is open.");
        for (var turn = 0; run.IsOpen; turn++)
        {
            Assert.True(turn < 5, $"The run waits: {run.Phase}, not before {run.NotBefore}.");
            run = await RunOnceAsync(run.Id);
        }

        return run;
    }

    /// <summary>One trigger of a run.</summary>
    public Task<SyncRun> RunOnceAsync(Guid runId) => RunUntilAsync(runId, CancellationToken.None);

    /// <summary>One trigger of a run, on a server that may be stopped.</summary>
    public async Task<SyncRun> RunUntilAsync(Guid runId, CancellationToken server)
    {
        await InAsync(services => services.GetRequiredService<SyncRunner>().RunAsync(runId, server));
        return await InAsync(services => Db(services).SyncRuns.AsNoTracking().SingleAsync(r => r.Id == runId));
    }

    public async Task<SyncRun?> OpenRunAsync() => await InAsync(async services =>
    {
        var connection = await ConnectionAsync(services);
        return await Db(services).SyncRuns.AsNoTracking().SingleOrDefaultAsync(r => r.ConnectionId == connection.Id && r.EndedAt == null);
    });

    public Task<List<SyncRun>> RunsAsync() => InAsync(async services =>
    {
        var connection = await ConnectionAsync(services);
        return await Db(services).SyncRuns.AsNoTracking().Where(r => r.ConnectionId == connection.Id).OrderBy(r => r.AskedAt).ToListAsync();
    });

    public Task<Connection> ConnectionAsync() => InAsync(ConnectionAsync);

    public Task<List<SourceClient>> ClientsAsync() => InAsync(async services =>
    {
        var connection = await ConnectionAsync(services);
        return await Db(services).SourceClients.AsNoTracking().Where(c => c.ConnectionId == connection.Id).ToListAsync();
    });

    public Task<List<OutgoingMail>> MailsAsync() => InAsync(services => Db(services).OutgoingMails.AsNoTracking().ToListAsync());

    /// <summary>The table holds what the vendor has, each client once and nobody else.</summary>
    public async Task AssertTruthAsync() => Truth.AssertEqual(
        Vendor, await Sandbox.TruthAsync(Account, Vendor.ToString()), await ClientsAsync(), await InAsync(
            s => s.GetRequiredService<OfficeCiphers>().CurrentAsync()));

    public Task FaultAsync(object fault) => Sandbox.FaultAsync(Truth.Merge(new { account = Account, vendor = Vendor.ToString() }, fault));

    /// <summary>The sandbox's faults of this account, all of them.</summary>
    public Task ClearFaultsAsync() => Sandbox.ClearFaultsAsync(Account);

    /// <summary>Something done in a scope of the office, signed in as its admin.</summary>
    public async Task<T> InAsync<T>(Func<IServiceProvider, Task<T>> act)
    {
        await using var scope = App.Services.GetRequiredService<IServiceScopeFactory>().CreateOfficeScope(Id);
        scope.ServiceProvider.GetRequiredService<CurrentMember>().Set(_admin, _member);
        return await act(scope.ServiceProvider);
    }

    public Task InAsync(Func<IServiceProvider, Task> act) => InAsync(async services =>
    {
        await act(services);
        return true;
    });

    /// <summary>A member who cannot sign in: making a password's hash takes longer than most tests.</summary>
    public static async Task<Guid> AddUserAsync(IServiceProvider app, Guid officeId, string email, OfficeRole role)
    {
        await using var scope = app.GetRequiredService<IServiceScopeFactory>().CreateOfficeScope(officeId);
        var user = new User { Name = email, UserName = email, Email = email };
        await scope.ServiceProvider.GetRequiredService<UserManager<User>>().CreateAsync(user);
        Db(scope.ServiceProvider).Memberships.Add(new Membership { OfficeId = officeId, UserId = user.Id, Role = role });
        await Db(scope.ServiceProvider).SaveChangesAsync();
        return user.Id;
    }

    public static SyncRequests Requests(IServiceProvider services) => services.GetRequiredService<SyncRequests>();

    public static AccountonContext Db(IServiceProvider services) => services.GetRequiredService<AccountonContext>();

    private Task<Connection> ConnectionAsync(IServiceProvider services) => Db(services).Connections.SingleAsync(c => c.Vendor == Vendor);
}
