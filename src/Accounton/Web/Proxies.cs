using System.ComponentModel.DataAnnotations;
using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace Accounton.Web;

/// <summary>Believes forwarded headers from the proxies of <c>App:TrustedProxies</c>, and from nobody else.</summary>
public static class Proxies
{
    public static IServiceCollection AddProxies(this IServiceCollection services, IConfiguration configuration)
    {
        var trusted = configuration.GetSection(AppOptions.Section).Get<AppOptions>()?.TrustedProxies ?? [];
        return services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            options.ForwardedHeaders = trusted.Count == 0
                ? ForwardedHeaders.None
                : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            foreach (var proxy in trusted)
            {
                if (IPAddress.TryParse(proxy, out var address))
                    options.KnownProxies.Add(address);
                else if (System.Net.IPNetwork.TryParse(proxy, out var network))
                    options.KnownIPNetworks.Add(network);
                else
                    throw new ValidationException($"App:TrustedProxies: '{proxy}' is neither an address nor a range such as 10.0.0.0/8.");
            }
        });
    }
}
