using Accounton.Features.Sync;
using Accounton.Tests.Features.Sync;
using Accounton.Tests.Running;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Benchmarks;

/// <summary>A first sync of 20,000 clients, against downloading and parsing them and inserting the same rows by one prepared statement in one transaction.</summary>
public static class FirstSync
{
    public static async Task RunAsync()
    {
        await using var bench = await Bench.StartAsync();
        var token = (await AdminPulseVisitor.TokensAsync(bench.App.Services, bench.Sandbox, Bench.Account)).AccessToken.Reveal();
        List<object?[]>? rows = null;
        string[]? columns = null;

        await Figure.CompareAsync("first sync of 20,000", 2.5, OursAsync, FloorAsync);

        async Task<TimeSpan> OursAsync()
        {
            var office = await bench.OfficeAsync();
            await office.LinkAsync();
            var time = await Figure.TimeAsync(() => office.RunAsync());
            if (rows is null)
                (columns, rows) = await ReadAsync(office);
            return time;
        }

        async Task<TimeSpan> FloorAsync()
        {
            await using var database = await TestDatabase.CreateAsync();
            await using var app = new App(database);
            using var browser = await app.BrowserAsync();
            return await Figure.TimeAsync(async () =>
            {
                await bench.DownloadAsync(token);
                Insert(database.ConnectionString, columns!, rows!);
            });
        }
    }

    /// <summary>The rows as they lie in the table, to be inserted again elsewhere.</summary>
    private static async Task<(string[] Columns, List<object?[]> Rows)> ReadAsync(SyncOffice office)
    {
        await using var connection = new SqliteConnection(await office.InAsync(s => Task.FromResult(SyncOffice.Db(s).Database.GetConnectionString())));
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM \"{nameof(SourceClient)}s\"";
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<object?[]>();
        while (await reader.ReadAsync())
        {
            var row = new object?[reader.FieldCount];
            reader.GetValues(row!);
            rows.Add(row);
        }

        return ([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)], rows);
    }

    private static void Insert(string connectionString, string[] columns, List<object?[]> rows)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder(connectionString) { ForeignKeys = false }.ToString());
        connection.Open();
        using var transaction = connection.BeginTransaction();
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"INSERT INTO \"SourceClients\" ({string.Join(", ", columns.Select(c => $"\"{c}\""))}) VALUES ({string.Join(", ", columns.Select((_, i) => $"$p{i}"))})";
        var parameters = columns.Select((_, i) => command.Parameters.AddWithValue($"$p{i}", DBNull.Value)).ToArray();
        command.Prepare();
        foreach (var row in rows)
        {
            for (var i = 0; i < parameters.Length; i++)
                parameters[i].Value = row[i] ?? DBNull.Value;
            command.ExecuteNonQuery();
        }

        transaction.Commit();
    }
}
