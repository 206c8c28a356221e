namespace Accounton.Vendors;

/// <summary>
/// Follows the reading of a list page by page, to notice one without an end: pages that keep coming without anything new, or
/// more of them than any office can fill.
/// </summary>
/// <param name="most">More items than this no list of its kind has.</param>
public sealed class ListProgress(int most = 2_000_000)
{
    private const int MostPages = 5_000;

    /// <summary>In a row. One alone can be rows that moved back a page.</summary>
    private const int MostWithoutNews = 3;

    private int _pages;
    private int _withoutNews;

    /// <summary>What was read so far.</summary>
    public SeenIds Seen { get; } = new();

    /// <summary>The list goes on without getting anywhere: whoever reads it stops.</summary>
    public bool HasNoEnd { get; private set; }

    /// <summary>Takes note of a page that brought so many items not seen before.</summary>
    public void Add(int fresh)
    {
        _withoutNews = fresh > 0 ? 0 : _withoutNews + 1;
        HasNoEnd = _withoutNews == MostWithoutNews || ++_pages == MostPages || Seen.Count > most;
    }
}

/// <summary>Lists that are read whole by whoever asks for them.</summary>
public static class EndedLists
{
    /// <summary>The pages with what is new on each. Two items that say the same are one.</summary>
    /// <exception cref="VendorException"><see cref="VendorFault.ListWithoutEnd"/> when it has none.</exception>
    public static async IAsyncEnumerable<IReadOnlyList<T>> ToItsEndAsync<T>(this IAsyncEnumerable<IReadOnlyList<T?>> pages, Vendor vendor)
        where T : class
    {
        var progress = new ListProgress();
        await foreach (var page in pages)
        {
            List<T> fresh = [.. page.OfType<T>().Where(item => progress.Seen.Add($"{item}"))];
            progress.Add(fresh.Count);
            if (progress.HasNoEnd)
                throw new VendorException(vendor, VendorFault.ListWithoutEnd);
            yield return fresh;
        }
    }
}
