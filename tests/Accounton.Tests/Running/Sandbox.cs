using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Accounton.Tests.Running;

/// <summary>A sandbox of a test's own: its data, its faults and its truth. Its latency is zero unless asked for.</summary>
public sealed class Sandbox : IAsyncDisposable
{
    private readonly ServerProcess _process;
    private readonly DirectoryInfo _folder;
    private readonly HttpClient _http;

    private Sandbox(ServerProcess process, DirectoryInfo folder)
    {
        _process = process;
        _folder = folder;
        _http = new HttpClient { BaseAddress = process.Url };
    }

    public Uri Url => _process.Url;

    public string Output => _process.Output;

    /// <param name="settings">Such as <c>Sandbox:Latency=150</c>.</param>
    public static async Task<Sandbox> StartAsync(params string[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("accounton-sandbox-");
        var process = await ServerProcess.StartAsync(
            Programs.Sandbox,
            [
                "--Sandbox:EndWithParent=true",
                $"--Sandbox:Database={Path.Combine(folder.FullName, "sandbox.db")}",
                "--Sandbox:Latency=0",
                .. settings.Select(s => "--" + s),
            ],
            "Production");
        return new Sandbox(process, folder);
    }

    /// <summary>What the application needs to know to use this sandbox for both vendors.</summary>
    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["AdminPulse:ApiBaseUrl"] = new Uri(Url, "/adminpulse").ToString(),
        ["AdminPulse:AuthorizationEndpoint"] = new Uri(Url, "/adminpulse/connect/authorize").ToString(),
        ["AdminPulse:TokenEndpoint"] = new Uri(Url, "/adminpulse/connect/token").ToString(),
        ["AdminPulse:RevocationEndpoint"] = new Uri(Url, "/adminpulse/connect/revoke").ToString(),
        ["AdminPulse:ClientId"] = "accounton",
        ["AdminPulse:ClientSecret"] = "sandbox-secret",
        ["AdminPulse:Scopes"] = "openid offline_access relations",
        ["Syneton:AllowedPrivateHosts:0"] = "localhost",
        ["Development:Sandbox"] = "",
    };

    /// <summary>The URL that an office enters for Syneton.</summary>
    public string SynetonUrl => new Uri(Url, "/syneton").ToString();

    /// <summary>Puts a fault in front of an account's answers; the README of the sandbox lists them.</summary>
    public async Task FaultAsync(object fault) => (await _http.PostAsJsonAsync("/faults", fault)).EnsureSuccessStatusCode();

    public async Task ClearFaultsAsync() => (await _http.DeleteAsync(new Uri("/faults", UriKind.Relative))).EnsureSuccessStatusCode();

    public async Task ClearFaultsAsync(string account) =>
        (await _http.DeleteAsync(new Uri($"/faults?account={account}", UriKind.Relative))).EnsureSuccessStatusCode();

    /// <summary>Every client that a perfect sync would hold now.</summary>
    public async Task<IReadOnlyList<JsonObject>> TruthAsync(string account, string vendor) =>
        (await _http.GetFromJsonAsync<List<JsonObject>>($"/truth/{account}?vendor={vendor}"))!;

    /// <summary>What the sandbox foretells of an account: counts of flaws, and the groups of an import.</summary>
    public Task<JsonElement> ExpectedAsync(string account, string vendor) =>
        _http.GetFromJsonAsync<JsonElement>($"/expected/{account}?vendor={vendor}");

    public async Task<JsonElement> EvolveAsync(string account)
    {
        using var answer = await _http.PostAsync(new Uri($"/evolve/{account}", UriKind.Relative), null);
        return await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>How the account was called: <c>calls, maxConcurrent, refreshes, refreshReuses …</c></summary>
    public Task<JsonElement> CallsAsync(string account) => _http.GetFromJsonAsync<JsonElement>($"/calls/{account}");

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _process.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
