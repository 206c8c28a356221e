namespace Accounton.Features.Connections;

/// <summary>Registers what gives a connection's token or key, and records that it no longer holds.</summary>
public static class ConnectionSetup
{
    public static IServiceCollection AddOfficeConnections(this IServiceCollection services)
    {
        services.AddSingleton<VendorCredentialsFactory>();
        services.AddScoped<LinkFaults>();
        services.AddScoped<ReconnectMail>();
        return services;
    }
}
