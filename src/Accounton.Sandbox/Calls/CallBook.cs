using System.Collections.Concurrent;

namespace Accounton.Sandbox.Calls;

/// <summary>Remembers how the vendors were called, for tests to look at.</summary>
internal sealed class CallBook(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, Tally> tallies = new(StringComparer.Ordinal);

    public Tally For(string account) => tallies.GetOrAdd(account, _ => new Tally(clock));

    public void Clear(string? account)
    {
        if (account is null)
            tallies.Clear();
        else
            tallies.TryRemove(account, out _);
    }
}

internal sealed class Tally(TimeProvider clock)
{
    private readonly Lock gate = new();
    private readonly Queue<DateTimeOffset> lastMinute = new();
    private readonly SortedDictionary<string, int> endpoints = new(StringComparer.Ordinal);
    private int now, maximum, total, refreshes, reuses, documents, throttled;

    public void Enter(string endpoint)
    {
        lock (gate)
        {
            total++;
            endpoints[endpoint] = endpoints.GetValueOrDefault(endpoint) + 1;
            maximum = Math.Max(maximum, ++now);
        }
    }

    public void Leave()
    {
        lock (gate)
            now--;
    }

    /// <summary>Whether one more call stays within the limit of any sixty seconds.</summary>
    public bool Allows(int perMinute)
    {
        lock (gate)
        {
            var time = clock.GetUtcNow();
            while (lastMinute.TryPeek(out var oldest) && oldest <= time.AddMinutes(-1))
                lastMinute.Dequeue();
            if (perMinute > 0 && lastMinute.Count >= perMinute)
            {
                throttled++;
                return false;
            }

            lastMinute.Enqueue(time);
            return true;
        }
    }

    public void CountRefresh() => Interlocked.Increment(ref refreshes);

    public void CountReuse() => Interlocked.Increment(ref reuses);

    public void CountDocument() => Interlocked.Increment(ref documents);

    public object Show()
    {
        lock (gate)
            return new { calls = total, maxConcurrent = maximum, throttled, refreshes, refreshReuses = reuses, documents, endpoints };
    }
}
