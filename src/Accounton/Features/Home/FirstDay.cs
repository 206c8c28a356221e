using Accounton.Features.Settings.Integrations;

namespace Accounton.Features.Home;

/// <summary>How far an office is on its first day. It ticks itself.</summary>
public sealed record FirstDay(bool IsLinked, bool IsFetched, bool IsLookedAt)
{
    public bool IsDone => IsLinked && IsFetched && IsLookedAt;

    /// <summary>The first fetch is under way, so that the page looks again by itself.</summary>
    public bool IsFetching { get; private init; }

    public static FirstDay Of(IReadOnlyCollection<Connection> connections) => new(
        connections.Any(c => c.IsLinked || c.WasActive),
        connections.Any(c => c.WasActive),
        connections.Any(c => c.ClientsSeenAt is not null))
    {
        IsFetching = connections.Any(c => c.State == ConnectionState.Preparing) && !connections.Any(c => c.WasActive),
    };
}
