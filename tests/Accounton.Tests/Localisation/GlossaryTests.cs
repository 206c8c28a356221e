using System.Text.RegularExpressions;
using System.Xml.Linq;
using Accounton.Localisation;

namespace Accounton.Tests.Localisation;

/// <summary>Every text in the catalogues and the help against docs/glossary.md, and against how each language is written.</summary>
public sealed partial class GlossaryTests
{
    private static readonly string Glossary = File.ReadAllText(Path.Combine(Source.Root, "docs", "glossary.md"));

    private static readonly Dictionary<string, Dictionary<string, string>> Catalogues = Language.All.ToDictionary(
        language => language.Code,
        language => XDocument.Load(Path.Combine(Source.Application, "Localisation", $"Texts.{language.Code}.resx")).Root!.Elements("data")
            .ToDictionary(entry => entry.Attribute("name")!.Value, entry => entry.Element("value")!.Value));

    /// <summary>Words that are not used, by language.</summary>
    private static readonly ILookup<string, string> Forbidden =
    (
        from row in Rows("Terms")
        from part in row[^1].Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        let colon = part.IndexOf(':', StringComparison.Ordinal)
        from word in part[(colon + 1)..].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        select (Language: part[..colon], Word: word)
    ).ToLookup(one => one.Language, one => one.Word);

    private static readonly Dictionary<string, string[]> Verbs = Section("Verbs on buttons")
        .Split('\n').Where(line => line.StartsWith("- ", StringComparison.Ordinal))
        .ToDictionary(line => line[2..4], line => line[5..].Split(',', StringSplitOptions.TrimEntries));

    private static readonly HashSet<(string Where, string What)> Exceptions =
    [
        .. Rows("Exceptions").Select(row => (row[0].Trim('`'), row[1])),
    ];

    public static TheoryData<string> Languages => [.. Language.All.Select(language => language.Code)];

    [Fact]
    public void Exception_any_hasAReason() => Assert.All(Rows("Exceptions"), row => Assert.NotEmpty(row[2]));

    [Fact]
    public void Term_any_isNotForbiddenItself()
    {
        var rows = Rows("Terms").ToArray();
        Assert.True(rows.Length > 40);
        foreach (var (language, column) in Language.All.Select((language, at) => (language.Code, at)))
            Assert.All(rows, row =>
                Assert.DoesNotContain(row[column].Split(',', StringSplitOptions.TrimEntries), word => Forbidden[language].Contains(word)));
    }

    [Theory, MemberData(nameof(Languages))]
    public void Text_any_usesTheWordsOfTheGlossary(string language) =>
        Assert.Empty(
            Texts(language).Where(text => !Exceptions.Contains((text.Where, "word")))
                .SelectMany(text => Synonyms(language, text.Text).Select(word => $"{text.Where}: {word}")));

    [Theory, MemberData(nameof(Languages))]
    public void Text_any_hasOneApostropheAndTheLanguagesQuotes(string language) =>
        Assert.Empty(Texts(language).Where(text => HasOtherMarks(language, text.Text)).Select(text => text.Where));

    [Fact]
    public void French_any_hasNarrowSpacesThatDoNotBreak() =>
        Assert.Empty(Texts("fr").SelectMany(text => WrongSpaces(text.Text).Select(part => $"{text.Where}: {part}")));

    [Theory, MemberData(nameof(Languages))]
    public void Number_beforeWhatItCounts_hasItsPluralForms(string language)
    {
        var catalogue = Catalogues[language];
        var counted = catalogue.Keys.Where(key => key.EndsWith(".One", StringComparison.Ordinal)).Select(key => key[..^4])
            .Select(key => (One: Noun(key + ".One"), Many: Noun(key + ".Other"))).Where(noun => noun.One != noun.Many)
            .SelectMany(noun => new[] { noun.One, noun.Many }).Where(noun => noun.Length > 0).ToHashSet(StringComparer.OrdinalIgnoreCase);

        Assert.All(
            catalogue.Keys.Where(key => key.EndsWith(".One", StringComparison.Ordinal)),
            key => Assert.Contains(key[..^4] + ".Other", catalogue.Keys));
        Assert.Empty(catalogue
            .Where(text => !IsCounted(text.Key) && !Exceptions.Contains((text.Key, "number")) && CountsWithoutForms(text.Value, counted))
            .Select(text => $"{text.Key}: {text.Value}"));

        string Noun(string key) => AfterNumber().Match(catalogue[key]).Groups["noun"].Value;
    }

