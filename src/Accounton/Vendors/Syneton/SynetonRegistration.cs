using System.Net;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Refit;

namespace Accounton.Vendors.Syneton;

/// <summary>Registers Syneton.</summary>
public static class SynetonRegistration
{
    public static IServiceCollection AddSyneton(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddVendorHttp();
        services.AddOptions<SynetonOptions>()
            .Bind(configuration.GetSection(SynetonOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.TryAddSingleton(provider => new PublicAddressGuard(
            new AllowedHosts(provider.GetRequiredService<IOptions<SynetonOptions>>().Value.AllowedPrivateHosts),
            Dns.GetHostAddressesAsync));

        services.AddTransient<SynetonAddressHandler>();
        services.AddTransient<SynetonTokenHandler>();
        services.AddTransient<SynetonDialectHandler>();
        services.AddRefitGeneratedClient<ISynetonSignInApi>(provider => Settings(provider, SynetonErrors.SignInFaultOfAsync))
            .AddSynetonCalls(signed: false);
        services.AddRefitGeneratedClient<ISynetonApi>(provider => Settings(provider, SynetonErrors.FaultOfAsync))
            .AddSynetonCalls(signed: true);

        services.AddSingleton<SynetonTokens>();
        services.AddSingleton<SynetonLimits>();
        services.AddSingleton<SynetonChanges>();
        services.AddSingleton<IClientSource, SynetonClientSource>();
        return services;
    }

    private static void AddSynetonCalls(this IHttpClientBuilder builder, bool signed)
    {
        builder.ConfigureHttpClient(client => client.BaseAddress = SynetonAddressHandler.Placeholder)
            .ConfigurePrimaryHttpMessageHandler(Connection)
            .AddHttpMessageHandler<SynetonAddressHandler>();
        if (signed)
            builder.AddHttpMessageHandler<SynetonTokenHandler>();
        builder.AddVendorResilience(
            Vendor.Syneton,
            _ => new(SynetonLimits.CallsPerMinute),
            inside => inside.AddHttpMessageHandler<SynetonDialectHandler>());
    }

    private static RefitSettings Settings(IServiceProvider provider, Func<HttpResponseMessage, ValueTask<VendorFault?>> faultOf) =>
        VendorRefit.Settings(Vendor.Syneton, provider.GetRequiredService<TimeProvider>(), faultOf);

    private static SocketsHttpHandler Connection(IServiceProvider provider)
    {
        var handler = VendorHttp.Connection(provider, Vendor.Syneton);
        handler.ConnectCallback = provider.GetRequiredService<PublicAddressGuard>().ConnectAsync;
        // A proxy would resolve the name for itself, after the guard has looked.
        handler.UseProxy = false;
        // No traces: they would name the address, and with it the key.
        handler.ActivityHeadersPropagator = null;
        return handler;
    }
}
