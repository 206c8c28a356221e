namespace Accounton.Features.Clients;

/// <summary>Registers what clients are kept with.</summary>
public static class ClientSetup
{
    public static IServiceCollection AddClients(this IServiceCollection services)
    {
        services.AddScoped<ClientBook>();
        return services;
    }
}
