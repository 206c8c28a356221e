using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;

namespace Accounton.Vendors.Syneton;

/// <summary>Goes out with a call for a list, and comes back with where its next page is.</summary>
public sealed partial class SynetonNext
{
    /// <summary>The name under which Refit puts it on the request.</summary>
    public const string Key = "Accounton.SynetonNext";

    private static readonly HttpRequestOptionsKey<SynetonNext> OptionsKey = new(Key);

    /// <summary>The query of the next page; null after the last.</summary>
    public IDictionary<string, string>? Query { get; private set; }

    public static SynetonNext? From(HttpRequestMessage request) => request.Options.TryGetValue(OptionsKey, out var next) ? next : null;

    /// <summary>Takes only the query of the address in the header: its host can be an internal name.</summary>
    public void Read(HttpResponseHeaders headers)
    {
        var links = headers.TryGetValues("Link", out var values) ? values : [];
        var url = links.SelectMany(value => NextLink().Matches(value)).Select(match => match.Groups[1].Value).FirstOrDefault();
        var start = url?.IndexOf('?', StringComparison.Ordinal) ?? -1;
        Query = start < 0
            ? null
            : QueryHelpers.ParseQuery(url![start..].Split('#')[0]).ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
    }

    [GeneratedRegex("""<([^>]*)>\s*(?:;[^,<]*)?;\s*rel\s*=\s*"?next\b""", RegexOptions.IgnoreCase)]
    private static partial Regex NextLink();
}
