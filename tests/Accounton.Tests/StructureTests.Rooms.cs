using System.Reflection;
using System.Text.RegularExpressions;
using Accounton.Data;
using ArchUnitNET.Loader;
using Microsoft.AspNetCore.Razor.Hosting;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Tests;

// Which folder may use which: features use everything below and each other one way only, the vendors and the ground floors use no
// feature. Read from the compiled application (method bodies and views among it), and from its text, for what leaves no trace there:
// the paths of partials, and the tables that a query names.
public sealed partial class StructureTests
{
    private const string Feature = "Features/";

    private static readonly string[] Ground = ["Tenancy", "Data", "Jobs", "Localisation", "Web"];

    /// <summary>Stands outside the rule, as does <c>Features/CrossOfficeQueries.cs</c>, which lies in no feature's folder.</summary>
    private const string Context = "Accounton.Data.AccountonContext";

    /// <summary>Pairs that use each other all the same, each with its reason: three at most.</summary>
    private static readonly (string One, string Other, string Reason)[] Exceptions = [];

    private static readonly Lazy<IReadOnlyList<Use>> All = new(
        () => [.. Compiled().Concat(Written()).Where(use => use.From != use.To).Distinct()]);

    [Fact]
    public void GroundFloors_any_useNoFeature() =>
        Assert.DoesNotContain(All.Value, use => Ground.Contains(use.From) && IsFeature(use.To));

    [Fact]
    public void Vendors_compiled_useNoFeature() =>
        Assert.DoesNotContain(
            All.Value, use => use.From == "Vendors" && (IsFeature(use.To) || use.To is "Tenancy" or "Jobs" or "Web" or "Localisation"));

    [Fact]
    public void Features_anyTwo_useEachOtherOneWayOnly()
    {
        var between = All.Value.Where(use => IsFeature(use.From) && IsFeature(use.To)).ToLookup(use => (use.From, use.To));
        var both =
            from uses in between
            let back = between[(uses.Key.To, uses.Key.From)]
            where back.Any() && string.CompareOrdinal(uses.Key.From, uses.Key.To) < 0
            where !Exceptions.Any(pair => (Feature + pair.One, Feature + pair.Other) == uses.Key)
            select $"{uses.Key.From} and {uses.Key.To}: {string.Join("; ", uses.Concat(back))}";

        Assert.Empty(both);
    }

    [Fact]
    public void Exceptions_any_areFewAndNeeded()
    {
        var between = All.Value.ToLookup(use => (use.From, use.To));

        Assert.InRange(Exceptions.Length, 0, 3);
        Assert.All(Exceptions, pair =>
        {
            Assert.NotEqual("", pair.Reason);
            Assert.NotEmpty(between[(Feature + pair.One, Feature + pair.Other)]);
            Assert.NotEmpty(between[(Feature + pair.Other, Feature + pair.One)]);
        });
    }

    /// <summary>What the tests above would find nothing in, if the application were read wrongly.</summary>
    [Fact]
    public void Uses_ofEachKind_areRead()
    {
        var uses = All.Value.Select(use => use.ToString()).ToList();

        // In the body of an async method, in a lambda, in a view, as a partial's path, as a table.
        Assert.Contains(
            uses, use => use.StartsWith("Accounton.Features.Sync.SyncRunner -> Accounton.Features.Connections.", StringComparison.Ordinal));
        Assert.Contains(uses, use => use.StartsWith(
            "Accounton.Features.Imports.ImportMapping -> Accounton.Features.Questionnaires.Template", StringComparison.Ordinal));
        Assert.Contains(
            uses, use => use.StartsWith("Features/Imports/Review/_Both.cshtml -> Accounton.Features.Clients.", StringComparison.Ordinal));
        Assert.Contains("Features/Home/_Connection.cshtml -> Features/Connections/_State.cshtml", uses);
        Assert.Contains("Features/Home/News.cs -> db.SourceClients", uses);
    }

    private static bool IsFeature(string room) => room.StartsWith(Feature, StringComparison.Ordinal);

    private static IEnumerable<Use> Compiled()
    {
        var application = typeof(Program).Assembly;
        var views = application.GetCustomAttributes<RazorCompiledItemAttribute>()
            .ToDictionary(view => view.Type.FullName!, view => view.Identifier.TrimStart('/'), StringComparer.Ordinal);
        return
            from type in new ArchLoader().LoadAssemblies(application).Build().Types
            let view = views.GetValueOrDefault(Outer(type.FullName))
            let room = view is null ? RoomOfType(type.FullName) : RoomOfFile(view)
            where room is not null && type.FullName != Context
            from dependency in type.Dependencies
            let target = RoomOfType(dependency.Target.FullName)
            where target is not null
            select new Use(room, target, view ?? Outer(type.FullName), Outer(dependency.Target.FullName));
    }

    private static IEnumerable<Use> Written()
    {
        var tables = typeof(AccountonContext).GetProperties()
            .Where(p => p.PropertyType is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(DbSet<>))
            .ToDictionary(p => p.Name, p => RoomOfType(p.PropertyType.GetGenericArguments()[0].FullName!), StringComparer.Ordinal);
        foreach (var (path, text) in Source.Files(".cs", ".cshtml").Where(file => file.Path != "Data/AccountonContext.cs"))
        {
            if (RoomOfFile(path) is not { } room)
                continue;

            foreach (Match partial in PathOfView().Matches(text))
            {
                if (RoomOfFile(partial.Groups[1].Value) is { } other)
                    yield return new(room, other, path, partial.Groups[1].Value);
            }

            foreach (Match table in Table().Matches(text))
            {
                if (tables.TryGetValue(table.Groups[1].Value, out var other) && other is not null)
                    yield return new(room, other, path, table.Value);
            }
        }
    }

    /// <summary>The top folder, or a feature's; null for what stands outside: the beginning of the program, development's tools.</summary>
    private static string? RoomOfFile(string path) => path.Split('/') switch
    {
        ["Features", "Shared", ..] => "Features/Shared",
        ["Features", var feature, _, ..] => Feature + feature,
        ["Development", ..] or ["Features", ..] or [_] => null,
        [var folder, ..] => folder,
        _ => null,
    };

    private static string? RoomOfType(string name) =>
        name.StartsWith("Accounton.", StringComparison.Ordinal) ? RoomOfFile(Outer(name)["Accounton.".Length..].Replace('.', '/')) : null;

    /// <summary>Without what the compiler makes inside a type, and without the types a generic one is of.</summary>
    private static string Outer(string name) => name.Split('+', '/', '<', '`')[0];

    private sealed record Use(string From, string To, string User, string Used)
    {
        public override string ToString() => $"{User} -> {Used}";
    }

    [GeneratedRegex("\"~?/?((?:Features|Web|Tenancy|Jobs|Data|Localisation)/[\\w/]+\\.cshtml)\"")]
    private static partial Regex PathOfView();

    [GeneratedRegex(@"\bdb\.(\w+)", RegexOptions.IgnoreCase)]
    private static partial Regex Table();
}
