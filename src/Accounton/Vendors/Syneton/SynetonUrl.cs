using System.Diagnostics.CodeAnalysis;

namespace Accounton.Vendors.Syneton;

/// <summary>
/// Makes the address of a Syneton server out of what people paste: with or without a scheme, <c>/api/v1</c>, the
/// documentation's <c>/doc#/</c>, or the rest of some call. A path in front of those is kept: a server may live below one.
/// </summary>
public static class SynetonUrl
{
    private const int Longest = 400;

    /// <summary>The addresses to try, in order: as typed, or without a scheme https and then http. Empty when it is no usable address.</summary>
    public static IReadOnlyList<Uri> Candidates(string? input)
    {
        var text = input?.Trim() ?? "";
        string[] candidates = text.Contains("://", StringComparison.Ordinal) ? [text] : [$"https://{text}", $"http://{text}"];
        return [.. candidates.Select(Normalise).OfType<Uri>()];
    }

    /// <summary>The first of <see cref="Candidates"/>.</summary>
    public static bool TryNormalise(string? input, [NotNullWhen(true)] out Uri? url) => (url = Candidates(input) is [var first, ..] ? first : null) is not null;

    /// <summary>The address as an account's id, and as people see it: without a slash at its end.</summary>
    public static string Text(Uri url) => url.AbsoluteUri.TrimEnd('/');

    /// <summary>
    /// Whether the next candidate is worth a try: when nothing, or something else, answers. After a bad certificate it is
    /// not, as going on without one would give the key away.
    /// </summary>
    public static bool MayTryNext(VendorFault fault) => fault is VendorFault.ConnectionRefused or VendorFault.TimedOut or VendorFault.NotThisVendor;

    private static Uri? Normalise(string text)
    {
        // Uri is lenient where a browser is not: it drops line ends, and takes a backslash for a slash.
        if (text.Length > Longest || text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c == '\\'))
            return null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            return null;
        if (url.Host.Length == 0 || url.UserInfo.Length > 0 || text.Split('/', 4)[2].Contains('@', StringComparison.Ordinal) || url.Port == 0)
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
