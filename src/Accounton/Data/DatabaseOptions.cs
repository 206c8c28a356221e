namespace Accounton.Data;

/// <summary>Section <c>Database</c>; the connection string is <c>ConnectionStrings:Accounton</c>.</summary>
public sealed class DatabaseOptions
{
    public const string Section = "Database";

    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Sqlite;

    /// <summary>
    /// Migrate before the host starts; unset means yes for SQLite and no for a server, where <c>migrate</c>
    /// is a step of the deployment.
    /// </summary>
    public bool? MigrateOnStart { get; set; }

    public bool MigratesOnStart => MigrateOnStart ?? Provider == DatabaseProvider.Sqlite;
}

public enum DatabaseProvider
{
    Sqlite = 1,
    SqlServer = 2,
    PostgreSql = 3,
}
