using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Accounton.Tests;

/// <summary>Rules of the source that no compiler keeps.</summary>
public sealed partial class StructureTests
{
    /// <summary>Of ours, all that a vendor's client may know besides vendors.</summary>
    private const string ForVendors = "Accounton.Data.Sensitive";

    [Fact]
    public void Vendors_any_knowNothingOfFeatures()
    {
        var known =
            from file in Source.Files(".cs")
            where file.Path.StartsWith("Vendors/", StringComparison.Ordinal)
            from Match name in OwnName().Matches(Code(file.Text))
            where name.Value != ForVendors
            select $"{file.Path}: {name.Value}";

        Assert.Empty(known);
    }

    [Theory]
    [InlineData("IgnoreQueryFilters", "Features/CrossOfficeQueries.cs")]
    [InlineData("ExecuteUpdate", "Tenancy/OfficeBulkWrites.cs")]
    [InlineData("ExecuteDelete", "Tenancy/OfficeBulkWrites.cs")]
    [InlineData("RS0030", "Features/CrossOfficeQueries.cs", "Tenancy/OfficeBulkWrites.cs")]
    [InlineData("CommandText", "Data/Migrator.cs", "Tenancy/PreparedInsert.cs")]
    [InlineData("ExecuteSql")]
    [InlineData("SqlQuery")]
    [InlineData("FromSql")]
    [InlineData("GetDbConnection", "Tenancy/PreparedInsert.cs")]
    [InlineData("using LinqToDB", "Tenancy/OfficeBulkWrites.cs")]
    [InlineData("AddDbContextPool")]
    [InlineData("AddPooledDbContextFactory")]
    [InlineData("Html.Raw")]
    [InlineData("HtmlString(", "Features/Help/ArticleText.cs")]
    public void Word_thatIsDangerous_standsInItsOneFileOnly(string word, params string[] files) =>
        Assert.Equal(
            files,
            Source.Files(".cs", ".cshtml")
                .Where(file => !file.Path.StartsWith("Data/Migrations/", StringComparison.Ordinal) && Code(file.Text).Contains(word, StringComparison.Ordinal))
                .Select(file => file.Path).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("src/Accounton/Accounton.csproj", "Microsoft.EntityFrameworkCore.SqlServer")]
    [InlineData("src/Accounton/Accounton.csproj", "Microsoft.AspNetCore.Authentication.OpenIdConnect")]
    [InlineData("src/Accounton/Accounton.csproj", "Refit")]
    [InlineData("src/Accounton/Accounton.csproj", "Polly")]
    [InlineData("src/Accounton/Accounton.csproj", "Hangfire")]
    [InlineData("src/Accounton/Accounton.csproj", "Serilog.AspNetCore")]
    [InlineData("tests/Accounton.Tests/Accounton.Tests.csproj", "xunit")]
    [InlineData("tests/Accounton.Tests/Accounton.Tests.csproj", "WireMock.Net")]
    public void Package_thatWasAskedFor_isADirectReference(string project, string package) =>
        Assert.Contains(
            XDocument.Load(Path.Combine(Source.Root, project)).Descendants("PackageReference").Select(reference => (string?)reference.Attribute("Include")),
            reference => reference == package || reference?.StartsWith(package + ".", StringComparison.Ordinal) == true);

    [Fact]
    public void Sandbox_isNoReferenceOfTheApplication() =>
        Assert.All(
            XDocument.Load(Path.Combine(Source.Application, "Accounton.csproj")).Descendants("ProjectReference"),
            reference => Assert.Equal("false", (string?)reference.Attribute("ReferenceOutputAssembly")));

    private static string Code(string text) => Comment().Replace(text, "");

    /// <summary>A namespace of ours, or the beginning of one as it may be written inside ours.</summary>
    [GeneratedRegex(@"(?<![\w.])(Accounton\.)?(Features|Tenancy|Jobs|Web|Localisation|Data|Development)\.\w+")]
    private static partial Regex OwnName();

    [GeneratedRegex(@"//.*|@\*[\s\S]*?\*@")]
    private static partial Regex Comment();
}
