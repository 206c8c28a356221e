using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OpenIddict.Abstractions;
using OpenIddict.Core;
using OpenIddict.EntityFrameworkCore.Models;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Accounton.Sandbox.AdminPulse;

/// <summary>Makes the database and registers the one client, before the first request is answered.</summary>
internal sealed class ClientRegistration(IServiceScopeFactory scopes, IOptions<SandboxOptions> options) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<TokenDatabase>().Database;
        await database.EnsureCreatedAsync(cancellationToken);
        await database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", cancellationToken);

        var applications = scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>();
        var client = Describe(options.Value);
        if (await applications.FindByClientIdAsync(client.ClientId!, cancellationToken) is { } known)
            await applications.UpdateAsync(known, client, cancellationToken);
        else
            await applications.CreateAsync(client, cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static OpenIddictApplicationDescriptor Describe(SandboxOptions options)
    {
        var client = new OpenIddictApplicationDescriptor
        {
            ClientId = options.ClientId,
            ClientSecret = options.ClientSecret,
            ClientType = ClientTypes.Confidential,
            ConsentType = ConsentTypes.Explicit,
            DisplayName = "Accounton",
            Permissions =
            {
                Permissions.Endpoints.Authorization, Permissions.Endpoints.Token, Permissions.Endpoints.Revocation,
                Permissions.GrantTypes.AuthorizationCode, Permissions.GrantTypes.RefreshToken, Permissions.ResponseTypes.Code,
                Permissions.Scopes.Profile, Permissions.Scopes.Email, Permissions.Prefixes.Scope + "relations",
            },
        };
        foreach (var uri in options.RedirectUris)
            client.RedirectUris.Add(new Uri(uri));
        return client;
    }
}

/// <summary>Takes a redirect to the application on this machine whatever its port, because tests listen on free ones.</summary>
internal sealed class LoopbackClients(
    IOpenIddictApplicationCache<OpenIddictEntityFrameworkCoreApplication> cache,
    ILogger<OpenIddictApplicationManager<OpenIddictEntityFrameworkCoreApplication>> logger,
    IOptionsMonitor<OpenIddictCoreOptions> options,
    IOpenIddictApplicationStore<OpenIddictEntityFrameworkCoreApplication> store)
    : OpenIddictApplicationManager<OpenIddictEntityFrameworkCoreApplication>(cache, logger, options, store)
{
    private static readonly string[] Paths = ["/settings/integrations/adminpulse/callback", "/sign-in/sso/callback"];

    public override async ValueTask<bool> ValidateRedirectUriAsync(
        OpenIddictEntityFrameworkCoreApplication application, string uri, CancellationToken cancellationToken = default) =>
        (Uri.TryCreate(uri, UriKind.Absolute, out var address) && address.IsLoopback && Paths.Contains(address.AbsolutePath))
        || await base.ValidateRedirectUriAsync(application, uri, cancellationToken);
}
