using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Accounton.Tests.Data;

/// <summary>What SQL Server would be told, read by Microsoft's own parser: there is not always a server to tell it to.</summary>
public sealed class SqlServerScriptTests
{
    [Theory]
    [InlineData(MigrationsSqlGenerationOptions.Default)]
    [InlineData(MigrationsSqlGenerationOptions.Idempotent)]
    public void Script_ofAllMigrations_parses(MigrationsSqlGenerationOptions options)
    {
        using var db = ModelContexts.Create("SqlServerContext");
        var script = db.GetService<IMigrator>().GenerateScript(options: options);

        var tree = Parse(script, out var errors);

        Assert.Empty(errors.Select(e => $"{e.Line}: {e.Message}"));
        var tables = new Tables();
        tree.Accept(tables);
        Assert.Equal(
            db.Model.GetEntityTypes().Select(e => e.GetTableName()!).Append("__EFMigrationsHistory").Order(StringComparer.Ordinal),
            tables.Names.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Script_withAMistake_doesNotParse()
    {
        Parse("CREATE TABLE [A] ([Id] int NOT NULL,, [B] int)", out var errors);

        Assert.NotEmpty(errors);
    }

    private static TSqlFragment Parse(string script, out IList<ParseError> errors) =>
        new TSql160Parser(initialQuotedIdentifiers: true).Parse(new StringReader(script), out errors);

    private sealed class Tables : TSqlFragmentVisitor
    {
        public List<string> Names { get; } = [];

        public override void Visit(CreateTableStatement node) => Names.Add(node.SchemaObjectName.BaseIdentifier.Value);
    }
}
