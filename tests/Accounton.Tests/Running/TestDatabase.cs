using System.Collections.Concurrent;
using Accounton.Data;
using Npgsql;

namespace Accounton.Tests.Running;

/// <summary>A database of a test's own, on any of the three providers; gone when disposed.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    /// <summary>Made once for each provider: migrating and adding the demo accounts takes a second of work, copying does not.</summary>
    private static readonly ConcurrentDictionary<(string Provider, bool HasDemo), Lazy<Task<TestDatabase>>> Templates = [];

    private readonly Func<ValueTask> _remove;

    private TestDatabase(string provider, string connectionString, Func<ValueTask> remove)
    {
        Provider = provider;
        ConnectionString = connectionString;
        _remove = remove;
    }

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

    /// <summary>Migrated, with the demo accounts.</summary>
    public static Task<TestDatabase> CreateAsync(string provider = "Sqlite") => CopyAsync(provider, hasDemo: true);

    /// <summary>Migrated, with nothing in it.</summary>
    public static Task<TestDatabase> MigratedAsync(string provider = "Sqlite") => CopyAsync(provider, hasDemo: false);

    /// <summary>As a new server or file is.</summary>
    public static Task<TestDatabase> EmptyAsync(string provider = "Sqlite") => MakeAsync(provider, like: null);

    public ValueTask DisposeAsync() => _remove();

    /// <summary>SQL Server has no quick copy: there the application migrates for itself.</summary>
    private static async Task<TestDatabase> CopyAsync(string provider, bool hasDemo) => await MakeAsync(
        provider, provider == "SqlServer"
            ? null
            : await Templates.GetOrAdd((provider, hasDemo), key => new(() => TemplateAsync(key.Provider, key.HasDemo))).Value);

    private static async Task<TestDatabase> TemplateAsync(string provider, bool hasDemo)
    {
        var template = await EmptyAsync(provider);
        if (hasDemo)
        {
            await using var app = new App(template);
            _ = app.Services;
        }
        else
        {
            await using var services = DataLayer.Services(template);
            await Migrator.MigrateAsync(services);
        }

        // What is copied must be all in the file, and in nobody's hands.
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        NpgsqlConnection.ClearAllPools();

        // A server of our own ends with the run, and its databases with it.
        if (provider == "Sqlite" || PostgresServer.IsGiven)
            AppDomain.CurrentDomain.ProcessExit += (_, _) => template.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return template;
    }

    private static async Task<TestDatabase> MakeAsync(string provider, TestDatabase? like) => provider switch
    {
        "Sqlite" => Sqlite(like),
        "PostgreSql" => await PostgreSqlAsync(like),
        "SqlServer" => SqlServer(),
        _ => throw new ArgumentOutOfRangeException(nameof(provider), provider, null),
    };

    private static TestDatabase Sqlite(TestDatabase? like)
    {
        var folder = Directory.CreateTempSubdirectory("accounton-db-");
        var file = Path.Combine(folder.FullName, "accounton.db");
        if (like is not null)
            File.Copy(new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder(like.ConnectionString).DataSource, file);
        return new("Sqlite", $"Data Source={file}", () =>
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
            return ValueTask.CompletedTask;
        });
    }

    private static async Task<TestDatabase> PostgreSqlAsync(TestDatabase? like)
    {
        var server = await PostgresServer.ConnectionStringAsync();
        Assert.SkipWhen(server is null, PostgresServer.HowToGetOne);
        var name = $"accounton_{Guid.NewGuid():N}";
        var template = like is null ? "template1" : new NpgsqlConnectionStringBuilder(like.ConnectionString).Database;
        await ExecuteAsync(server!, $"CREATE DATABASE {name} TEMPLATE {template}");
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
        Assert.SkipWhen(
            string.IsNullOrEmpty(server),
            "No SQL Server: set ACCOUNTON_TEST_SQLSERVER to a connection string whose user may create databases.");
        var name = $"accounton_{Guid.NewGuid():N}";
        var connection = new Microsoft.Data.SqlClient.SqlConnectionStringBuilder(server) { InitialCatalog = name }.ToString();
        return new("SqlServer", connection, async () =>
        {
            Microsoft.Data.SqlClient.SqlConnection.ClearAllPools();
            await using var connection = new Microsoft.Data.SqlClient.SqlConnection(server);
            await connection.OpenAsync();
            await using var drop = connection.CreateCommand();
            drop.CommandText = $"""
                IF DB_ID('{name}') IS NOT NULL
                BEGIN
                    ALTER DATABASE [{name}] SET SINGLE_USER WITH ROLLBACK IMMEDIATE;
                    DROP DATABASE [{name}];
                END
                """;
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
