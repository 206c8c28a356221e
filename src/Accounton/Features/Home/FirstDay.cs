using Accounton.Features.Connections;

namespace Accounton.Features.Home;

/// <summary>How far an office is on its first day. It ticks itself.</summary>
public sealed record FirstDay(bool IsLinked, bool IsFetched, bool IsLookedAt, bool IsImported)
{
    public bool IsDone => IsLinked && IsFetched && IsLookedAt && IsImported;

    /// <summary>The first fetch is under way, so that the page looks again by itself.</summary>
    public bool IsFetching { get; private init; }

    /// <param name="connections">All of the office.</param>
    /// <param name="hasClients">The office has clients of its own, wherever they came from.</param>
    public static FirstDay From(IReadOnlyCollection<Connection> connections, bool hasClients) => new(
        connections.Any(c => c.IsLinked || c.WasActive),
        connections.Any(c => c.WasActive),
        hasClients || connections.Any(c => c.ClientsSeenAt is not null),
        hasClients)
    {
        IsFetching = connections.Any(c => c.State == ConnectionState.Preparing) && !connections.Any(c => c.WasActive),
    };
}
