using System.Net;
using System.Net.Security;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Accounton.Vendors;

/// <summary>What the HTTP clients of all vendors have in common.</summary>
public static class VendorHttp
{
    /// <summary>The services that <see cref="VendorResilience"/> stands on; registered once, however many vendors there are.</summary>
    public static IServiceCollection AddVendorHttp(this IServiceCollection services)
    {
        services.AddOptions<VendorHttpOptions>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IPlatformTurns, OwnTurns>();
        services.TryAddSingleton<VendorRateLimit>();
        services.TryAddSingleton<VendorBudgets>();
        services.TryAddTransient<WholeAnswerHandler>();
        services.TryAddTransient<Utf8Handler>();
        return services;
    }

    /// <summary>
    /// A connection that follows no redirect and keeps no cookie: both would carry one office's matters to another place.
    /// </summary>
    public static SocketsHttpHandler Connection(IServiceProvider services, Vendor vendor) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = services.GetRequiredService<IOptions<VendorHttpOptions>>().Value.ConnectTimeout,
        // DNS may change under a process that runs for months.
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        SslOptions = new SslClientAuthenticationOptions
        {
            // The usual check, which says in our words that it was the certificate, and not TLS, that did not hold.
            RemoteCertificateValidationCallback = (_, _, _, errors) =>
                errors == SslPolicyErrors.None ? true : throw new VendorException(vendor, VendorFault.BadCertificate),
        },
    };
}
