using Microsoft.Extensions.Options;
using Refit;

namespace Accounton.Vendors.AdminPulse;

/// <summary>Registers AdminPulse.</summary>
public static class AdminPulseRegistration
{
    public static IServiceCollection AddAdminPulse(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddVendorHttp();
        services.AddOptions<AdminPulseOptions>()
            .Bind(configuration.GetSection(AdminPulseOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();

        services.AddTransient<AdminPulseTokenHandler>();
        services.AddRefitGeneratedClient<IAdminPulseApi>(provider => VendorRefit.Settings(Vendor.AdminPulse, provider.GetRequiredService<TimeProvider>()))
            .ConfigurePrimaryHttpMessageHandler(VendorHttp.Connection)
            .ConfigureHttpClient((provider, client) => client.BaseAddress = Options(provider).ApiBaseUrl)
            .AddHttpMessageHandler<AdminPulseTokenHandler>()
            .AddVendorResilience(Vendor.AdminPulse, provider => new(Options(provider).CallsPerMinute, Options(provider).PlatformCallsPerMinute));
        services.AddSingleton<IClientSource, AdminPulseClientSource>();
        return services;
    }

    private static AdminPulseOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<AdminPulseOptions>>().Value;
}
