using Microsoft.Data.Sqlite;

namespace Accounton.Benchmarks;

/// <summary>
/// Rows of a table as they lie in it, to be inserted again elsewhere by one prepared statement: the least
/// that writing them could cost.
/// </summary>
public sealed record RawRows(string Table, string[] Columns, List<object?[]> Rows)
{
    public static async Task<RawRows> ReadAsync(string connectionString, string table, string where = "1")
    {
        await using var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM \"{table}\" WHERE {where}";
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<object?[]>();
        while (await reader.ReadAsync())
        {
            var row = new object?[reader.FieldCount];
            reader.GetValues(row!);
            rows.Add(row);
        }

        return new(table, [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)], rows);
    }

    /// <summary>All of them, in one transaction.</summary>
    public static void Insert(string connectionString, params IReadOnlyCollection<RawRows> tables)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder(connectionString) { ForeignKeys = false }.ToString());
        connection.Open();
        using var transaction = connection.BeginTransaction();
        foreach (var (table, columns, rows) in tables)
        {
            using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = $"INSERT INTO \"{table}\" ({string.Join(", ", columns.Select(c => $"\"{c}\""))}) "
                + $"VALUES ({string.Join(", ", columns.Select((_, i) => $"$p{i}"))})";
            var parameters = columns.Select((_, i) => command.Parameters.AddWithValue($"$p{i}", DBNull.Value)).ToArray();
            command.Prepare();
            foreach (var row in rows)
            {
                for (var i = 0; i < parameters.Length; i++)
                    parameters[i].Value = row[i] ?? DBNull.Value;
                command.ExecuteNonQuery();
            }
        }

        transaction.Commit();
    }
}
