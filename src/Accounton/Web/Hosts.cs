using Microsoft.AspNetCore.HostFiltering;

namespace Accounton.Web;

/// <summary>
/// In Production only the host of <c>App:PublicUrl</c> is answered to, unless <c>AllowedHosts</c> names others; and the machine itself,
/// which asks for its health.
/// </summary>
public static class Hosts
{
    private static readonly string[] Itself = ["localhost", "127.0.0.1", "[::1]"];

    public static IServiceCollection AddHosts(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        var url = configuration.GetValue<Uri?>($"{AppOptions.Section}:{nameof(AppOptions.PublicUrl)}");
        if (environment.IsProduction() && string.IsNullOrWhiteSpace(configuration["AllowedHosts"]) && url is { IsAbsoluteUri: true })
        {
            services.Configure<HostFilteringOptions>(
                hosts => hosts.AllowedHosts = [url.HostNameType is UriHostNameType.IPv6 ? url.Host : url.IdnHost, .. Itself]);
        }

        return services;
    }
}
