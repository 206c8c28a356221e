using System.Reflection;
using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Tests;

/// <summary>
/// The analyzer passes over an id that names nothing, without a word: each id of the list must name a member, and every
/// overload of what is banned must be on it.
/// </summary>
public sealed class BannedSymbolsTests
{
    private static readonly Assembly[] Assemblies =
        [
            typeof(DateTime).Assembly,
            typeof(EntityFrameworkQueryableExtensions).Assembly,
            typeof(RelationalDatabaseFacadeExtensions).Assembly,
        ];

    private static readonly string[] Banned = [.. File.ReadLines(Path.Combine(Source.Application, "BannedSymbols.txt"))
        .Where(line => line.Length > 0).Select(line => line.Split(';')[0].Trim())];

    public static TheoryData<string> Ids => [.. Banned];

    /// <summary>What no code may use but the files that say so: by type and the beginning of the name.</summary>
    public static TheoryData<Type, string> Dangers => new()
    {
        { typeof(EntityFrameworkQueryableExtensions), "IgnoreQueryFilters" },
        { typeof(EntityFrameworkQueryableExtensions), "ExecuteUpdate" },
        { typeof(EntityFrameworkQueryableExtensions), "ExecuteDelete" },
        { typeof(RelationalDatabaseFacadeExtensions), "ExecuteSql" },
        { typeof(RelationalDatabaseFacadeExtensions), "SqlQuery" },
        { typeof(RelationalQueryableExtensions), "FromSql" },
        { typeof(DateTime), "Now" },
        { typeof(DateTime), "UtcNow" },
        { typeof(DateTimeOffset), "Now" },
        { typeof(DateTimeOffset), "UtcNow" },
    };

    [Theory, MemberData(nameof(Ids))]
    public void Id_ofTheList_namesAMember(string id) =>
        Assert.Contains(
            id,
            Assemblies.SelectMany(assembly => assembly.GetExportedTypes())
                .Where(type => id.Contains(type.Name, StringComparison.Ordinal)).SelectMany(IdsOf));

    [Theory, MemberData(nameof(Dangers))]
    public void Overload_ofWhatIsBanned_isOnTheList(Type type, string name)
    {
        var ids = IdsOf(type).Where(id =>
            id.StartsWith($"M:{type.FullName}.{name}", StringComparison.Ordinal) || id == $"P:{type.FullName}.{name}").ToArray();

        Assert.NotEmpty(ids);
        Assert.All(ids, id => Assert.Contains(id, Banned));
    }

    [Fact]
    public void List_isGivenToTheAnalyzer()
    {
        var project = XDocument.Load(Path.Combine(Source.Application, "Accounton.csproj"));

        Assert.Contains(project.Descendants("AdditionalFiles"), file => (string?)file.Attribute("Include") == "BannedSymbols.txt");
        Assert.Contains(
            project.Descendants("PackageReference"),
            package => (string?)package.Attribute("Include") == "Microsoft.CodeAnalysis.BannedApiAnalyzers");
        Assert.DoesNotContain("RS0030", File.ReadAllText(Path.Combine(Source.Root, ".editorconfig")), StringComparison.Ordinal);
        Assert.All(
            Directory.GetFiles(Source.Root, "Directory.*"),
            file => Assert.DoesNotContain("RS0030", File.ReadAllText(file), StringComparison.Ordinal));
    }

    private static IEnumerable<string> IdsOf(Type type) =>
        type.GetMembers(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Select(member => member switch
            {
                PropertyInfo property => $"P:{type.FullName}.{property.Name}",
                MethodInfo method => $"M:{type.FullName}.{method.Name}{Generic(method)}{Parameters(method)}",
                _ => "",
            });

    private static string Generic(MethodInfo method) => method.IsGenericMethodDefinition ? $"``{method.GetGenericArguments().Length}" : "";

    private static string Parameters(MethodInfo method) =>
        method.GetParameters() is { Length: > 0 } parameters
            ? $"({string.Join(',', parameters.Select(parameter => Name(parameter.ParameterType)))})"
            : "";

    /// <summary>
    /// A type as documentation ids write it: a method's own type parameters are <c>``0</c>, a closed type
    /// has its arguments in braces.
    /// </summary>
    private static string Name(Type type) =>
        type.IsGenericMethodParameter ? $"``{type.GenericParameterPosition}"
        : type.IsArray ? Name(type.GetElementType()!) + "[]"
        : type.IsGenericType ? $"{type.Namespace}.{type.Name.Split('`')[0]}{{{string.Join(',', type.GetGenericArguments().Select(Name))}}}"
        : type.FullName!;
}
