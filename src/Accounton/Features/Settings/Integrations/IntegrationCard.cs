using Accounton.Data;
using Accounton.Features.Connections;
using Accounton.Features.Sync;
using Accounton.Tenancy;
using Accounton.Vendors;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Settings.Integrations;

/// <summary>What a vendor's card shows.</summary>
/// <param name="Connection">Null when it was never linked.</param>
/// <param name="Run">The open run.</param>
/// <param name="LastRun">The one that ended last.</param>
public sealed record IntegrationCard(
    Vendor Vendor,
    LinkMethod LinkMethod,
    bool IsConfigured,
    bool MayChange,
    Connection? Connection,
    SyncRun? Run,
    SyncRun? LastRun,
    DateTimeOffset Now)
{
    public bool IsLinked => Connection?.IsLinked == true;

    /// <summary>The card looks again by itself while this holds.</summary>
    public bool IsBusy => Run is not null;

    public bool IsPlainHttp => Connection?.BaseUrl?.StartsWith("http:", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>No refresh token came: the link works until then and no longer.</summary>
    public DateTimeOffset? WorksUntil =>
        IsLinked && LinkMethod is LinkMethod.OAuth && Connection!.RefreshToken is null ? Connection.AccessTokenExpiresAt : null;

    /// <summary>By when a first sync is expected, while there is none yet.</summary>
    public DateTimeOffset? ExpectedBy => IsLinked && !Connection!.WasActive ? Run?.FirstDataUntil : null;
}

/// <summary>Reads the cards: two queries for all of them.</summary>
public sealed class IntegrationCards(AccountonContext db, IEnumerable<IClientSource> sources, CurrentMember member, TimeProvider clock)
{
    public async Task<IReadOnlyList<IntegrationCard>> ReadAsync(CancellationToken cancellationToken)
    {
        var connections = await db.Connections.AsNoTracking().ToListAsync(cancellationToken);
        var ids = connections.Select(c => c.Id).ToList();
        var runs = await db.SyncRuns.AsNoTracking()
            .Where(r => ids.Contains(r.ConnectionId))
            .Where(r =>
                r.EndedAt == null || !db.SyncRuns.Any(l => l.ConnectionId == r.ConnectionId && l.EndedAt != null && l.AskedAt > r.AskedAt))
            .ToListAsync(cancellationToken);
        return [.. sources.OrderBy(s => s.Vendor).Select(source => Card(source, connections, runs))];
    }

    private IntegrationCard Card(IClientSource source, List<Connection> connections, List<SyncRun> runs)
    {
        var connection = connections.FirstOrDefault(c => c.Vendor == source.Vendor);
        var own = runs.Where(r => r.ConnectionId == connection?.Id).ToList();
        return new IntegrationCard(
            source.Vendor, source.LinkMethod, source.IsConfigured, member.IsAdmin, connection,
            own.FirstOrDefault(r => r.IsOpen), own.Where(r => !r.IsOpen).MaxBy(r => r.AskedAt), clock.GetUtcNow());
    }
}
