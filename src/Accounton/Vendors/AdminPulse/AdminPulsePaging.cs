using System.Runtime.CompilerServices;

namespace Accounton.Vendors.AdminPulse;

/// <summary>Reads a list of AdminPulse's to its end, whichever of its two forms it comes in.</summary>
public static class AdminPulsePaging
{
    /// <summary>The pages, each with whether it is the last.</summary>
    /// <param name="keyOf">Tells items apart, to notice a page that comes twice.</param>
    public static async IAsyncEnumerable<(AdminPulsePage<T> Page, bool IsLast)> ReadAsync<T>(
        Func<int, CancellationToken, Task<AdminPulsePage<T>>> readPage,
        Func<T, string?> keyOf,
        [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class
    {
        IReadOnlyList<string?> previous = [];
        for (var number = 0; ; number++)
        {
            var page = await readPage(number, cancellationToken);
            var keys = page.Items.Select(item => item is null ? null : keyOf(item)).ToList();
            var isRepeated = keys.Any(key => key is not null) && keys.SequenceEqual(previous);
            // A bare array that pays no heed to the page number is the whole list each time.
            if (page.IsBare && number > 0 && (isRepeated || page.Items.Count == 0))
                yield break;
            if (isRepeated)
                throw new VendorException(Vendor.AdminPulse, VendorFault.BadAnswer);
            var isLast = IsLast(page, number);
            yield return (page, isLast);
            if (isLast)
                yield break;
            previous = keys;
        }
    }

    private static bool IsLast<T>(AdminPulsePage<T> page, int number)
        where T : class =>
        page.Items.Count == 0
        || (page.Count is { } count && !page.IsBare
            ? Math.Max(page.Current ?? 0, number) >= count - 1
            : page.Items.Count != AdminPulseClientSource.PageSize);
}
