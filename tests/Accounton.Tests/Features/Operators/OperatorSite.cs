using Accounton.Tests.Running;

namespace Accounton.Tests.Features.Operators;

/// <summary>An application with a mailbox, behind a proxy, so that no test uses up another's tries.</summary>
public sealed class OperatorSite : IAsyncLifetime
{
    private TestDatabase? _database;
    private int _addresses;

    internal App App { get; private set; } = null!;

    internal Mailbox Mailbox { get; } = new();

    internal StandingClock Clock { get; } = new();

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        App = new App(_database, clock: Clock, replace: Mailbox.Replace);
    }

    internal Task<Visitor> ComeAsync(string? email = null) =>
        Visitor.ComeAsync(App, email, $"198.51.100.{Interlocked.Increment(ref _addresses)}");

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await _database!.DisposeAsync();
    }
}
