using Accounton.Data.Sensitive;
using Accounton.Features.Settings.Integrations;
using Accounton.Tests.Running;
using Accounton.Vendors;
using Accounton.Vendors.AdminPulse;
using Hangfire;
using Microsoft.Extensions.DependencyInjection;

namespace Accounton.Tests.Features.Sync;

/// <summary>A vendor whose list a test writes page by page, with whatever it does in between.</summary>
public sealed class ScriptedSource : IClientSource
{
    public Func<CancellationToken, IAsyncEnumerable<ClientPage>> List { get; set; } = _ => Pages([]);

    /// <summary>Who is found by id, though the list has them not.</summary>
    public List<ClientRecord> Hidden { get; } = [];

    /// <summary>Gives national numbers in a place of their own, when set.</summary>
    public Func<CancellationToken, Task<NationalNumber?>>? Number { get; set; }

    /// <summary>Which account it says to be.</summary>
    public string Account { get; set; } = "scripted";

    /// <summary>The clients of task templates.</summary>
    public Func<CancellationToken, IAsyncEnumerable<IReadOnlyList<string>>>? ClientsOf { get; set; }

    public Vendor Vendor => Vendor.AdminPulse;
    public bool IsConfigured => true;
    public LinkMethod LinkMethod { get; } = new LinkMethod.OAuth(AdminPulseClientSource.Scheme);
    public bool KeepsNationalNumbersApart => Number is not null;

    public static ClientRecord Client(string id, string name = "Peeters") =>
        new() { Id = id, CallId = id, Status = ClientStatus.Customer, Type = ClientType.Person, LastName = name };

    public static IReadOnlyList<ClientRecord> Clients(int from, int count) =>
        [.. Enumerable.Range(from, count).Select(n => Client($"c{n}"))];

    public static async IAsyncEnumerable<ClientPage> Pages(params IReadOnlyList<ClientRecord>[] pages)
    {
        await Task.CompletedTask;
        foreach (var page in pages)
            yield return new ClientPage(page, pages.Sum(p => p.Count), RowsMoved: false);
    }

    public Task<VendorAccount> WhoAmIAsync(VendorAccess access, CancellationToken cancellationToken) =>
        Task.FromResult(new VendorAccount(Account, new string('n', 300)));

    public IAsyncEnumerable<ClientPage> StreamClientsAsync(
        VendorAccess access, CancellationToken cancellationToken) => List(cancellationToken);

    public Task<ClientRecord?> FindClientAsync(VendorAccess access, string callId, CancellationToken cancellationToken) =>
        Task.FromResult(Hidden.SingleOrDefault(c => c.CallId == callId));

    public Task<IReadOnlyList<TaskTemplate>> ListTaskTemplatesAsync(VendorAccess access, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<TaskTemplate>>([]);

    public async IAsyncEnumerable<IReadOnlyList<string>> StreamClientsOfAsync(
        VendorAccess access,
        IReadOnlyCollection<string> templateIds,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (ClientsOf is null)
            yield break;

        await foreach (var ids in ClientsOf(cancellationToken))
            yield return ids;
    }

    public Task<NationalNumber?> FindNationalNumberAsync(
        VendorAccess access, string callId, CancellationToken cancellationToken) => Number!(cancellationToken);

    public Task<string?> FindPartnerAsync(VendorAccess access, string callId, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}

/// <summary>
/// An application of a test's own whose AdminPulse is scripted, with an office that is linked to it and waits for its first run.
/// </summary>
public sealed class ScriptedApp : IAsyncDisposable
{
    private readonly TestDatabase _database;

    private ScriptedApp(TestDatabase database, App app, SyncOffice office)
    {
        _database = database;
        App = app;
        Office = office;
    }

    public App App { get; }
    public SyncOffice Office { get; }
    public StandingClock Clock => (StandingClock)App.Services.GetRequiredService<TimeProvider>();
    public KeptJobs Jobs => App.Services.GetRequiredService<KeptJobs>();
    public ScriptedSource Source => App.Services.GetServices<IClientSource>().OfType<ScriptedSource>().Single();

    /// <param name="provider">The database.</param>
    /// <param name="demo">In the demo office, whose admin can sign in.</param>
    /// <param name="replace">What else is replaced.</param>
    public static async Task<ScriptedApp> StartAsync(
        string provider = "Sqlite", bool demo = false, Action<IServiceCollection>? replace = null)
    {
        var database = await TestDatabase.CreateAsync(provider);
        var app = new App(database, clock: new StandingClock(), replace: services =>
        {
            services.Remove(services.Single(s => s.ImplementationType == typeof(AdminPulseClientSource)));
            services.AddSingleton<IClientSource, ScriptedSource>();
            services.AddSingleton<KeptJobs>().AddSingleton<IBackgroundJobClient>(p => p.GetRequiredService<KeptJobs>());
            replace?.Invoke(services);
        });
        var office = demo
            ? await SyncOffice.DemoAsync(app, sandbox: null, Vendor.AdminPulse, "scripted")
            : await SyncOffice.OpenAsync(app, sandbox: null, Vendor.AdminPulse, "scripted");
        await office.LinkAsync(new LinkSecrets(new TokenSet(new Secret("token"), null, null, null), null));
        return new ScriptedApp(database, app, office);
    }

    /// <summary>A list that stops between its pages until it is let go on.</summary>
    public (Task Reached, Action GoOn) Gate(IReadOnlyList<ClientRecord> before, IReadOnlyList<ClientRecord> after)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var goOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Source.List = List;
        return (reached.Task, goOn.SetResult);

        async IAsyncEnumerable<ClientPage> List(
            [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        {
            yield return new ClientPage(before, before.Count + after.Count, RowsMoved: false);
            reached.TrySetResult();
            await goOn.Task.WaitAsync(cancellationToken);
            yield return new ClientPage(after, before.Count + after.Count, RowsMoved: false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await _database.DisposeAsync();
    }
}
