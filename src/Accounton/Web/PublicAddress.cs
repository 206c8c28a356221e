using System.Collections.Concurrent;
using System.Net;
using Accounton.Localisation;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace Accounton.Web;

/// <summary>
/// Keeps people on https where <c>App:PublicUrl</c> says so: over plain http no cookie of ours is taken, so that no page would work.
/// A proxy that is not listed in <c>App:TrustedProxies</c> looks like plain http too; sending its visitors to the public address would
/// send them round for ever, so they are told that the installation is not right, and the log names the setting.
/// </summary>
public static class PublicAddress
{
    private const int MostNamed = 20;

    /// <summary>
    /// After the forwarded headers, outside of whatever looks at cookies. The health is asked for from near by, over http.
    /// </summary>
    public static void UsePublicAddress(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<AppOptions>>().Value is not { PublicUrl: { Scheme: "https" } publicUrl } options)
            return;

        app.Lifetime.ApplicationStarted.Register(() => WarnOfMissingProxy(app, publicUrl, options));
        var named = new ConcurrentDictionary<IPAddress, bool>();
        app.Use(async (context, next) =>
        {
            var request = context.Request;
            if (request.IsHttps || request.Path.StartsWithSegments("/health"))
            {
                await next(context);
            }
            else if (request.Headers[ForwardedHeadersDefaults.XForwardedProtoHeaderName].ToString().Contains(
                Uri.UriSchemeHttps, StringComparison.OrdinalIgnoreCase))
            {
                var proxy = context.Connection.RemoteIpAddress ?? IPAddress.None;
                if (named.Count < MostNamed && named.TryAdd(proxy, true))
                    app.Logger.LogError(
                        "{Proxy} forwarded an https request, but App:TrustedProxies does not list it: add it if "
                            + "it is your proxy. Until then nobody can sign in through it.", proxy);
                await TellAsync(context, app.Services.GetRequiredService<Texts>());
            }
            else
            {
                context.Response.StatusCode = StatusCodes.Status307TemporaryRedirect;
                context.Response.Headers.Location = publicUrl.GetLeftPart(UriPartial.Authority)
                    + request.PathBase.ToUriComponent() + request.Path.ToUriComponent() + request.QueryString.ToUriComponent();
            }
        });
    }

    private static void WarnOfMissingProxy(WebApplication app, Uri publicUrl, AppOptions options)
    {
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        if (options.TrustedProxies.Count == 0 && addresses.Count > 0
            && addresses.All(address => address.StartsWith("http:", StringComparison.OrdinalIgnoreCase)))
            app.Logger.LogWarning(
                "App:PublicUrl is {PublicUrl}, but the application listens on http only and App:TrustedProxies "
                    + "is empty: list the address of the proxy that speaks https in front of it.", publicUrl);
    }

    private static Task TellAsync(HttpContext context, Texts texts)
    {
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        return UnhandledErrorPage.WriteAsync(context, texts, "Error.Proxy");
    }
}
