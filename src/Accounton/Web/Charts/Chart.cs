namespace Accounton.Web.Charts;

/// <summary>A kind of thing that is counted, and the style its parts are drawn in.</summary>
public sealed record ChartSeries(string Name, string Style);

/// <summary>A bar: how many of each series.</summary>
public sealed record ChartRow(string Name, IReadOnlyList<int> Values)
{
    public int Sum => Values.Sum();
}

/// <summary>A piece of a bar, in the drawing's own units.</summary>
public sealed record ChartPart(ChartSeries Series, int Value, int From, int Size);

/// <summary>Numbers as stacked bars; the same numbers stand in a table behind it.</summary>
/// <param name="Name">What is counted.</param>
/// <param name="RowsName">What the bars are: the heading of the table's first column.</param>
public sealed record Chart(string Name, string RowsName, IReadOnlyList<ChartSeries> Series, IReadOnlyList<ChartRow> Rows)
{
    /// <summary>How long the longest bar is drawn.</summary>
    public const int Length = 1000;

    /// <summary>Small numbers stay visible beside big ones.</summary>
    private const int Smallest = 12;

    public bool IsEmpty => Rows.All(row => row.Sum == 0);

    private int Longest => Math.Max(1, Rows.Max(row => row.Sum));

    /// <summary>A bar's pieces one after the other. All bars are to the same scale.</summary>
    public IEnumerable<ChartPart> Parts(ChartRow row)
    {
        var sizes = row.Values.Select(value => value == 0 ? 0 : Math.Max(Smallest, (int)((long)value * Length / Longest))).ToList();

        // What the smallest ones got too much, the biggest gives up.
        if (sizes.Sum() > Length)
            sizes[sizes.IndexOf(sizes.Max())] -= sizes.Sum() - Length;

        var from = 0;
        foreach (var (series, value, size) in Series.Zip(row.Values, sizes).Where(part => part.Second > 0))
        {
            yield return new ChartPart(series, value, from, size);
            from += size;
        }
    }

    /// <summary>How many of each series in all bars together; of those that have any.</summary>
    public IEnumerable<(ChartSeries Series, int Value)> Sums() =>
        Series.Select((series, i) => (series, Rows.Sum(row => row.Values[i]))).Where(sum => sum.Item2 > 0);
}
