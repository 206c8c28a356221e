using System.Collections.Concurrent;
using Accounton.Data;
using Accounton.Tenancy;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Accounton.Tests.Running;

/// <summary>The data layer by itself on a migrated database: no pages, no jobs. A test makes its own offices in it.</summary>
public sealed class DataLayer : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly ServiceProvider _services;

    private DataLayer(TestDatabase database, ServiceProvider services)
    {
        _database = database;
        _services = services;
    }

    public static async Task<DataLayer> CreateAsync(string provider = "Sqlite")
    {
        var database = await TestDatabase.MigratedAsync(provider);
        var services = Services(database);
        if (provider == "SqlServer")
            await Migrator.MigrateAsync(services);
        return new DataLayer(database, services);
    }

    /// <summary>The services on a database, which may yet have to be migrated.</summary>
    public static ServiceProvider Services(TestDatabase database)
    {
        var host = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        host.Configuration.AddInMemoryCollection(database.Settings!);
        host.Services.AddDatabase(host.Configuration, host.Environment);
        host.Services.AddSingleton(TimeProvider.System);
        host.Services.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider());
        host.Services.AddScoped<CurrentOffice>();
        host.Services.AddScoped<OfficeCiphers>();
        return host.Services.BuildServiceProvider(validateScopes: true);
    }

    public async Task<Guid> AddOfficeAsync()
    {
        await using var work = Work();
        var office = new Office { Name = "Kantoor" };
        work.Db.Offices.Add(office);
        await work.Db.SaveChangesAsync();
        return office.Id;
    }

    /// <summary>A unit of work for an office; for none when it is left out.</summary>
    public Work Work(Guid? office = null)
    {
        var scope = _services.CreateAsyncScope();
        if (office is { } id)
            scope.ServiceProvider.GetRequiredService<CurrentOffice>().Use(id);
        return new Work(scope);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _database.DisposeAsync();
    }
}

/// <summary>A scope with its context.</summary>
public sealed class Work(AsyncServiceScope scope) : IAsyncDisposable
{
    public AccountonContext Db { get; } = scope.ServiceProvider.GetRequiredService<AccountonContext>();

    public OfficeCiphers Ciphers { get; } = scope.ServiceProvider.GetRequiredService<OfficeCiphers>();

    public ValueTask DisposeAsync() => scope.DisposeAsync();
}

/// <summary>A data layer per provider, made when a test first asks for it and shared by the tests of a class.</summary>
public sealed class DataLayers : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<Task<DataLayer>>> _layers = new();

    public Task<DataLayer> OnAsync(string provider) => _layers.GetOrAdd(provider, p => new(() => DataLayer.CreateAsync(p))).Value;

    public async ValueTask DisposeAsync()
    {
        foreach (var layer in _layers.Values.Where(l => l.Value.IsCompletedSuccessfully))
            await (await layer.Value).DisposeAsync();
    }
}
