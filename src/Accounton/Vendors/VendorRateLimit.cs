using System.Collections.Concurrent;

namespace Accounton.Vendors;

/// <summary>Keeps calls evenly apart, so that no window of a minute ever holds more than the allowed number.</summary>
public sealed class Pace(int callsPerMinute, TimeProvider time)
{
    private readonly Lock _lock = new();
    private DateTimeOffset _next;

    // With n-1 gaps in a minute, n calls start in any minute, both ends included.
    private TimeSpan _gap = Gap(callsPerMinute);

    public bool IsIdle => _next < time.GetUtcNow();

    public void Change(int perMinute)
    {
        lock (_lock)
            _gap = Gap(perMinute);
    }

    /// <summary>Waits for the next free turn. A turn whose caller gives up is lost, which errs on the slow side.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        TimeSpan wait;
        lock (_lock)
        {
            var now = time.GetUtcNow();
            var turn = _next > now ? _next : now;
            _next = turn + _gap;
            wait = turn - now;
        }
        if (wait > TimeSpan.Zero)
            await Task.Delay(wait, time, cancellationToken);
    }

    public static TimeSpan Gap(int perMinute) => TimeSpan.FromMinutes(1) / Math.Max(perMinute - 1, 1);
}

/// <summary>
/// The paces that calls are held to: one per connection, and one per vendor for the whole platform where set, over all processes.
/// </summary>
public sealed class VendorRateLimit(TimeProvider time, IPlatformTurns turns) : IDisposable
{
    private const int MostIdle = 5_000;
    private readonly ConcurrentDictionary<Guid, Pace> _connections = new();
    private readonly ConcurrentDictionary<Vendor, PlatformPace> _platform = new();

    /// <summary>What a vendor allows one connection from now on.</summary>
    public void Change(Guid connectionId, int callsPerMinute) => Get(connectionId, callsPerMinute).Change(callsPerMinute);

    /// <summary>Waits for the call's turn in both paces.</summary>
    public async Task WaitAsync(Vendor vendor, Guid? connectionId, int perConnection, int? perPlatform, CancellationToken cancellationToken)
    {
        if (connectionId is { } id)
            await Get(id, perConnection).WaitAsync(cancellationToken);
        if (perPlatform is { } calls)
            await _platform.GetOrAdd(vendor, _ => new PlatformPace(vendor, calls, turns, time)).WaitAsync(cancellationToken);
    }

    public void Dispose()
    {
        foreach (var pace in _platform.Values)
            pace.Dispose();
    }

    private Pace Get(Guid connectionId, int callsPerMinute)
    {
        if (_connections.Count > MostIdle)
        {
            foreach (var (id, _) in _connections.Where(entry => entry.Value.IsIdle))
                _connections.TryRemove(id, out _);
        }
        return _connections.GetOrAdd(connectionId, _ => new Pace(callsPerMinute, time));
    }
}
