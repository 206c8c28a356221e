using Accounton.Data.Providers;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Data;

/// <summary>Which database is used, and its context.</summary>
public static class Database
{
    public const string ConnectionName = "Accounton";

    public static IServiceCollection AddDatabase(
        this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        var options = configuration.GetSection(DatabaseOptions.Section).Get<DatabaseOptions>() ?? new DatabaseOptions();
        var connection = ConnectionString(configuration, environment, options.Provider);
        services.AddSingleton(options);

        // No pooling: a context belongs to one scope's office.
        switch (options.Provider)
        {
            case DatabaseProvider.Sqlite:
                services.AddDbContext<AccountonContext, SqliteContext>(o => o.UseSqlite(connection));
                break;
            case DatabaseProvider.SqlServer:
                services.AddDbContext<AccountonContext, SqlServerContext>(o => o.UseSqlServer(connection));
                break;
            case DatabaseProvider.PostgreSql:
                services.AddDbContext<AccountonContext, PostgreSqlContext>(o => o.UseNpgsql(connection));
                break;
            default:
                throw new InvalidOperationException($"Database:Provider {options.Provider} is not Sqlite, SqlServer or PostgreSql.");
        }

        return services;
    }

    public static string ConnectionString(IConfiguration configuration, IHostEnvironment environment, DatabaseProvider provider)
    {
        var connection = configuration.GetConnectionString(ConnectionName);
        if (provider != DatabaseProvider.Sqlite)
            return connection ?? throw new InvalidOperationException("ConnectionStrings:Accounton is not set.");

        var sqlite = new SqliteConnectionStringBuilder(connection ?? "Data Source=App_Data/accounton.db") { ForeignKeys = true };
        sqlite.DataSource = Path.GetFullPath(sqlite.DataSource, environment.ContentRootPath);
        return sqlite.ToString();
    }
}
