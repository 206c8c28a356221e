using System.Collections;
using System.Data.Common;
using System.Text.Json;
using System.Text.RegularExpressions;
using Accounton.Tests.Running;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Accounton.Tests.Data;

/// <summary>One way in which a statement reads a table: by which columns of which index; none when it reads all of it.</summary>
internal sealed record Access(string Table, IReadOnlyList<string> Columns, string Detail);

/// <summary>How a database means to execute a statement, by its own word.</summary>
internal static partial class Plan
{
    private const int FewOfAList = 20;

    public static DbConnection Connect(TestDatabase database) =>
        database.Provider == "Sqlite" ? new SqliteConnection(database.ConnectionString) : new NpgsqlConnection(database.ConnectionString);

    /// <summary>Statistics of all tables as they are now.</summary>
    public static async Task AnalyzeAsync(DbConnection connection)
    {
        await ExecuteAsync(connection, "ANALYZE");
        // A table of a few thousand rows is read whole as quickly as by an index; one of a hundred thousand is not.
        if (connection is NpgsqlConnection)
            await ExecuteAsync(connection, "SET enable_seqscan = off; SET random_page_cost = 1.1");
    }

    /// <summary>A connection to the same file that knows nothing of its tables.</summary>
    public static async Task<DbConnection> ForgetAsync(DbConnection connection)
    {
        await ExecuteAsync(connection, "DELETE FROM sqlite_stat1");
        var another = new SqliteConnection(new SqliteConnectionStringBuilder(connection.ConnectionString) { Pooling = false }.ToString());
        await another.OpenAsync();
        return another;
    }

    public static async Task<IReadOnlyList<Access>> OfAsync(DbConnection connection, SentCommand sent)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = (connection is SqliteConnection ? "EXPLAIN QUERY PLAN " : "EXPLAIN (FORMAT JSON) ") + sent.Sql;
        foreach (var parameter in sent.Parameters)
        {
            // A page of ids is a large share of a few thousand clients, and would be read with all others; of a hundred thousand
            // it is none.
            if (parameter.Value is IList { Count: > FewOfAList } list and not byte[])
                parameter.Value = Beginning(list);
            command.Parameters.Add(parameter);
        }

        var lines = new List<string>();
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
                lines.Add(reader.GetString(reader.FieldCount - 1));
        }

        command.Parameters.Clear();
        return connection is SqliteConnection
            ? [.. lines.Select(line => OfSqlite(line, sent.Sql)).OfType<Access>()]
            : [.. OfPostgres(JsonDocument.Parse(string.Concat(lines)).RootElement[0].GetProperty("Plan"))];
    }

    /// <summary><c>SEARCH c USING INDEX IX_Clients_OfficeId_Code (OfficeId=? AND Code=?)</c>, or <c>SCAN c</c>.</summary>
    private static Access? OfSqlite(string line, string sql)
    {
        if (Step().Match(line) is not { Success: true } step)
            return null;

        // A name that stands for no table is that of a part of the statement.
        var alias = step.Groups["alias"].Value;
        var table = Regex.Match(sql, $"\"(\\w+)\" AS \"{Regex.Escape(alias)}\"") is { Success: true } named ? named.Groups[1].Value
            : sql.Contains($"\"{alias}\"", StringComparison.Ordinal) ? alias : null;
        return table is null ? null : new(table, [.. Column().Matches(step.Groups["columns"].Value).Select(m => m.Groups[1].Value)], line);
    }

    private static IEnumerable<Access> OfPostgres(JsonElement node)
    {
        if (node.TryGetProperty("Relation Name", out var table)
            && node.GetProperty("Node Type").GetString() is var kind and not "ModifyTable")
        {
            var condition = (node.TryGetProperty("Index Cond", out var index) ? index
                : node.TryGetProperty("Recheck Cond", out index) ? index
                : default) is { ValueKind: JsonValueKind.String } text
                ? text.GetString()! : "";
            var filter = node.TryGetProperty("Filter", out var rest) ? rest.GetString() : null;
            yield return new(
                table.GetString()!,
                [.. Quoted().Matches(condition).Select(m => m.Groups[1].Value).Distinct()],
                $"{kind} on {table} by {condition}, filter {filter}");
        }

        foreach (var child in node.TryGetProperty("Plans", out var plans) ? plans.EnumerateArray() : [])
        {
            foreach (var access in OfPostgres(child))
                yield return access;
        }
    }

    private static Array Beginning(IList list)
    {
        var few = Array.CreateInstance(list[0]!.GetType(), FewOfAList);
        for (var i = 0; i < FewOfAList; i++)
            few.SetValue(list[i], i);
        return few;
    }

    private static async Task ExecuteAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    [GeneratedRegex(@"^(SEARCH|SCAN) (?<alias>\w+)(?<columns>.*)$")]
    private static partial Regex Step();

    /// <summary>A column that is compared with something, in SQLite's words.</summary>
    [GeneratedRegex(@"(\w+)(?=[=<>])")]
    private static partial Regex Column();

    /// <summary>A column of the table itself, in PostgreSQL's: those of others stand behind a dot.</summary>
    [GeneratedRegex(@"(?<!\.)""(\w+)""")]
    private static partial Regex Quoted();
}
