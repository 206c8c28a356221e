using Accounton.Features.Clients.Matching;
using Accounton.Jobs;

namespace Accounton.Features.Clients;

/// <summary>Registers what clients are kept with.</summary>
public static class ClientSetup
{
    public static IServiceCollection AddClients(this IServiceCollection services)
    {
        services.AddScoped<ClientWriter>();
        services.AddScoped<Colleagues>();
        services.AddScoped<ClientList>();
        services.AddScoped<ClientFiles>();
        services.AddScoped<DuplicateFinder>();
        services.AddScoped<ClientMerge>();
        services.AddScoped<StoredKeys>();
        services.AddScoped<IDueWork, ClientDueWork>();
        return services;
    }
}
