using Accounton.Vendors;
using Microsoft.Extensions.Time.Testing;

namespace Accounton.Tests.Vendors;

public sealed class VendorRateLimitTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(5);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 10, 12, 0, 0, TimeSpan.Zero));
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void NoMinute_holdsMoreCallsThanAllowedAndNoneIsRefused()
    {
        var pace = new Pace(480, _time);
        var starts = Starts(1_000, () => pace.WaitAsync(Token));

        Assert.Equal(1_000, starts.Count);
        Assert.All(
            starts.Index(),
            start => Assert.InRange(starts.Count(other => other >= start.Item && other < start.Item + TimeSpan.FromMinutes(1)), 1, 480));
        Assert.InRange(starts[^1] - starts[0], TimeSpan.FromSeconds(124), TimeSpan.FromSeconds(127));
    }

    [Fact]
    public void Calls_areSpreadEvenly()
    {
        var pace = new Pace(480, _time);
        var starts = Starts(20, () => pace.WaitAsync(Token));

        Assert.All(starts.Zip(starts.Skip(1), (one, next) => next - one), gap => Assert.InRange(gap.TotalMilliseconds, 120, 131));
    }

    [Fact]
    public void Rest_earnsNoBurst()
    {
        var pace = new Pace(60, _time);
        _time.Advance(TimeSpan.FromMinutes(10));
        var starts = Starts(3, () => pace.WaitAsync(Token));

        Assert.InRange((starts[1] - starts[0]).TotalMilliseconds, 1_010, 1_025);
    }

    [Fact]
    public void OneConnection_doesNotWaitForAnother()
    {
        using var pacing = new VendorRateLimit(_time, new OwnTurns(_time));
        Assert.True(pacing.WaitAsync(Vendor.AdminPulse, Guid.NewGuid(), 2, null, Token).IsCompleted);
        Assert.True(pacing.WaitAsync(Vendor.AdminPulse, Guid.NewGuid(), 2, null, Token).IsCompleted);
    }

    [Fact]
    public void OnePlatform_waitsForAllItsConnections()
    {
        using var pacing = new VendorRateLimit(_time, new OwnTurns(_time));
        Assert.True(pacing.WaitAsync(Vendor.AdminPulse, Guid.NewGuid(), 480, 2, Token).IsCompleted);
        Assert.False(pacing.WaitAsync(Vendor.AdminPulse, Guid.NewGuid(), 480, 2, Token).IsCompleted);
        Assert.True(pacing.WaitAsync(Vendor.Syneton, Guid.NewGuid(), 480, 2, Token).IsCompleted);
    }

    [Fact]
    public void Processes_thatShareTheirTurns_stayTogetherWithinWhatIsAllowed()
    {
        var turns = new OwnTurns(_time);
        using var busy = new VendorRateLimit(_time, turns);
        using var other = new VendorRateLimit(_time, turns);
        using var idle = new VendorRateLimit(_time, turns);
        var calls = 0;
        var starts = Starts(700, () => Wait(calls++ is var call && call % 100 == 0 ? idle : call % 2 == 0 ? busy : other));

        Assert.All(
            starts.Index(),
            start => Assert.InRange(starts.Count(other => other >= start.Item && other < start.Item + TimeSpan.FromMinutes(1)), 1, 480));
        // Nothing is lost where there is something to do.
        Assert.InRange(starts[^1] - starts[0], TimeSpan.FromSeconds(86), TimeSpan.FromSeconds(89));

        Task Wait(VendorRateLimit process) => process.WaitAsync(Vendor.AdminPulse, null, 480, 480, Token);
    }

    [Fact]
    public void Turns_thatPassedUnused_areNoBurstLater()
    {
        using var pacing = new VendorRateLimit(_time, new OwnTurns(_time));
        Starts(20, Wait);
        _time.Advance(TimeSpan.FromSeconds(30));
        var starts = Starts(20, Wait);

        Assert.All(starts.Zip(starts.Skip(1), (one, next) => next - one), gap => Assert.InRange(gap.TotalMilliseconds, 120, 131));

        Task Wait() => pacing.WaitAsync(Vendor.AdminPulse, null, 480, 480, Token);
    }

    [Fact]
    public void Pace_thatChanges_holdsFromThenOn()
    {
        using var pacing = new VendorRateLimit(_time, new OwnTurns(_time));
        var connection = Guid.NewGuid();
        pacing.Change(connection, 7);
        var starts = Starts(3, () => pacing.WaitAsync(Vendor.Syneton, connection, 480, null, Token));

        Assert.InRange(starts[1] - starts[0], TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10.1));
    }

    [Fact]
    public async Task Turn_canBeGivenUp()
    {
        var pace = new Pace(2, _time);
        using var cancelled = new CancellationTokenSource();
        await pace.WaitAsync(Token);
        var second = pace.WaitAsync(cancelled.Token);

        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
    }

    /// <summary>When each of the calls, all made at once, gets its turn.</summary>
    private List<DateTimeOffset> Starts(int calls, Func<Task> wait)
    {
        var waiting = Enumerable.Range(0, calls).Select(_ => wait()).ToList();
        var starts = new List<DateTimeOffset>();
        for (var step = 0; waiting.Count > 0 && step < 100_000; step++)
        {
            var done = waiting.RemoveAll(call => call.IsCompleted);
            starts.AddRange(Enumerable.Repeat(_time.GetUtcNow(), done));
            _time.Advance(Step);
        }
        return starts;
    }
}
