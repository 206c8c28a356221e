using Accounton.Tests.Features.Sync;
using Accounton.Tests.Running;
using Accounton.Vendors;
using Accounton.Vendors.AdminPulse;
using Hangfire;
using Microsoft.Extensions.DependencyInjection;

[assembly: AssemblyFixture(typeof(SyncLab))]

namespace Accounton.Tests.Features.Sync;

/// <summary>
/// One sandbox and one application for many tests, started at the first that asks. Each test takes offices of its own,
/// linked to accounts of their own, so that none meets another's clients or faults.
/// </summary>
public sealed class SyncLab : IAsyncDisposable
{
    /// <summary>Customers of an account that fits on one page, and of one that takes two of either vendor's.</summary>
    public const int Small = 30, Large = 420;

    private const int Accounts = 160;

    private readonly Lazy<Task<(Running.Sandbox Sandbox, TestDatabase Database, App App)>> _started = new(StartAsync);
    private int _small, _large;

    public static async Task<Running.Sandbox> StartSandboxAsync(params string[] settings) => await Running.Sandbox.StartAsync(
    [
        // Syneton tells its limit, and the application holds itself to it.
        "Sandbox:RateLimit=100000",
        .. Enumerable.Range(1, Accounts).SelectMany(n => new[] { $"Sandbox:Clients:klein{n}={Small}", $"Sandbox:Clients:ruim{n}={Large}" }),
        .. settings,
    ]);

    /// <summary>Waits that are short, paces that are high and no breaker: the tests share hosts.</summary>
    public static void Hurry(IServiceCollection services)
    {
        services.Configure<AdminPulseOptions>(o => o.CallsPerMinute = 100_000);
        services.Configure<VendorHttpOptions>(o =>
        {
            o.RetryDelay = TimeSpan.FromMilliseconds(20);
            o.ThrottleDelay = TimeSpan.FromMilliseconds(50);
            o.BreakerCalls = 1_000_000;
        });
    }

    public async Task<App> AppAsync() => (await _started.Value).App;

    public async Task<Running.Sandbox> SandboxAsync() => (await _started.Value).Sandbox;

    /// <summary>A name of an account that no other test uses.</summary>
    public string NextAccount(int size) => size == Small ? $"klein{Next(ref _small)}" : $"ruim{Next(ref _large)}";

    /// <summary>An office with one admin, not linked yet.</summary>
    public async Task<SyncOffice> OfficeAsync(Vendor vendor, int size = Small)
    {
        var (sandbox, _, app) = await _started.Value;
        return await SyncOffice.OpenAsync(app, sandbox, vendor, NextAccount(size));
    }

    /// <summary>An office that is linked and has its clients.</summary>
    public async Task<SyncOffice> ActiveOfficeAsync(Vendor vendor, int size = Small)
    {
        var office = await OfficeAsync(vendor, size);
        await office.LinkAsync();
        await office.RunAsync();
        await office.AssertTruthAsync();
        return office;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_started.IsValueCreated)
            return;

        var (sandbox, database, app) = await _started.Value;
        await app.DisposeAsync();
        await sandbox.DisposeAsync();
        await database.DisposeAsync();
    }

    private static int Next(ref int last) =>
        Interlocked.Increment(ref last) is var number and <= Accounts
            ? number
            : throw new InvalidOperationException("There are more tests than accounts.");

    private static async Task<(Running.Sandbox, TestDatabase, App)> StartAsync()
    {
        var database = await TestDatabase.CreateAsync();
        var sandbox = await StartSandboxAsync();
        var app = new App(database, sandbox, replace: services =>
        {
            Hurry(services);
            services.AddSingleton<KeptJobs>().AddSingleton<IBackgroundJobClient>(p => p.GetRequiredService<KeptJobs>());
        });

        // Started here, once: it would start in each of several tests that ask at the same time.
        _ = app.Services;
        return (sandbox, database, app);
    }
}
