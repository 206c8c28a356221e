using System.Globalization;
using System.Text.RegularExpressions;
using Accounton.Data.Providers;
using Accounton.Features.Imports;
using Accounton.Features.Questionnaires;
using Accounton.Features.Questionnaires.Customisation;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Accounton.Tests.Data;

/// <summary>Rules of the model that a database would only tell about in production, or never.</summary>
public sealed partial class ModelTests
{
    private const int MostClusteredBytes = 900;
    private const int MostIndexBytes = 1700;

    public static TheoryData<string> Contexts => ModelContexts.Names;

    [Theory, MemberData(nameof(Contexts))]
    public void Model_ofEachDatabase_hasNoChangeWithoutAMigration(string context)
    {
        using var db = ModelContexts.Create(context);
        Assert.False(db.Database.HasPendingModelChanges(), "Add a migration to all three: the model has changed.");
    }

    [Theory, MemberData(nameof(Contexts))]
    public void Script_ofEachDatabase_isGenerated(string context)
    {
        using var db = ModelContexts.Create(context);
        var migrator = db.GetService<IMigrator>();
        var options = context == nameof(SqliteContext)
            ? MigrationsSqlGenerationOptions.Script
            : MigrationsSqlGenerationOptions.Script | MigrationsSqlGenerationOptions.Idempotent;

        Assert.Contains("SourceClients", migrator.GenerateScript(options: options), StringComparison.Ordinal);
        Assert.Contains("SourceClients", db.Database.GenerateCreateScript(), StringComparison.Ordinal);
    }

    /// <summary>SQL Server refuses a table with two cascade paths to another (error 1785); no script tells so beforehand.</summary>
    [Theory, MemberData(nameof(Contexts))]
    public void ForeignKeys_ofTheModel_haveNoSecondCascadePath(string context)
    {
        using var db = ModelContexts.Create(context);
        foreach (var start in db.Model.GetEntityTypes())
        {
            var reached = Cascaded(start).ToList();
            Assert.Equal(reached.Distinct(), reached);
            Assert.DoesNotContain(start, reached);
        }

        static IEnumerable<IEntityType> Cascaded(IEntityType principal) => principal.GetReferencingForeignKeys()
            .Where(key => key.DeleteBehavior is DeleteBehavior.Cascade or DeleteBehavior.SetNull)
            .SelectMany(key => Cascaded(key.DeclaringEntityType).Prepend(key.DeclaringEntityType));
    }

    [Theory, MemberData(nameof(Contexts))]
    public void ForeignKeys_ofOfficeData_doNothingOnDelete(string context)
    {
        using var db = ModelContexts.Create(context);
        Assert.All(
            db.Model.GetEntityTypes().Where(e => e.IsOfficeOwned()).SelectMany(e => e.GetForeignKeys()),
            key => Assert.Equal(DeleteBehavior.NoAction, key.DeleteBehavior));
    }

    [Theory, MemberData(nameof(Contexts))]
    public void Column_ofTextOrBytes_hasALength(string context)
    {
        using var db = ModelContexts.Create(context);
        var endless =
            from entity in db.Model.GetEntityTypes()
            from property in entity.GetProperties()
            let type = property.GetProviderClrType() ?? property.GetTypeMapping().Converter?.ProviderClrType ?? property.ClrType
            where (type == typeof(string) || type == typeof(byte[])) && property.GetMaxLength() is null
            select $"{entity.ShortName()}.{property.Name}";

        // A key of the key ring is as long as its certificate makes it, some rows of a workbook as long as
        // their cells, and what a questionnaire asks as long as that.
        Assert.Equal(
            [
                $"{nameof(DataProtectionKey)}.{nameof(DataProtectionKey.Xml)}", $"{nameof(ImportLines)}.{nameof(ImportLines.Cells)}",
                $"{nameof(TemplateDraft)}.{nameof(TemplateDraft.Changes)}", $"{nameof(TemplateVersion)}.{nameof(TemplateVersion.Changes)}",
                $"{nameof(TemplateVersion)}.{nameof(TemplateVersion.Content)}",
            ],
            endless.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Index_onSqlServer_fitsItsBytes()
    {
        using var db = ModelContexts.Create(nameof(SqlServerContext));
        foreach (var entity in db.Model.GetEntityTypes())
        {
            foreach (var key in entity.GetKeys())
                Assert.InRange(Bytes(key.Properties), 1, MostClusteredBytes);
            foreach (var index in entity.GetIndexes())
                Assert.InRange(Bytes(index.Properties), 1, MostIndexBytes);
        }
    }

    [Theory]
    [InlineData(nameof(SqlServerContext), "Latin1_General_100_BIN2")]
    [InlineData(nameof(PostgreSqlContext), "C")]
    [InlineData(nameof(SqliteContext), null)]
    public void VendorIdsAndSearchKeys_ofEachDatabase_compareBinary(string context, string? collation)
    {
        using var db = ModelContexts.Create(context);
        var binary =
            from entity in db.GetService<IDesignTimeModel>().Model.GetEntityTypes()
            from property in entity.GetProperties()
            where property.Name is "VendorId" or "PartnerVendorId" or "SortName" or "NameWords" or "EmailKey"
            select property.GetCollation();

        Assert.NotEmpty(binary);
        Assert.All(binary, found => Assert.Equal(collation, found));
    }

    private static int Bytes(IEnumerable<IProperty> columns) => columns.Sum(column => Bytes(column.GetColumnType()));

    private static int Bytes(string type) => SizedType().Match(type) switch
    {
        { Success: true } sized when sized.Groups["name"].Value == "nvarchar" =>
            2 * int.Parse(sized.Groups["size"].Value, CultureInfo.InvariantCulture),
        { Success: true } sized => int.Parse(sized.Groups["size"].Value, CultureInfo.InvariantCulture),
        _ => type switch
        {
            "uniqueidentifier" => 16,
            "datetimeoffset" => 10,
            "bigint" => 8,
            "int" => 4,
            "date" => 3,
            "bit" => 1,
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, "How many bytes is this in an index?"),
        },
    };

    [GeneratedRegex(@"^(?<name>nvarchar|varbinary)\((?<size>\d+)\)$")]
    private static partial Regex SizedType();
}
