using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace Accounton.Tests.Running;

/// <summary>
/// Each request comes from an address that nobody came from before, so that no test uses up another's tries, however fast they run and
/// in whatever order. Who names an address (<c>X-Forwarded-For</c>) comes from there, by the one proxy that tests trust.
/// </summary>
internal sealed class OwnAddresses : IStartupFilter
{
    /// <summary>The proxy, as a setting.</summary>
    public static readonly (string Key, string Value) Trust = ("App:TrustedProxies:0", IPAddress.Loopback.ToString());

    private static int _last = IPAddress.NetworkToHostOrder(BitConverter.ToInt32(IPAddress.Parse("100.64.0.0").GetAddressBytes()));

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, rest) =>
        {
            context.Connection.RemoteIpAddress ??= context.Request.Headers.ContainsKey("X-Forwarded-For") ? IPAddress.Loopback : Next();
            return rest(context);
        });
        next(app);
    };

    private static IPAddress Next() => new(BitConverter.GetBytes(IPAddress.HostToNetworkOrder(Interlocked.Increment(ref _last))));
}
