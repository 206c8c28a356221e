using System.Collections.Concurrent;
using Accounton.Data;
using Accounton.Tenancy;

namespace Accounton.Features.SignIn;

/// <summary>
/// Keeps when a session was last seen. A request only notes it, and not more often than every few minutes; what was noted is
/// written once a minute, for all sessions together, so that no page waits for it.
/// </summary>
public sealed class SessionActivity(IServiceScopeFactory scopes, TimeProvider clock, ILogger<SessionActivity> log) : BackgroundService
{
    private const int AtOnce = 500;
    private static readonly TimeSpan NoteAfter = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan WriteEvery = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<Guid, DateTimeOffset> _seen = [];

    public void Note(Session session)
    {
        var now = clock.GetUtcNow();
        if (now - session.LastSeenAt >= NoteAfter)
            _seen[session.Id] = now;
    }

    /// <summary>Writes what was noted.</summary>
    public async Task WriteAsync(CancellationToken cancellationToken)
    {
        foreach (var noted in _seen.ToArray().Chunk(AtOnce))
        {
            await using var scope = scopes.CreateAsyncScope();
            var ids = noted.Select(n => n.Key).ToList();
            var at = noted.Max(n => n.Value);
            await scope.ServiceProvider.GetRequiredService<AccountonContext>()
                .UpdateSharedAsync<Session>(s => ids.Contains(s.Id), set => set.SetProperty(s => s.LastSeenAt, at), cancellationToken);
            foreach (var written in noted)
                _seen.TryRemove(written);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(WriteEvery, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await WriteAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // Noted still, and written the next time.
                log.LogWarning(e, "Could not save when sessions were last active");
            }
        }
    }
}
