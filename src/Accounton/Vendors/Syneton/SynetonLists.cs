using System.Globalization;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;
using Refit;

namespace Accounton.Vendors.Syneton;

/// <summary>Reads Syneton's lists page by page, to where the server says there is no next one.</summary>
public static partial class SynetonLists
{
    public delegate Task<ApiResponse<SynetonList<T>>> ListCall<T>(IDictionary<string, string> query, VendorCall vendorCall, CancellationToken cancellationToken)
        where T : class;

    /// <summary>A list's pages, each with whether it is the last.</summary>
    public static async IAsyncEnumerable<(IReadOnlyList<T?> Items, bool IsLast)> PagesAsync<T>(
        this ListCall<T> list, VendorCall first, int perPage, string? filter, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class
    {
        var query = Query(perPage, filter);
        for (var vendorCall = first; ; vendorCall = first with { FirstPage = false })
        {
            using var response = await list(query, vendorCall, cancellationToken);
            var next = NextQuery(response.Headers);
            // A page that leads to itself would never end.
            if (next is not null && next.Count == query.Count && next.All(query.Contains))
                throw new VendorException(Vendor.Syneton, VendorFault.BadAnswer);
            yield return (response.Content?.Items ?? [], next is null);
            if (next is null)
                yield break;
            query = next;
        }
    }

    /// <summary>A whole list, without what was no object.</summary>
    public static async Task<List<T>> AllAsync<T>(this ListCall<T> list, VendorCall vendorCall, int perPage, string? filter, CancellationToken cancellationToken)
        where T : class
    {
        var all = new List<T>();
        await foreach (var (items, _) in list.PagesAsync(vendorCall, perPage, filter, cancellationToken))
            all.AddRange(items.OfType<T>());
        return all;
    }

    public static Dictionary<string, string> Query(int perPage, string? filter)
    {
        var query = new Dictionary<string, string> { ["per_page"] = perPage.ToString(CultureInfo.InvariantCulture) };
        if (filter is not null)
            query["Filter"] = filter;
        return query;
    }

    /// <summary>The query of the next page. The rest of that address is left aside: its host can be an internal name.</summary>
    public static Dictionary<string, string>? NextQuery(HttpResponseHeaders? headers)
    {
        if (headers is null || !headers.TryGetValues("Link", out var values))
            return null;
        var url = values.SelectMany(value => NextLink().Matches(value)).Select(match => match.Groups[1].Value).FirstOrDefault();
        var start = url?.IndexOf('?', StringComparison.Ordinal) ?? -1;
        return start < 0 ? null : QueryHelpers.ParseQuery(url![start..].Split('#')[0]).ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
    }

    [GeneratedRegex("""<([^>]*)>\s*(?:;[^,<]*)?;\s*rel\s*=\s*"?next\b""", RegexOptions.IgnoreCase)]
    private static partial Regex NextLink();
}
