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
    private readonly Dictionary<Vendor, Queue<DateTimeOffset>> lastMinutes = [];
    private readonly SortedDictionary<string, int> endpoints = new(StringComparer.Ordinal);
    private int now, maximum, total, refreshes, reuses, keySignIns, documents, throttled;

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
    public bool Allows(Vendor vendor, int perMinute)
    {
        if (perMinute == 0)
            return true;
        lock (gate)
        {
            if (!lastMinutes.TryGetValue(vendor, out var lastMinute))
                lastMinutes[vendor] = lastMinute = new Queue<DateTimeOffset>();
            var time = clock.GetUtcNow();
            while (lastMinute.TryPeek(out var oldest) && oldest <= time.AddMinutes(-1))
                lastMinute.Dequeue();
            if (lastMinute.Count >= perMinute)
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

    /// <summary>An API key was exchanged for a token.</summary>
    public void CountKeySignIn() => Interlocked.Increment(ref keySignIns);

    public void CountDocument() => Interlocked.Increment(ref documents);

    public object Show()
    {
        lock (gate)
            return new
            {
                calls = total,
                maxConcurrent = maximum,
                throttled,
                refreshes,
                refreshReuses = reuses,
                keySignIns,
                documents,
                endpoints,
            };
    }
}
