using System.Collections.Concurrent;
using System.Data.Common;
using System.Text.RegularExpressions;
using Accounton.Data.Providers;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Accounton.Tests.Running;

/// <summary>A statement that the application sent to its database, with its parameters as they were.</summary>
public sealed record SentCommand(string Sql, IReadOnlyList<DbParameter> Parameters, CommandSource Source);

/// <summary>Every statement that an application sends through EF, in their order.</summary>
public sealed partial class Commands : DbCommandInterceptor
{
    private readonly ConcurrentQueue<SentCommand> _sent = new();

    public IReadOnlyCollection<SentCommand> Sent => _sent;

    /// <summary>Those of them that change rows.</summary>
    public IEnumerable<SentCommand> Writes => _sent.Where(command => Write().IsMatch(command.Sql));

    public void Clear() => _sent.Clear();

    /// <summary>For an application's <c>replace</c>.</summary>
    public void Watch(IServiceCollection services)
    {
        services.ConfigureDbContext<SqliteContext>(options => options.AddInterceptors(this));
        services.ConfigureDbContext<PostgreSqlContext>(options => options.AddInterceptors(this));
        services.ConfigureDbContext<SqlServerContext>(options => options.AddInterceptors(this));
    }

    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        Note(command, eventData);
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default) =>
        new(ReaderExecuting(command, eventData, result));

    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
    {
        Note(command, eventData);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
        new(NonQueryExecuting(command, eventData, result));

    public override InterceptionResult<object> ScalarExecuting(
        DbCommand command, CommandEventData eventData, InterceptionResult<object> result)
    {
        Note(command, eventData);
        return result;
    }

    public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default) =>
        new(ScalarExecuting(command, eventData, result));

    private void Note(DbCommand command, CommandEventData eventData) =>
        _sent.Enqueue(
            new(command.CommandText, [.. command.Parameters.Cast<DbParameter>().Select(p => Copy(command, p))], eventData.CommandSource));

    /// <summary>A parameter belongs to one command.</summary>
    private static DbParameter Copy(DbCommand command, DbParameter parameter)
    {
        if (parameter is ICloneable one)
            return (DbParameter)one.Clone();
        var copy = command.CreateParameter();
        copy.ParameterName = parameter.ParameterName;
        copy.DbType = parameter.DbType;
        copy.Value = parameter.Value;
        return copy;
    }

    [GeneratedRegex(@"^\s*(INSERT|UPDATE|DELETE|MERGE)\b", RegexOptions.Multiline)]
    private static partial Regex Write();
}
