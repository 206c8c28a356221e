
namespace Accounton.Features.Sync;

/// <summary>Work that waits for a connection's clients to be fetched.</summary>
public interface ISyncWaiter
{
    /// <summary>The clients of a connection are there, or its run has ended without them.</summary>
    Task WakeAsync(Guid connectionId, CancellationToken cancellationToken);
}

/// <summary>Wakes whoever waits for a run. Whom this fails for, the sweep finds.</summary>
public sealed class SyncWaiters(IEnumerable<ISyncWaiter> waiters, ILogger<SyncWaiters> log)
{
    public async Task WakeAsync(Guid connectionId, CancellationToken cancellationToken)
    {
        foreach (var waiter in waiters)
        {
            try
            {
                await waiter.WakeAsync(connectionId, cancellationToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogError("Could not wake what waits for connection {Connection}: {Exception}", connectionId, e.GetType().Name);
            }
        }
    }
}
