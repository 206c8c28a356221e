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
        services.AddScoped<SyncReading>();
        services.AddScoped<SyncDetails>();
        services.AddScoped<SyncEnding>();
        services.AddScoped<SourceTable>();
        services.AddScoped<MissingClients>();
        return services;
    }
}
