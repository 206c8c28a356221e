using System.Net;
using System.Net.Sockets;

namespace Accounton.Vendors.Syneton;

/// <summary>
/// Keeps addresses that users type from reaching into the network the application runs in. It resolves the name itself,
/// refuses when any of its addresses is not public, and connects to the very address it checked.
/// </summary>
public sealed class PublicAddressGuard(AllowedHosts allowed, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
{
    /// <summary>Everything that is not the public internet (IANA's special-purpose registries), and what embeds IPv4 in IPv6.</summary>
    private static readonly IPNetwork[] NotPublic = [.. new[]
    {
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
        "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24",
        "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
    }.Select(IPNetwork.Parse)];

    /// <summary>
    /// Of IPv6 only global unicast is public, without what is set apart in it: protocol assignments with
    /// Teredo, documentation, 6to4.
    /// </summary>
    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] NotPublicV6 =
    [
        .. new[] { "2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20" }.Select(IPNetwork.Parse),
    ];

    /// <summary>Whether an address belongs to the public internet.</summary>
    public static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetwork
            ? !NotPublic.Any(network => network.Contains(address))
            : GlobalUnicast.Contains(address) && !NotPublicV6.Any(network => network.Contains(address));
    }

    /// <summary>For <see cref="SocketsHttpHandler.ConnectCallback"/>.</summary>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var endPoint = context.DnsEndPoint;
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(await AddressesAsync(endPoint.Host, cancellationToken), endPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>The host's addresses, every one of them checked.</summary>
    public async Task<IPAddress[]> AddressesAsync(string host, CancellationToken cancellationToken)
    {
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await resolve(host, cancellationToken);
        if (addresses.Length == 0)
            throw new SocketException((int)SocketError.HostNotFound);
        if (!allowed.Allows(host) && !addresses.All(address => IsPublic(address) || allowed.Allows(address)))
            throw new VendorException(Vendor.Syneton, VendorFault.AddressNotPublic);
        return addresses;
    }
}
