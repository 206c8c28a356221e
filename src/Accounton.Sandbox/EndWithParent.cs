namespace Accounton.Sandbox;

/// <summary>Ends this process at the end of standard input: a parent's pipe closes however the parent ends.</summary>
internal sealed class EndWithParent(IHostApplicationLifetime lifetime) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        // A thread of its own, because reading standard input cannot be cancelled.
        new Thread(Watch) { IsBackground = true, Name = "Standard input" }.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Watch()
    {
        while (Console.In.Read() >= 0)
        {
        }

        lifetime.StopApplication();
    }
}
