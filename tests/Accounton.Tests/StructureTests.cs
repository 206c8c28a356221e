using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Accounton.Tests;

/// <summary>Rules of the source that no compiler keeps.</summary>
public sealed partial class StructureTests
{
    /// <summary>Of ours, all that a vendor's client may know besides vendors.</summary>
    private const string ForVendors = "Accounton.Data.Sensitive";

    private const int MostCharacters = 140;

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
                .Where(file => !file.Path.StartsWith("Data/Migrations/", StringComparison.Ordinal)
                    && Code(file.Text).Contains(word, StringComparison.Ordinal))
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
            XDocument.Load(Path.Combine(Source.Root, project)).Descendants("PackageReference")
                .Select(reference => (string?)reference.Attribute("Include")),
            reference => reference == package || reference?.StartsWith(package + ".", StringComparison.Ordinal) == true);

    [Fact]
    public void Sandbox_isNoReferenceOfTheApplication() =>
        Assert.All(
            XDocument.Load(Path.Combine(Source.Application, "Accounton.csproj")).Descendants("ProjectReference"),
            reference => Assert.Equal("false", (string?)reference.Attribute("ReferenceOutputAssembly")));

    [Fact]
    public void Line_any_isAtMost140CharactersLong() => Assert.Empty(
        from file in Source.Written(".cs", ".cshtml", ".css", ".js", ".sh")
        from line in file.Text.Split('\n').Index()
        where line.Item.TrimEnd('\r').Length > MostCharacters
        select $"{file.Path}:{line.Index + 1}: {line.Item.Length}");

    /// <summary>Several values by one statement are what a call gives, or change places; else they are assigned one by one.</summary>
    [Fact]
    public void Tuple_ofTargets_isAssignedOnlyWhereValuesChangePlaces() => Assert.Empty(
        from file in Source.Written(".cs", ".cshtml")
        from Match assignment in TupleAssignment().Matches(file.Text)
        let targets = assignment.Groups["target"].Captures.Select(target => target.Value)
        where !targets.Any(target => Regex.IsMatch(assignment.Groups["values"].Value, $@"(?<![\w.]){Regex.Escape(target)}(?!\w)"))
        select $"{file.Path}: {assignment.Value}");

    [Fact]
    public void Test_any_isNamedByWhatItTestsTheSituationAndTheOutcome()
    {
        var names =
            from file in Source.Written(".cs")
            where file.Path.StartsWith("tests/", StringComparison.Ordinal)
            from Match test in TestMethod().Matches(file.Text)
            select (file.Path, test.Groups["name"].Value);
        var all = names.ToList();

        Assert.NotEmpty(all);
        Assert.DoesNotContain(all, test => !TestName().IsMatch(test.Value));
    }

    private static string Code(string text) => Comment().Replace(text, "");

    /// <summary>A namespace of ours, or the beginning of one as it may be written inside ours.</summary>
    [GeneratedRegex(@"(?<![\w.])(Accounton\.)?(Features|Tenancy|Jobs|Web|Localisation|Data|Development)\.\w+")]
    private static partial Regex OwnName();

    /// <summary>Both targets and values are written in brackets.</summary>
    [GeneratedRegex(@"\((?<target>[\w.\[\]^]+)(?:,\s*(?<target>[\w.\[\]^]+))+\)\s*=\s*(?<values>\([^;]*)")]
    private static partial Regex TupleAssignment();

    /// <summary>The first method behind the attribute of a test.</summary>
    [GeneratedRegex(@"\[(?:Fact|Theory)\b(?:(?!\bpublic )[\s\S])*public (?:async )?[\w<>?, ]+? (?<name>\w+)\(")]
    private static partial Regex TestMethod();

    /// <summary><c>Method_situation_outcome</c>, or <c>Method_outcome</c> where the situation goes without saying.</summary>
    [GeneratedRegex("^[A-Z][A-Za-z0-9]*(_[a-z0-9][A-Za-z0-9]*){1,2}$")]
    private static partial Regex TestName();

    [GeneratedRegex(@"//.*|@\*[\s\S]*?\*@")]
    private static partial Regex Comment();
}
