using Accounton.Data.Sensitive;
using Accounton.Vendors;

namespace Accounton.Tests.Vendors.Syneton;

/// <summary>A pretend Syneton server with its sign-in and settings, and a connection to it.</summary>
public sealed class SynetonSite : IDisposable
{
    public const string Key = "geheime-sleutel-123";
    public const string Token = "0f8fad5b-d9cb-469f-a165-70867728950e";

    public SynetonSite(Action<VendorHttpOptions>? http = null, TimeProvider? time = null)
    {
        Host = new VendorHost(
            new() { ["Syneton:AllowedPrivateHosts:0"] = "127.0.0.1", ["Syneton:AllowedPrivateHosts:1"] = "localhost" }, http, time: time);
        Access = new VendorAccess(Guid.NewGuid(), Server.Url, new GivenKey(Key));
    }

    public VendorServer Server { get; } = new();
    public VendorHost Host { get; }
    public VendorAccess Access { get; }
    public IClientSource Source => Host.Source(Vendor.Syneton);

    /// <summary>The sign-in, the settings, and a log of changes that the server does not have.</summary>
    public SynetonSite Usual(int maxRecords = 100)
    {
        Server.Answers($"/api/v1/token/{Key}", $$"""{"TokenGuid":"{{Token}}","TimeToLive":"2026-11-22T14:05:00"}""");
        Server.Answers(
            "/api/v1/apisettings",
            $$"""{"DefaultRecordsPerPage":20,"MaxRecordsPerPage":{{maxRecords}},"DurationToken":30,"RateLimit":600}""");
        Server.Answers("/api/v1/customer/changes", """{"ErrorMessage":"Nothing found"}""", 404);
        return this;
    }

    /// <summary>Lists beside the customers, all of them empty.</summary>
    public SynetonSite Bare()
    {
        foreach (var list in new[] { "customeraddresses", "customerlinkcustomer", "projects", "employees" })
            Server.Answers($"/api/v1/{list}", """{"ErrorMessage":"Nothing found"}""", 404);
        return this;
    }

    public int CallsTo(string path) => Server.Calls.Count(call => call.Path == path);

    public void Dispose()
    {
        Host.Dispose();
        Server.Dispose();
    }
}

/// <summary>An API key, which is what it is.</summary>
public sealed class GivenKey(string key) : IVendorCredentials
{
    public ValueTask<Secret> GetAsync(Secret? refused, CancellationToken cancellationToken) => new(new Secret(key));
}
