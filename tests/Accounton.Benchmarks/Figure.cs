using System.Diagnostics;
using System.Globalization;

namespace Accounton.Benchmarks;

/// <summary>A figure against its floor: both measured in turn, so that a machine that drifts drifts for both.</summary>
public static class Figure
{
    private const int Rounds = 5;

    /// <param name="bar">The ratio to stay under.</param>
    /// <param name="ours">One measured act of ours.</param>
    /// <param name="floor">The least that the same result could cost.</param>
    public static async Task CompareAsync(string what, double bar, Func<Task<TimeSpan>> ours, Func<Task<TimeSpan>> floor)
    {
        // One of each that does not count, to compile what there is to compile.
        await ours();
        await floor();
        var mine = new List<TimeSpan>();
        var least = new List<TimeSpan>();
        for (var round = 0; round < Rounds; round++)
        {
            mine.Add(await ours());
            least.Add(await floor());
        }

        var ratio = Median(mine) / Median(least);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{what}: {ratio:0.00} (bar {bar:0.00}); ours {Text(mine)}, floor {Text(least)}"));
    }

    /// <summary>What somebody waits for, beside the longest that they should.</summary>
    public static void Say(string what, TimeSpan bar, params List<TimeSpan> times) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {Text(times)} (bar {bar.TotalMilliseconds:0} ms)"));

    public static async Task<TimeSpan> TimeAsync(Func<Task> act)
    {
        GC.Collect();
        var start = Stopwatch.GetTimestamp();
        await act();
        return Stopwatch.GetElapsedTime(start);
    }

    private static TimeSpan Median(List<TimeSpan> times) => times.Order().ElementAt(times.Count / 2);

    private static string Text(List<TimeSpan> times) => string.Create(CultureInfo.InvariantCulture,
        $"{Median(times).TotalMilliseconds:0} ms ({times.Min().TotalMilliseconds:0}–{times.Max().TotalMilliseconds:0})");
}
