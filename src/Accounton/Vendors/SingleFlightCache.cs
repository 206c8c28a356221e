using System.Collections.Concurrent;

namespace Accounton.Vendors;

/// <summary>Keeps what a call gave for a while, and makes concurrent callers wait for one call instead of each making it.</summary>
public sealed class SingleFlightCache<TKey, TValue>(TimeSpan keep, TimeProvider time)
    where TKey : notnull
    where TValue : class
{
    private readonly ConcurrentDictionary<TKey, Entry> _entries = new();

    /// <summary>What is remembered if it is still <paramref name="isGood"/>, else what <paramref name="make"/> gives.</summary>
    public async Task<TValue> GetAsync(TKey key, Func<TValue, bool> isGood, Func<Task<TValue>> make, CancellationToken cancellationToken)
    {
        foreach (var old in _entries.Where(entry => entry.Value.Until < time.GetUtcNow()))
            _entries.TryRemove(old);
        var entry = _entries.GetOrAdd(key, _ => new Entry(time.GetUtcNow() + keep));
        await entry.Turn.WaitAsync(cancellationToken);
        try
        {
            if (entry.Value is not { } value || entry.Until < time.GetUtcNow() || !isGood(value))
            {
                entry.Value = value = await make();
                entry.Until = time.GetUtcNow() + keep;
            }
            return value;
        }
        finally
        {
            entry.Turn.Release();
        }
    }

    private sealed class Entry(DateTimeOffset until)
    {
        public SemaphoreSlim Turn { get; } = new(1);
        public TValue? Value { get; set; }
        public DateTimeOffset Until { get; set; } = until;
    }
}