    [Theory, MemberData(nameof(Languages))]
    public void Button_any_saysWhatItDoes(string language)
    {
        var buttons = Source.Files(".cshtml").SelectMany(file => Button().Matches(file.Text)).Select(match => match.Groups["key"].Value)
            .Where(Catalogues[language].ContainsKey).Distinct().ToArray();

        Assert.True(buttons.Length > 60);
        Assert.Empty(buttons.Where(key => !Exceptions.Contains((key, "button")) && !HasVerb(language, Catalogues[language][key]))
            .Select(key => $"{key}: {Catalogues[language][key]}"));
    }

    /// <summary>Beside <em>Annuler</em> stands no <em>Annuler l’importation</em>.</summary>
    [Theory, MemberData(nameof(Languages))]
    public void Dialog_any_hasTwoButtonsThatDiffer(string language)
    {
        var acts = Source.Files(".cshtml").SelectMany(file => Dialog().Matches(file.Text))
            .Select(match => match.Groups["key"].Value).Distinct().ToArray();
        var cancel = Catalogues[language]["Confirm.Cancel"];

        Assert.NotEmpty(acts);
        Assert.DoesNotContain(acts, key => Catalogues[language][key].Contains(cancel, StringComparison.OrdinalIgnoreCase));
    }

    [Theory, MemberData(nameof(Languages))]
    public void Bold_inTheHelp_isALabelOfTheProduct(string language)
    {
        var labels = Catalogues[language].Values.Distinct().Select(Label).ToArray();

        var bold = Articles(language).SelectMany(article =>
            Bold().Matches(article.Text).Select(match => (article.Where, Words: match.Groups["words"].Value))).ToArray();

        Assert.NotEmpty(bold);
        Assert.DoesNotContain(bold, one => !Exceptions.Contains((one.Words, "bold")) && !labels.Any(label => label.IsMatch(one.Words)));
    }

    [Theory]
    [InlineData("nl", "Koppel uw back-office.")]
    [InlineData("nl", "Alleen een Admin kan dat.")]
    [InlineData("fr", "Liez votre logiciel.")]
    [InlineData("en", "Somebody changed this.")]
    public void Rule_ofWords_seesASynonym(string language, string text) => Assert.NotEmpty(Synonyms(language, text));

    [Theory]
    [InlineData("fr", "l'aide")]
    [InlineData("nl", "„Wachtwoord vergeten?”")]
    [InlineData("en", "Nothing found for \"x\"")]
    [InlineData("fr", "“aide”")]
    public void Rule_ofMarks_seesAnother(string language, string text) => Assert.True(HasOtherMarks(language, text));

    [Theory]
    [InlineData("Adresse : rue")]
    [InlineData("Oublié ?")]
    [InlineData("Oublié?")]
    [InlineData("« aide »")]
    [InlineData("75 %")]
    [InlineData("100 000 lignes")]
    public void Rule_ofFrenchSpaces_seesAPlainOne(string text) => Assert.NotEmpty(WrongSpaces(text));

    [Theory]
    [InlineData("https://server.be:2100, à 14:05, 2/3")]
    [InlineData("Oublié\u202f? «\u202faide\u202f»\u202f: 100\u202f000")]
    public void Rule_ofFrenchSpaces_leavesWhatIsRight(string text) => Assert.Empty(WrongSpaces(text));

    [Fact]
    public void Rule_ofPlurals_seesANumberBeforeANoun()
    {
        Assert.True(CountsWithoutForms("Er zijn {0} klanten verwerkt.", ["klanten"]));
        Assert.False(CountsWithoutForms("Klanten: {0} van {1}", ["klanten"]));
    }

    [Theory]
    [InlineData("nl", "Naar de klanten")]
    [InlineData("fr", "Vers les clients")]
    [InlineData("en", "To the clients")]
    public void Rule_ofButtons_seesOneWithoutAVerb(string language, string text) => Assert.False(HasVerb(language, text));

    [Fact]
    public void Rule_ofBold_seesWhatNoScreenSays() => Assert.DoesNotMatch(Label("{0} tonen"), "Nummer aanwijzen");

    private static IEnumerable<(string Where, string Text)> Texts(string language) =>
        Catalogues[language].Select(text => (text.Key, text.Value)).Concat(Articles(language));

