using System.Runtime.CompilerServices;

namespace Accounton.Vendors.AdminPulse;

/// <summary>
/// Reads a list of AdminPulse's in whichever of its two forms it comes. Neither the size of a page nor the counts in it are
/// taken for the end: that is a page that is empty, or the same as the one before.
/// </summary>
public static class AdminPulsePaging
{
    /// <summary>The pages. A list that its counts say goes on is read on, also when it repeats itself.</summary>
    /// <param name="keyOf">Tells items apart, to notice a page that comes twice.</param>
    public static async IAsyncEnumerable<AdminPulsePage<T>> ReadAsync<T>(
        Func<int, CancellationToken, Task<AdminPulsePage<T>>> readPage,
        Func<T, string?> keyOf,
        [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class
    {
        IReadOnlyList<string?> previous = [];
        var read = 0;
        var isFull = false;
        bool? goesOn = null;
        for (var number = 0; ; number++)
        {
            AdminPulsePage<T> page;
            try
            {
                page = await readPage(number, cancellationToken);
            }
            catch (VendorException exception) when (number > 0 && MayBeBehindTheEnd(goesOn, exception.Fault))
            {
                yield break;
            }

            read += page.Items.Count;
            goesOn = GoesOn(page, number, read);
            var keys = page.Items.Select(item => item is null ? null : keyOf(item)).ToList();
            var isRepeated = keys.Any(key => key is not null) && keys.SequenceEqual(previous);
            if (number > 0 && (page.Items.Count == 0 || (isRepeated && goesOn != true)))
                yield break;
            yield return page;

            // Pages as large as was asked for, and then one that is not: where the counts agree, there is nothing to ask for any more.
            var isShort = page.Items.Count < AdminPulseClientSource.PageSize;
            if (page.Items.Count == 0 || (goesOn == false && isFull && isShort))
                yield break;
            isFull = number == 0 ? !isShort : isFull;
            previous = keys;
        }
    }

    /// <summary>What the counts say: whether more follows. Null when there are none.</summary>
    private static bool? GoesOn<T>(AdminPulsePage<T> page, int number, int read)
        where T : class =>
        page is { Count: null, Total: null } ? null
        : Math.Max(page.Current ?? 0, number) < page.Count - 1 || read < page.Total;

    /// <summary>Nobody says what a page behind the last one is answered with.</summary>
    private static bool MayBeBehindTheEnd(bool? goesOn, VendorFault fault) => goesOn switch
    {
        true => false,
        false => fault is VendorFault.Refused or VendorFault.BadAnswer or VendorFault.Unavailable,
        null => fault is VendorFault.Refused,
    };
}
