namespace Accounton.Features.Settings.Integrations;

/// <summary>Registers what an office's links are made, changed and shown with.</summary>
public static class IntegrationSetup
{
    public static IServiceCollection AddIntegrations(this IServiceCollection services)
    {
        services.AddScoped<ConnectionLinker>();
        services.AddScoped<IntegrationCards>();
        return services;
    }
}