    /// <summary>Title, summary and text of each article; what people may search for is theirs to word.</summary>
    private static IEnumerable<(string Where, string Text)> Articles(string language) =>
        from file in Directory.EnumerateFiles(Path.Combine(Source.Application, "Features", "Help", "Articles", language), "*.md")
        from line in File.ReadLines(file)
        where !line.StartsWith("keywords:", StringComparison.Ordinal) && !line.StartsWith("---", StringComparison.Ordinal)
        let text = Code().Replace(FrontMatter().Replace(line, ""), "")
        select ($"{language}/{Path.GetFileNameWithoutExtension(file)}", LinkTarget().Replace(text, ""));

    private static IEnumerable<string> Synonyms(string language, string text) => Forbidden[language].Where(word =>
        Regex.IsMatch(
            text, $@"(?<![\p{{L}}-]){Regex.Escape(word)}(?![\p{{L}}-])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant));

    private static bool HasOtherMarks(string language, string text) =>
        text.Contains('\'') || text.Contains('"') || text.Contains('„') || (language == "fr" && text.Contains('“'));

    private static IEnumerable<string> WrongSpaces(string text) => WrongSpace().Matches(text).Select(match => match.Value);

    private static bool IsCounted(string key) =>
        key.EndsWith(".One", StringComparison.Ordinal) || key.EndsWith(".Other", StringComparison.Ordinal);

    private static bool CountsWithoutForms(string text, HashSet<string> nouns) =>
        AfterNumber().Matches(text).Any(match => nouns.Contains(match.Groups["noun"].Value));

    private static bool HasVerb(string language, string text) => language == "nl"
        ? text.Split(' ', '(', '…').Any(word => Verbs[language].Contains(word, StringComparer.OrdinalIgnoreCase))
        : Verbs[language].Any(verb =>
            text.StartsWith(verb, StringComparison.OrdinalIgnoreCase) && (text.Length == verb.Length || !char.IsLetter(text[verb.Length])));

    /// <summary>A text as it stands on a screen, with anything in the place of its values.</summary>
    private static Regex Label(string text) => new($"^{Regex.Replace(Regex.Escape(text), @"\\\{\d[^}]*}", ".+")}$");

    private static string Section(string heading)
    {
        var start = Glossary.IndexOf($"## {heading}\n", StringComparison.Ordinal);
        var end = Glossary.IndexOf("\n## ", start + 1, StringComparison.Ordinal);
        return end < 0 ? Glossary[start..] : Glossary[start..end];
    }

    private static IEnumerable<string[]> Rows(string heading) =>
        from line in Section(heading).Split('\n')
        where line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| ---", StringComparison.Ordinal)
        let cells = line.Trim().Trim('|').Split('|', StringSplitOptions.TrimEntries)
        where cells[0] is not ("nl" or "where")
        select cells;

    [GeneratedRegex(@"[^\u202f\s?!] ?[?!;»](?=[\s»]|$)|[^\u202f] [:%](?=\s|$)|[^\u202f\d\s}]:(?=\s|$)|«(?!\u202f)|\d \d{3}\b|\} %")]
    private static partial Regex WrongSpace();

    [GeneratedRegex(@"\{\d[^}]*\} (?<noun>\p{L}+)")]
    private static partial Regex AfterNumber();

    [GeneratedRegex("""<(?:button|a) [^>]*?class="btn\b[^>]*>(?:<icon [^>]*/>)?"""
        + """@T\["(?<key>[A-Za-z.0-9]+)"|<button\b[^>]*>(?:<icon [^>]*/>)?"""
        + """@T\["(?<key>[A-Za-z.0-9]+)"|\b(?:submit|confirm text|text)="@T\["(?<key>[A-Za-z.0-9]+)"\]"|"""
        + """<confirm [^>]*?text="@T\["(?<key>[A-Za-z.0-9]+)""")]
    private static partial Regex Button();

    [GeneratedRegex("""<confirm [^>]*?text="@T\["(?<key>[A-Za-z.0-9]+)""")]
    private static partial Regex Dialog();

    [GeneratedRegex(@"\*\*(?<words>[^*]+)\*\*")]
    private static partial Regex Bold();

    [GeneratedRegex("`[^`]*`")]
    private static partial Regex Code();

    [GeneratedRegex(@"\]\([^)]*\)(\{[^}]*\})?|\{#[^}]*\}")]
    private static partial Regex LinkTarget();

    [GeneratedRegex("^(title|summary|topic|version): ?")]
    private static partial Regex FrontMatter();
}
