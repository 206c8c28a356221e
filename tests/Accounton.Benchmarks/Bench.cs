using System.Text.Json;
using Accounton.Tests.Features.Sync;
using Accounton.Tests.Running;
using Accounton.Vendors;
using Accounton.Vendors.AdminPulse;
using Microsoft.Extensions.DependencyInjection;

namespace Accounton.Benchmarks;

/// <summary>The application on SQLite, and a vendor in a process of its own that serves ready-made pages of 20,000 clients.</summary>
public sealed class Bench : IAsyncDisposable
{
    public const string Account = "groot";

    private readonly HttpClient _http = new();

    private Bench(TestDatabase database, Sandbox sandbox, App app)
    {
        Database = database;
        Sandbox = sandbox;
        App = app;
    }

    public TestDatabase Database { get; }
    public Sandbox Sandbox { get; }
    public App App { get; }

    /// <param name="settings">More of the sandbox's, such as how many clients another account has.</param>
    public static async Task<Bench> StartAsync(params string[] settings)
    {
        var sandbox = await Sandbox.StartAsync(settings);
        var database = await TestDatabase.CreateAsync();
        // The pace that the vendor asks for would be all that is measured.
        var app = new App(
            database, sandbox, replace: services => services.PostConfigure<AdminPulseOptions>(o => o.CallsPerMinute = 100_000));
        var bench = new Bench(database, sandbox, app);

        // The pages are made at the first request.
        await bench.DownloadAsync();
        return bench;
    }

    public Task<SyncOffice> OfficeAsync(string account = Account) => SyncOffice.OpenAsync(App, Sandbox, Vendor.AdminPulse, account);

    /// <summary>All pages downloaded and parsed, and nothing more: the floor of every sync.</summary>
    public async Task<List<JsonElement>> DownloadAsync()
    {
        var tokens = await AdminPulseVisitor.TokensAsync(App.Services, Sandbox, Account);
        return await DownloadAsync(tokens.AccessToken.Reveal());
    }

    public async Task<List<JsonElement>> DownloadAsync(string accessToken)
    {
        var rows = new List<JsonElement>();
        for (var page = 0; ; page++)
        {
            using var request = new HttpRequestMessage(
                HttpMethod.Get, new Uri(Sandbox.Url, $"/adminpulse/relations?page={page}&pageSize=400"));
            request.Headers.Authorization = new("Bearer", accessToken);
            using var answer = await _http.SendAsync(request);
            var document = JsonDocument.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync()).RootElement;
            rows.AddRange(document.GetProperty("results").EnumerateArray());
            if (page >= document.GetProperty("pageCount").GetInt32() - 1)
                return rows;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await App.DisposeAsync();
        await Sandbox.DisposeAsync();
        await Database.DisposeAsync();
    }
}
