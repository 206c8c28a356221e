namespace Accounton.Tests.Running;

/// <summary>The application on an empty SQLite database, shared by the tests of a class.</summary>
public sealed class RunningApp : IAsyncLifetime
{
    private TestDatabase? _database;

    public App App { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        App = new App(_database);
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await _database!.DisposeAsync();
    }
}
