using System.Data.Common;
using Accounton.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Accounton.Tenancy;

/// <summary>
/// Inserts rows by one prepared statement, from EF's own model: the fastest there is on SQLite, which has no bulk copy
/// and no round trip to save. Parsing a statement of many rows costs it more than many runs of a small one.
/// </summary>
internal static class PreparedInsert
{
    public static async Task InsertAsync<T>(AccountonContext context, IReadOnlyCollection<T> rows, CancellationToken cancellationToken)
        where T : class
    {
        var entity = context.Model.FindEntityType(typeof(T))!;
        var table = StoreObjectIdentifier.Create(entity, StoreObjectType.Table)!.Value;
        var properties = entity.GetProperties().ToArray();

        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.Transaction = context.Database.CurrentTransaction!.GetDbTransaction();
        command.CommandText =
            $"INSERT INTO \"{table.Name}\" ({string.Join(", ", properties.Select(p => $"\"{p.GetColumnName(table)}\""))}) " +
            $"VALUES ({string.Join(", ", properties.Select((_, i) => $"$p{i}"))})";
        var cells = properties.Select((property, i) => new Cell(property, command, $"$p{i}")).ToArray();
        await command.PrepareAsync(cancellationToken);
        foreach (var row in rows)
        {
            foreach (var cell in cells)
                cell.Read(row);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    /// <summary>A column of the statement: reads a row's value and converts it as EF does.</summary>
    private sealed class Cell
    {
        private readonly IProperty _property;
        private readonly Func<object?, object?>? _convert;
        private readonly DbParameter _parameter;

        public Cell(IProperty property, DbCommand command, string name)
        {
            _property = property;
            _convert = property.GetTypeMapping().Converter?.ConvertToProvider;
            _parameter = command.CreateParameter();
            _parameter.ParameterName = name;
            command.Parameters.Add(_parameter);
        }

        public void Read(object row)
        {
            var value = _property.GetGetter().GetClrValue(row);
            _parameter.Value = (value is null || _convert is null ? value : _convert(value)) ?? DBNull.Value;
        }
    }
}
