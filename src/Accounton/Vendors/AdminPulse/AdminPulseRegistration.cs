using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection.Extensions;
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
        services.AddRefitGeneratedClient<IAdminPulseApi>(provider =>
            VendorRefit.Settings(Vendor.AdminPulse, provider.GetRequiredService<TimeProvider>()))
            .ConfigurePrimaryHttpMessageHandler(provider => VendorHttp.Connection(provider, Vendor.AdminPulse))
            .ConfigureHttpClient((provider, client) => client.BaseAddress = Options(provider).ApiBaseUrl)
            .AddHttpMessageHandler<AdminPulseTokenHandler>()
            .AddVendorResilience(
                Vendor.AdminPulse, provider => new(Options(provider).CallsPerMinute, Options(provider).PlatformCallsPerMinute));
        services.AddHttpClient(AdminPulseEndpoints.HttpClientName)
            .ConfigurePrimaryHttpMessageHandler(provider => VendorHttp.Connection(provider, Vendor.AdminPulse))
            .AddVendorResilience(Vendor.AdminPulse);
        services.AddSingleton<AdminPulseEndpoints>();
        services.AddSingleton<AdminPulseTokens>();
        services.AddSingleton<IVendorTokens>(provider => provider.GetRequiredService<AdminPulseTokens>());
        services.AddSingleton<IClientSource, AdminPulseClientSource>();
        return services;
    }

    /// <summary>Adds the scheme that offices link by. It has no display name: it is no way to sign in.</summary>
    /// <param name="configure">The host's events and page texts.</param>
    public static AuthenticationBuilder AddAdminPulseOAuth(this AuthenticationBuilder builder, Action<AdminPulseOAuthOptions> configure)
    {
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<
            IPostConfigureOptions<AdminPulseOAuthOptions>, OAuthPostConfigureOptions<AdminPulseOAuthOptions, AdminPulseOAuthHandler>>());
        builder.Services.AddOptions<AdminPulseOAuthOptions>(AdminPulseClientSource.Scheme)
            .Configure<IOptions<AdminPulseOptions>, IConfiguration>(Configure);
        return builder.AddRemoteScheme<AdminPulseOAuthOptions, AdminPulseOAuthHandler>(
            AdminPulseClientSource.Scheme, displayName: null, configure);
    }

    private static void Configure(AdminPulseOAuthOptions oauth, IOptions<AdminPulseOptions> vendor, IConfiguration configuration)
    {
        oauth.ClientId = vendor.Value.ClientId ?? "";
        oauth.UsePkce = vendor.Value.UsePkce;
        foreach (var scope in (vendor.Value.Scopes ?? "").Split(
            ' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            oauth.Scope.Add(scope);
        oauth.CallbackPath = AdminPulseOAuthOptions.DefaultCallbackPath;
        oauth.PublicUrl = Uri.TryCreate(configuration["App:PublicUrl"], UriKind.Absolute, out var url) ? url : null;

        // The vendor's answer is a cross-site GET: Lax cookies come along, and unlike SameSite=None they also work over plain http.
        var isSecure = oauth.PublicUrl?.Scheme == Uri.UriSchemeHttps;
        oauth.CorrelationCookie.Name = isSecure ? "__Secure-Accounton.Link." : "Accounton.Link.";
        oauth.CorrelationCookie.SameSite = SameSiteMode.Lax;
        oauth.CorrelationCookie.SecurePolicy = isSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
    }

    private static AdminPulseOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<AdminPulseOptions>>().Value;
}
