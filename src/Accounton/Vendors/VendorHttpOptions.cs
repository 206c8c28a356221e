namespace Accounton.Vendors;

/// <summary>The bounds that calls to every vendor are held to.</summary>
public sealed class VendorHttpOptions
{
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(10);
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The whole call: attempts, the waits between them, and its turn in the pace.</summary>
    public TimeSpan TotalTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>All calls that somebody waits for in front of a page, together (<see cref="VendorBudget"/>).</summary>
    public TimeSpan PageTimeout { get; set; } = TimeSpan.FromSeconds(15);

    public int Retries { get; set; } = 3;
    /// <summary>The first wait before trying again; each next one is longer.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The same after throttling, where the vendor does not say how long: three waits see a minute go by.</summary>
    public TimeSpan ThrottleDelay { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>A vendor that asks for more patience than this gets it from the run that made the call, not from the call.</summary>
    public TimeSpan LongestWait { get; set; } = TimeSpan.FromSeconds(60);

    public int BreakerCalls { get; set; } = 20;
    public TimeSpan BreakerWindow { get; set; } = TimeSpan.FromSeconds(30);
    public TimeSpan BreakerPause { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>In bytes, after decompression.</summary>
    public long LargestAnswer { get; set; } = 32 * 1024 * 1024;
}
