using System.Globalization;

namespace Accounton.Sandbox;

/// <summary>Section <c>Sandbox</c> of the configuration. README.md says what each setting does.</summary>
internal sealed class SandboxOptions
{
    public bool EndWithParent { get; init; }
    public string Database { get; init; } = Path.Combine("App_Data", "sandbox.db");
    public string ClientId { get; init; } = "accounton";
    public string ClientSecret { get; init; } = "sandbox-secret";
    public string[] RedirectUris { get; init; } = [];
    public string Password { get; init; } = "sandbox";
    public string? SignInOrigin { get; init; }
    public string EmailVerified { get; init; } = "true";
    public TimeSpan AccessTokenLifetime { get; init; } = TimeSpan.FromHours(1);
    public TimeSpan RefreshReuseLeeway { get; init; } = TimeSpan.Zero;
    public TimeSpan SynetonTokenLifetime { get; init; } = TimeSpan.FromMinutes(30);
    public string Latency { get; init; } = "150";
    public int CallsPerMinute { get; init; }
    public int RateLimit { get; init; }
    public Dictionary<string, int> Clients { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Accepts milliseconds as well as a time span, because both are natural on a command line.</summary>
    public TimeSpan LatencyPerCall => int.TryParse(Latency, CultureInfo.InvariantCulture, out var milliseconds)
        ? TimeSpan.FromMilliseconds(milliseconds)
        : TimeSpan.Parse(Latency, CultureInfo.InvariantCulture);
}
