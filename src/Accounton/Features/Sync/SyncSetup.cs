using Accounton.Features.Clients;
using Accounton.Jobs;
using Accounton.Vendors;

namespace Accounton.Features.Sync;

/// <summary>Registers what a sync is made of.</summary>
public static class SyncSetup
{
    public static IServiceCollection AddSync(this IServiceCollection services)
    {
        services.AddOptions<SyncOptions>().BindConfiguration(SyncOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<SyncCalendar>();
        services.AddSingleton<IPlatformTurns, VendorTurns>();
        services.AddScoped<SyncRequests>();
        services.AddScoped<SyncRunner>();
        services.AddScoped<SyncWaiters>();
        services.AddScoped<IDueWork, SyncDueWork>();
        services.AddScoped<SyncReader>();
        services.AddScoped<SyncDetails>();
        services.AddScoped<SyncCompletion>();
        services.AddScoped<SourceTable>();
        services.AddScoped<PendingRemovals>();
        services.AddScoped<IClientPart, LinkedRecords>();
        services.AddScoped<IKeyedRows, SourceKeys>();
        return services;
    }
}
