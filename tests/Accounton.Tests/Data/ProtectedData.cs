using Accounton.Data;
using Accounton.Tenancy;
using Accounton.Tests.Running;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Accounton.Tests.Data;

/// <summary>A database opened with the keys that some settings give: the very settings of the application.</summary>
public sealed class ProtectedData : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public ProtectedData(TestDatabase database, params (string Key, string Value)[] settings)
    {
        var host = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        host.Configuration.AddInMemoryCollection(database.Settings!);
        host.Configuration.AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)));
        host.Services.AddLogging();
        host.Services.AddDatabase(host.Configuration, host.Environment);
        host.Services.AddKeyProtection(host.Configuration);
        host.Services.AddSingleton(TimeProvider.System);
        host.Services.AddScoped<CurrentOffice>();
        host.Services.AddScoped<OfficeCiphers>();
        _services = host.Services.BuildServiceProvider(validateScopes: true);
    }

    public IServiceProvider Services => _services;

    public Task MigrateAsync() => Migrator.MigrateAsync(_services);

    public async Task<Guid> AddOfficeAsync()
    {
        Guid id;
        await using (var scope = _services.CreateAsyncScope())
        {
            var office = new Office { Name = "Kantoor" };
            var db = scope.ServiceProvider.GetRequiredService<AccountonContext>();
            db.Offices.Add(office);
            await db.SaveChangesAsync();
            id = office.Id;
        }

        await using var work = In(id);
        work.Db.OfficeKeys.Add(work.Ciphers.NewKeys(id));
        await work.Db.SaveChangesAsync();
        return id;
    }

    public async Task<Guid> OfficeAsync(string name)
    {
        await using var scope = _services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<AccountonContext>().Offices
            .Where(o => o.Name == name).Select(o => o.Id).SingleAsync();
    }

    public Work In(Guid office)
    {
        var scope = _services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentOffice>().Use(office);
        return new Work(scope);
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
