using System.Globalization;
using System.Runtime.CompilerServices;

namespace Accounton.Vendors.Syneton;

/// <summary>Reads Syneton's lists page by page, to where the server says there is no next one.</summary>
public static class SynetonLists
{
    public delegate Task<SynetonList<T>> ListCall<T>(IDictionary<string, string> query, VendorCall vendorCall, SynetonNext nextPage, CancellationToken cancellationToken)
        where T : class;

    /// <summary>A list's pages, each with whether it is the last.</summary>
    public static async IAsyncEnumerable<(IReadOnlyList<T?> Items, bool IsLast)> PagesAsync<T>(
        this ListCall<T> list, VendorCall first, int perPage, string? filter, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class
    {
        IDictionary<string, string> query = Query(perPage, filter);
        for (var vendorCall = first; ; vendorCall = first with { FirstPage = false })
        {
            var next = new SynetonNext();
            var page = await list(query, vendorCall, next, cancellationToken);
            // A page that leads to itself would never end.
            if (next.Query is { } following && following.Count == query.Count && following.All(query.Contains))
                throw new VendorException(Vendor.Syneton, VendorFault.BadAnswer);
            yield return (page.Items, next.Query is null);
            if (next.Query is null)
                yield break;
            query = next.Query;
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
}
