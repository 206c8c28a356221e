namespace Accounton.Vendors;

/// <summary>Gives out the turns in which a vendor is called, among all processes of the platform.</summary>
public interface IPlatformTurns
{
    /// <summary>
    /// Claims the next turns, a gap apart: after all that anybody claimed before, and not before now. Returns when the first one is.
    /// </summary>
    Task<DateTimeOffset> ClaimAsync(Vendor vendor, int turns, TimeSpan gap, CancellationToken cancellationToken);
}

/// <summary>
/// Keeps a vendor's calls evenly apart over all processes. Turns are claimed some at a time, at most half a second's worth, and
/// only as many as are used: what passes unused is lost to everybody, which errs on the slow side.
/// </summary>
public sealed class PlatformPace(Vendor vendor, int callsPerMinute, IPlatformTurns turns, TimeProvider time) : IDisposable
{
    private readonly TimeSpan _gap = Pace.Gap(callsPerMinute);
    private readonly int _most = Math.Max(callsPerMinute / 120, 1);
    private readonly SemaphoreSlim _one = new(1);
    private DateTimeOffset _next;
    private int _left;
    private int _claim = 1;

    /// <summary>Waits for the next free turn.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        var wait = await TakeAsync(cancellationToken) - time.GetUtcNow();
        if (wait > TimeSpan.Zero)
            await Task.Delay(wait, time, cancellationToken);
    }

    public void Dispose() => _one.Dispose();

    private async Task<DateTimeOffset> TakeAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            while (true)
            {
                if (_left == 0)
                {
                    _next = await turns.ClaimAsync(vendor, _claim, _gap, cancellationToken);
                    _left = _claim;
                    _claim = Math.Min(_claim * 2, _most);
                }

                var turn = _next;
                _next += _gap;
                _left--;
                // A turn holds until the next one's, or two of them could be used at once.
                if (turn + _gap > time.GetUtcNow())
                    return turn;
                _claim = 1;
            }
        }
        finally
        {
            _one.Release();
        }
    }
}

/// <summary>The turns of a process that has a vendor to itself.</summary>
public sealed class OwnTurns(TimeProvider time) : IPlatformTurns
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Vendor, DateTimeOffset> _next = [];

    public Task<DateTimeOffset> ClaimAsync(Vendor vendor, int turns, TimeSpan gap, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            var first = _next.GetValueOrDefault(vendor) is var next && next > now ? next : now;
            _next[vendor] = first + (gap * turns);
            return Task.FromResult(first);
        }
    }
}
