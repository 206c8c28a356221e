using System.Text.RegularExpressions;
using System.Xml.Linq;
using Accounton.Localisation;

namespace Accounton.Tests.Localisation;

/// <summary>The catalogues against each other and against the code that uses them.</summary>
public sealed partial class CataloguesTests
{
    private static readonly string[] Header = ["<?xml", "<root>", "</root>", "  <resheader "];

    private static readonly Dictionary<string, Dictionary<string, string>> Texts =
        Language.All.ToDictionary(language => language.Code, language => Entries(language.Code).ToDictionary());

    /// <summary>Beginnings of keys that code completes: <c>$"Error.{code}.Title"</c>, <c>"Vendor." + vendor</c>.</summary>
    private static readonly string[] Composed =
        [.. Source.Files(".cs", ".cshtml").SelectMany(file => KeyStart().Matches(file.Text))
            .Select(match => match.Groups[1].Value).Distinct()];

    public static TheoryData<string> Languages => [.. Language.All.Select(language => language.Code)];

    [Theory, MemberData(nameof(Languages))]
    public void Catalogue_any_hasOneTextPerLineSortedByKey(string language)
    {
        var lines = File.ReadAllLines(FileOf(language)).Where(line => !Header.Any(line.StartsWith)).ToArray();

        Assert.All(lines, line => Assert.Matches(EntryLine(), line));
        var keys = lines.Select(line => EntryLine().Match(line).Groups["key"].Value).ToArray();
        Assert.Equal(keys.Order(StringComparer.Ordinal), keys);
        Assert.Equal(keys.Distinct(), keys);
    }

    [Theory, MemberData(nameof(Languages))]
    public void Catalogue_any_hasTheKeysAndPlaceholdersOfTheFirst(string language)
    {
        Assert.Equal(Texts["nl"].Keys.Order(), Texts[language].Keys.Order());
        Assert.All(Texts[language], text =>
        {
            Assert.NotEmpty(text.Value.Trim());
            Assert.Equal(Placeholders(Texts["nl"][text.Key]), Placeholders(text.Value));
        });
    }

    [Fact]
    public void Key_any_isUsed()
    {
        var literals = Source.Files(".cs", ".cshtml").SelectMany(file => KeyLiteral().Matches(file.Text))
            .Select(match => match.Groups[1].Value).ToHashSet();

        var unused = Texts["nl"].Keys.Where(
            key => !Composed.Any(key.StartsWith) && !literals.Contains(key) && !literals.Contains(CountedKey(key)));

        Assert.Empty(unused);
    }

    /// <summary>
    /// <c>T["ClientStatus." + status]</c>: every member of the enumeration that the beginning is named after has its text.
    /// </summary>
    [Fact]
    public void Key_composedOfAnEnumeration_existsForEachMember()
    {
        var missing =
            from start in Composed
            let name = start.TrimEnd('.').Split('.')[^1]
            from type in typeof(Language).Assembly.GetTypes()
            where type.IsEnum && type.Name == name
            from member in Enum.GetNames(type)
            where !Texts["nl"].Keys.Any(key => key == start + member || key.StartsWith($"{start}{member}.", StringComparison.Ordinal))
            select start + member;

        Assert.Empty(missing);
    }

    [Fact]
    public void Key_usedAnywhere_exists()
    {
        var known = Texts["nl"].Keys.Concat(Texts["nl"].Keys.Select(CountedKey)).ToHashSet();

        var missing =
            from file in Source.Files(".cs", ".cshtml")
            from use in Use().Matches(file.Text)
            from literal in KeyLiteral().Matches(use.Value)
            where !known.Contains(literal.Groups[1].Value)
            select $"{file.Path}: {literal.Groups[1].Value}";

        Assert.Empty(missing);
    }

    /// <summary>A value that a text has no place for is a value that nobody reads, such as the link of a mail.</summary>
    [Fact]
    public void Text_thatIsGivenValues_hasAPlaceForEach()
    {
        var wrong =
            from file in Source.Files(".cs", ".cshtml")
            from use in GivenKey().Matches(file.Text)
            let isCounted = use.Groups["count"].Success
            let text = Texts["nl"].GetValueOrDefault(use.Groups["key"].Value + (isCounted ? ".Other" : ""))
            let given = Values(file.Text.AsSpan(use.Index + use.Length))
            where text is not null && (given > 0 || isCounted) && given != Placeholders(text).Length
            select $"{file.Path}: {use.Groups["key"].Value} is given {given}";

        Assert.Empty(wrong);
    }

    /// <summary>How many values follow a key, to the bracket that closes it.</summary>
    private static int Values(ReadOnlySpan<char> rest)
    {
        var values = 0;
        var depth = 0;
        var isQuoted = false;
        for (var i = 0; i < rest.Length; i++)
        {
            if (rest[i] == '"')
                isQuoted = !isQuoted;
            if (isQuoted)
                continue;
            if (rest[i] is '(' or '[' or '{')
                depth++;
            else if (rest[i] is ')' or ']' or '}' && --depth < 0)
                break;
            else if (rest[i] == ',' && depth == 0)
                values++;
        }

        return values;
    }

    private static string CountedKey(string key) => CountSuffix().Replace(key, "");

    private static string[] Placeholders(string text) =>
        [.. Placeholder().Matches(text).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal)];

    private static string FileOf(string language) => Path.Combine(Source.Application, "Localisation", $"Texts.{language}.resx");

    private static IEnumerable<KeyValuePair<string, string>> Entries(string language) =>
        XDocument.Load(FileOf(language)).Root!.Elements("data")
            .Select(entry => KeyValuePair.Create(entry.Attribute("name")!.Value, entry.Element("value")!.Value));

    [GeneratedRegex(
        """^  <data name="(?<key>[A-Z][A-Za-z0-9]*(\.[A-Z0-9][A-Za-z0-9]*)+)" xml:space="preserve"><value>[^<]+</value></data>$""")]
    private static partial Regex EntryLine();

    [GeneratedRegex("""(?:\b[tT](?:exts)?\[|(?<count>\.Count\())"(?<key>[A-Z][A-Za-z0-9]*(?:\.[A-Z0-9][A-Za-z0-9]*)+)"(?=[,\])])""")]
    private static partial Regex GivenKey();

    [GeneratedRegex("""(?<!\$)"([A-Z][A-Za-z0-9]*(?:\.[A-Z0-9][A-Za-z0-9]*)+)["']""")]
    private static partial Regex KeyLiteral();

    [GeneratedRegex(""""\b(T|[tT]exts)(\.Count\(|\.In\([^)]*\)\[|\[)[^\])]*|(Display\(Name|ErrorMessage) = "[^"]*"*"""")]
    private static partial Regex Use();

    [GeneratedRegex("""\$?"((?:[A-Z][A-Za-z]*\.)+)(?:\{|" \+)""")]
    private static partial Regex KeyStart();

    [GeneratedRegex("""\{\d+""")]
    private static partial Regex Placeholder();

    [GeneratedRegex("""\.(One|Other)$""")]
    private static partial Regex CountSuffix();
}
