using Npgsql;

namespace Accounton.Tests.Running;

/// <summary>A database of a test's own, on any of the three providers; gone when disposed.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly Func<ValueTask> _remove;

    private TestDatabase(string provider, string connectionString, Func<ValueTask> remove) =>
        (Provider, ConnectionString, _remove) = (provider, connectionString, remove);

    public string Provider { get; }

    public string ConnectionString { get; }

    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["Database:Provider"] = Provider,
        ["Database:MigrateOnStart"] = "true",
        ["ConnectionStrings:Accounton"] = ConnectionString,
    };

    /// <summary>For theories: a provider that is not at hand skips with the reason and what would bring it.</summary>
    public static TheoryData<string> Providers => ["Sqlite", "PostgreSql", "SqlServer"];

    public static async Task<TestDatabase> CreateAsync(string provider = "Sqlite") => provider switch
    {
        "Sqlite" => Sqlite(),
        "PostgreSql" => await PostgreSqlAsync(),
        "SqlServer" => SqlServer(),
        _ => throw new ArgumentOutOfRangeException(nameof(provider), provider, null),
    };

    public ValueTask DisposeAsync() => _remove();

    private static TestDatabase Sqlite()
    {
        var folder = Directory.CreateTempSubdirectory("accounton-db-");
        return new("Sqlite", $"Data Source={Path.Combine(folder.FullName, "accounton.db")}", () =>
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
            return ValueTask.CompletedTask;
        });
    }

    private static async Task<TestDatabase> PostgreSqlAsync()
    {
        var server = await PostgresServer.ConnectionStringAsync();
        Assert.SkipWhen(server is null, PostgresServer.HowToGetOne);
        var name = $"accounton_{Guid.NewGuid():N}";
        await ExecuteAsync(server!, $"CREATE DATABASE {name}");
        var connection = new NpgsqlConnectionStringBuilder(server) { Database = name, MaxPoolSize = 30 }.ToString();
        return new("PostgreSql", connection, async () =>
        {
            NpgsqlConnection.ClearAllPools();
            await ExecuteAsync(server!, $"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
        });
    }

    private static TestDatabase SqlServer()
    {
        var server = Environment.GetEnvironmentVariable("ACCOUNTON_TEST_SQLSERVER");
        Assert.SkipWhen(string.IsNullOrEmpty(server), "No SQL Server: set ACCOUNTON_TEST_SQLSERVER to a connection string whose user may create databases.");
        var name = $"accounton_{Guid.NewGuid():N}";
        var connection = new Microsoft.Data.SqlClient.SqlConnectionStringBuilder(server) { InitialCatalog = name }.ToString();
        return new("SqlServer", connection, async () =>
        {
            Microsoft.Data.SqlClient.SqlConnection.ClearAllPools();
            await using var connection = new Microsoft.Data.SqlClient.SqlConnection(server);
            await connection.OpenAsync();
            await using var drop = connection.CreateCommand();
            drop.CommandText = $"IF DB_ID('{name}') IS NOT NULL BEGIN ALTER DATABASE [{name}] SET SINGLE_USER WITH ROLLBACK IMMEDIATE; DROP DATABASE [{name}] END";
            await drop.ExecuteNonQueryAsync();
        });
    }

    private static async Task ExecuteAsync(string server, string sql)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
