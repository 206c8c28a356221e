using System.Diagnostics;

namespace Accounton.Tests.Running;

/// <summary>Waits for what another task or process brings about, and no longer than is reasonable.</summary>
public static class Eventually
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(50);

    /// <summary>Looks until it holds; fails when it does not in time.</summary>
    public static async Task HoldsAsync(Func<Task<bool>> look, string what, double seconds = 60)
    {
        var watch = Stopwatch.StartNew();
        while (!await look())
        {
            Assert.True(watch.Elapsed.TotalSeconds < seconds, $"Not within {seconds} s: {what}.");
            await Task.Delay(Between, TestContext.Current.CancellationToken);
        }
    }

    public static Task HoldsAsync(Func<bool> look, string what, double seconds = 60) =>
        HoldsAsync(() => Task.FromResult(look()), what, seconds);
}
