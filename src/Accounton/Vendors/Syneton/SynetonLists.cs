using System.Globalization;
using System.Runtime.CompilerServices;

namespace Accounton.Vendors.Syneton;

/// <summary>
/// Reads Syneton's lists page by page, to where the server says there is no next one, or to where they bring nothing new.
/// </summary>
public static class SynetonLists
{
    public delegate Task<SynetonList<T>> ListCall<T>(
        IDictionary<string, string> query, VendorCall vendorCall, SynetonNext nextPage, CancellationToken cancellationToken)
        where T : class;

    /// <summary>A list's pages, each with whether it is the last. Where the links lead is for the reader to follow.</summary>
    public static async IAsyncEnumerable<(IReadOnlyList<T?> Items, bool IsLast)> PagesAsync<T>(
        this ListCall<T> list, VendorCall first, int perPage, string? filter, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class
    {
        IDictionary<string, string> query = Query(perPage, filter);
        for (var vendorCall = first; ; vendorCall = first with { FirstPage = false })
        {
            var next = new SynetonNext();
            var page = await list(query, vendorCall, next, cancellationToken);
            yield return (page.Items, next.Query is null);
            if (next.Query is null)
                yield break;
            query = next.Query;
        }
    }

    /// <summary>A list's pages with what is new on each.</summary>
    public static IAsyncEnumerable<IReadOnlyList<T>> NewAsync<T>(
        this ListCall<T> list, VendorCall vendorCall, int perPage, string? filter, CancellationToken cancellationToken)
        where T : class =>
        list.PagesAsync(vendorCall, perPage, filter, cancellationToken).Select(page => page.Items).ToItsEndAsync(Vendor.Syneton);

    /// <summary>A whole list, without what was no object or came before.</summary>
    public static async Task<List<T>> AllAsync<T>(
        this ListCall<T> list, VendorCall vendorCall, int perPage, string? filter, CancellationToken cancellationToken)
        where T : class
    {
        var all = new List<T>();
        await foreach (var items in list.NewAsync(vendorCall, perPage, filter, cancellationToken))
            all.AddRange(items);
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
