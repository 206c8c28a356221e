using System.Diagnostics.CodeAnalysis;

namespace Accounton.Vendors.Syneton;

/// <summary>
/// Makes the address of a Syneton server out of what people paste: with or without a scheme, <c>/api/v1</c>, the
/// documentation's <c>/doc#/</c>, or the rest of some call. A path in front of those is kept: a server may live below one.
/// </summary>
public static class SynetonUrl
{
    private const int Longest = 400;

    /// <summary>No server can have a longer name, or a longer part of one between two dots.</summary>
    private const int LongestName = 253;
    private const int LongestLabel = 63;

    /// <summary>
    /// The address that is meant: without a scheme it is https, and never http. The key is part of the first call's path, so
    /// whoever can make https fail would be given it.
    /// </summary>
    public static bool TryNormalise(string? input, [NotNullWhen(true)] out Uri? url)
    {
        var text = input?.Trim() ?? "";
        return (url = Normalise(HasScheme(text) ? text : $"https://{text}")) is not null;
    }

    public static bool HasScheme(string? input) => input?.Contains("://", StringComparison.Ordinal) == true;

    /// <summary>Whether the key would go over a network in clear: plain http, but to this machine itself.</summary>
    public static bool IsInClear(Uri url) => url is { Scheme: "http", IsLoopback: false };

    /// <summary>The address as an account's id, and as people see it: without a slash at its end.</summary>
    public static string Text(Uri url) => url.AbsoluteUri.TrimEnd('/');

    /// <summary>Whether an address where https ended in this may well be one that speaks http only.</summary>
    public static bool MayBeHttpOnly(VendorFault fault) =>
        fault is VendorFault.ConnectionRefused or VendorFault.TimedOut or VendorFault.NotThisVendor or VendorFault.Unavailable;

    private static Uri? Normalise(string text)
    {
        // Uri is lenient where a browser is not: it drops line ends, and takes a backslash for a slash.
        if (text.Length > Longest || text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c == '\\'))
            return null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            return null;
        if (url.Host.Length == 0 || url.UserInfo.Length > 0
            || text.Split('/', 4)[2].Contains('@', StringComparison.Ordinal) || url.Port == 0)
            return null;
        if (url.HostNameType is not (UriHostNameType.IPv4 or UriHostNameType.IPv6)
            && (url.IdnHost.TrimEnd('.').Length > LongestName || url.IdnHost.Split('.').Any(label => label.Length > LongestLabel)))
            return null;

        return new UriBuilder(url.Scheme, url.IdnHost, url.Port, string.Join('/', Prefix(url))).Uri;
    }

    /// <summary>The path's segments before the API or its documentation.</summary>
    private static List<string> Prefix(Uri url)
    {
        var segments = url.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries).ToList();
        var api = segments.FindIndex(segment => segment.Equals("api", StringComparison.OrdinalIgnoreCase));
        if (api >= 0 && (api == segments.Count - 1 || segments[api + 1].Equals("v1", StringComparison.OrdinalIgnoreCase)))
            segments.RemoveRange(api, segments.Count - api);
        if (segments.Count > 0 && segments[^1].Equals("doc", StringComparison.OrdinalIgnoreCase))
            segments.RemoveAt(segments.Count - 1);
        return segments;
    }
}
