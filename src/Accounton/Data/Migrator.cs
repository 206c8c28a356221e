using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Data;

/// <summary>Brings the database to the newest migration.</summary>
public static class Migrator
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static async Task MigrateAsync(IServiceProvider services, CancellationToken cancellationToken = default)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AccountonContext>();
        if (!db.Database.IsSqlite())
        {
            await db.Database.MigrateAsync(cancellationToken);
            return;
        }

        var file = new SqliteConnectionStringBuilder(db.Database.GetConnectionString()).DataSource;
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await using var _ = await LockAsync(file + ".migrating", cancellationToken);
        await ClearStaleLockAsync(file, cancellationToken);
        await db.Database.MigrateAsync(cancellationToken);
    }

    /// <summary>
    /// Refuses to go on with keys that do not open. A database that is not there yet, or not migrated, is not judged: nothing
    /// works with it anyway, and to its key ring nothing is added before it is.
    /// </summary>
    /// <exception cref="KeysClosedException">They do not open.</exception>
    public static async Task EnsureKeysOpenAsync(IServiceProvider services, CancellationToken cancellationToken = default)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AccountonContext>();
        if (await db.Database.CanConnectAsync(cancellationToken) && !(await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
            await services.GetRequiredService<KeyCheck>().EnsureOpenAsync(cancellationToken);
    }

    /// <summary>The operating system ends this lock with its process, however that ends.</summary>
    private static async Task<FileStream> LockAsync(string path, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(100, patience.Token);
            }
        }
    }

    // A process killed while migrating leaves EF's own lock row behind, for which every later start would wait for
    // ever. Whoever holds the file lock knows that nobody else is migrating.
    private static async Task ClearStaleLockAsync(string file, CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
            return;

        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file }.ToString());
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "DROP TABLE IF EXISTS \"__EFMigrationsLock\"";
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
