using System.Text;
using Npgsql;

namespace Accounton.Tests.Running;

/// <summary>All that a database holds, as text to look through.</summary>
public static class DatabaseText
{
    /// <param name="connectionString">The database.</param>
    /// <param name="schemas">Only these; all of ours when there are none.</param>
    public static async Task<string> OfPostgreSqlAsync(string connectionString, params string[] schemas)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        var tables = new List<string>();
        await using (var command = source.CreateCommand("SELECT table_schema, quote_ident(table_schema) || '.' || "
            + "quote_ident(table_name) FROM information_schema.tables WHERE table_schema NOT IN ('pg_catalog', 'information_schema')"))
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                if (schemas.Length == 0 || schemas.Contains(reader.GetString(0)))
                    tables.Add(reader.GetString(1));
            }
        }

        var text = new StringBuilder();
        foreach (var table in tables)
        {
            await using var command = source.CreateCommand($"SELECT row_to_json(t)::text FROM {table} t");
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                text.Append(table).Append(' ').AppendLine(reader.GetString(0));
        }

        return text.ToString();
    }
}
