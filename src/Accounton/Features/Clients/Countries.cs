using System.Collections.Frozen;
using System.Globalization;
using Accounton.Data;

namespace Accounton.Features.Clients;

/// <summary>Countries by their ISO 3166 codes, and by their names in the languages around here.</summary>
public static class Countries
{
    private static readonly string[] NameLanguages = ["nl", "fr", "en", "de"];

    private static readonly IReadOnlyList<RegionInfo> All =
    [
        .. CultureInfo.GetCultures(CultureTypes.SpecificCultures)
            .Select(culture => new RegionInfo(culture.Name))
            .Where(region => region.TwoLetterISORegionName.Length == 2 && char.IsAsciiLetter(region.TwoLetterISORegionName[0]))
            .DistinctBy(region => region.TwoLetterISORegionName),
    ];

    private static readonly FrozenDictionary<string, string> Codes = Names();

    /// <summary>The code of a country written as a code or a name; null when it is none.</summary>
    public static string? CodeOf(string text) => Codes.GetValueOrDefault(NormalText.Fold(text, 60));

    /// <summary>A country's name in a language; what is no code is given back as it is.</summary>
    public static string NameOf(string code, CultureInfo language) =>
        All.Any(region => region.TwoLetterISORegionName == code) ? NameOf(language.TwoLetterISOLanguageName, code) : code;

    private static FrozenDictionary<string, string> Names()
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["b"] = "BE", ["nl"] = "NL", ["holland"] = "NL", ["f"] = "FR", ["d"] = "DE", ["l"] = "LU", ["uk"] = "GB",
        };
        foreach (var region in All)
        {
            names.TryAdd(NormalText.Fold(region.TwoLetterISORegionName, 60), region.TwoLetterISORegionName);
            names.TryAdd(NormalText.Fold(region.ThreeLetterISORegionName, 60), region.TwoLetterISORegionName);
        }

        foreach (var language in NameLanguages)
        {
            foreach (var region in All)
                names.TryAdd(NormalText.Fold(NameOf(language, region.TwoLetterISORegionName), 60), region.TwoLetterISORegionName);
        }

        return names.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>
    /// A region's own name is that in the language of its culture, such as nl-FR; its display name stays
    /// what it was when first asked for.
    /// </summary>
    private static string NameOf(string language, string code) => new RegionInfo($"{language}-{code}").NativeName;
}
