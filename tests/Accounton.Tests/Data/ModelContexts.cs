using Accounton.Data;
using Accounton.Data.Providers;
using Accounton.Tenancy;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Accounton.Tests.Data;

/// <summary>The three contexts as the migrations tool makes them: their models need no database.</summary>
internal static class ModelContexts
{
    public static TheoryData<string> Names => [nameof(SqliteContext), nameof(SqlServerContext), nameof(PostgreSqlContext)];

    public static AccountonContext Create(string name) => name switch
    {
        nameof(SqliteContext) => Create<SqliteContext>(),
        nameof(SqlServerContext) => Create<SqlServerContext>(),
        nameof(PostgreSqlContext) => Create<PostgreSqlContext>(),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };

    public static bool IsOfficeOwned(this IReadOnlyEntityType entity) => entity.ClrType.IsAssignableTo(typeof(IOfficeOwned));

    private static T Create<T>()
        where T : AccountonContext => ((IDesignTimeDbContextFactory<T>)(object)new DesignTime()).CreateDbContext([]);
}
