using System.Net;

namespace Accounton.Vendors.Syneton;

/// <summary>The hosts and address ranges that an operator lets be called although they are not public.</summary>
public sealed class AllowedHosts
{
    private readonly HashSet<string> _hosts = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<IPNetwork> _ranges = [];

    public AllowedHosts(IEnumerable<string> entries)
    {
        foreach (var entry in entries.Select(entry => entry.Trim()))
        {
            if (Range(entry) is { } range)
                _ranges.Add(range);
            else
                _hosts.Add(entry);
        }
    }

    public static bool IsValid(string? entry) =>
        Range(entry?.Trim() ?? "") is not null || Uri.CheckHostName(entry?.Trim()) == UriHostNameType.Dns;

    /// <summary>A name that is allowed may resolve to any address.</summary>
    public bool Allows(string host) => _hosts.Contains(host.TrimEnd('.'));

    public bool Allows(IPAddress address) =>
        _ranges.Any(range => range.Contains(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address));

    /// <summary>A range, or the range of one that an address is.</summary>
    private static IPNetwork? Range(string entry)
    {
        if (IPNetwork.TryParse(entry, out var network))
            return network;
        return IPAddress.TryParse(entry, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8) : null;
    }
}
