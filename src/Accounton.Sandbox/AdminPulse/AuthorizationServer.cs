using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using OpenIddict.EntityFrameworkCore.Models;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Accounton.Sandbox.AdminPulse;

/// <summary>
/// AdminPulse's OAuth 2.0 server. Its endpoints are relative, so they answer under every path base in <see cref="PathBases"/>
/// with an issuer of that name: OpenIddict itself knows one issuer per container.
/// </summary>
internal static class AuthorizationServer
{
    public const string AdminPulse = "/adminpulse";
    public const string SingleSignOn = "/sso";
    public static readonly string[] PathBases = [AdminPulse, SingleSignOn];

    public static void AddAuthorizationServer(this WebApplicationBuilder builder, SandboxOptions options)
    {
        var database = Path.GetFullPath(options.Database, builder.Environment.ContentRootPath);
        var folder = Path.GetDirectoryName(database)!;
        Directory.CreateDirectory(folder);

        builder.Services.AddDataProtection().SetApplicationName("Accounton.Sandbox")
            .PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(folder, "keys")));
        builder.Services.AddDbContext<TokenDatabase>(db => db.UseSqlite($"Data Source={database}").UseOpenIddict());
        builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
            .AddCookie(cookie => cookie.Cookie.Name = "sandbox");

        builder.Services.AddOpenIddict()
            .AddCore(core => core.UseEntityFrameworkCore().UseDbContext<TokenDatabase>())
            .AddCore(core => core.ReplaceApplicationManager<OpenIddictEntityFrameworkCoreApplication, LoopbackClients>())
            .AddServer(server =>
            {
                server.SetAuthorizationEndpointUris("connect/authorize")
                    .SetTokenEndpointUris("connect/token")
                    .SetRevocationEndpointUris("connect/revoke")
                    .SetConfigurationEndpointUris(".well-known/openid-configuration")
                    .SetJsonWebKeySetEndpointUris(".well-known/jwks");
                server.AllowAuthorizationCodeFlow().AllowRefreshTokenFlow();
                server.RegisterScopes(Scopes.OfflineAccess, Scopes.OpenId, Scopes.Profile, Scopes.Email, "relations");
                server.SetAccessTokenLifetime(options.AccessTokenLifetime).SetRefreshTokenReuseLeeway(options.RefreshReuseLeeway);
                server.AddEventHandler(CountReuse.Descriptor);
                server.AddSigningKey(Keys.Signing(folder)).AddEncryptionKey(Keys.Encryption(folder));
                server.UseAspNetCore()
                    .DisableTransportSecurityRequirement()
                    .EnableAuthorizationEndpointPassthrough()
                    .EnableTokenEndpointPassthrough();
            })
            .AddValidation(validation =>
            {
                validation.UseLocalServer();
                // Looks every token up, so that one that was revoked or expired on purpose is refused at once.
                validation.EnableTokenEntryValidation();
                validation.UseAspNetCore();
            });
        builder.Services.AddHostedService<ClientRegistration>();
    }
}
