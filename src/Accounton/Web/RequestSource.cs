using System.Net;
using System.Net.Sockets;

namespace Accounton.Web;

/// <summary>
/// From where on the network a request comes, as tries are counted: an IPv4 address, or the /64 of an IPv6 address, which is
/// the least that one connection is given.
/// </summary>
public static class RequestSource
{
    private const int PrefixBytes = 8;

    public static string From(HttpContext context) => From(context.Connection.RemoteIpAddress);

    public static string From(IPAddress? address)
    {
        if (address is null)
            return "";
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4().ToString();
        if (address.AddressFamily is not AddressFamily.InterNetworkV6)
            return address.ToString();

        var bytes = address.GetAddressBytes();
        Array.Clear(bytes, PrefixBytes, bytes.Length - PrefixBytes);
        return $"{new IPAddress(bytes)}/64";
    }
}
