using System.Collections.Frozen;
using System.Globalization;

namespace Accounton.Features.Clients;

/// <summary>Countries by their ISO 3166 codes, and by their names in the languages around here.</summary>
public static class Countries
{
    private static readonly string[] NameLanguages = ["nl", "fr", "en", "de"];

    private static readonly IReadOnlyList<RegionInfo> All =
    [
        .. CultureInfo.GetCultures(CultureTypes.SpecificCultures)
            .Select(culture => new RegionInfo(culture.Name)).Where(region => region.TwoLetterISORegionName.Length == 2 && char.IsAsciiLetter(region.TwoLetterISORegionName[0]))
            .DistinctBy(region => region.TwoLetterISORegionName),
    ];

    private static readonly FrozenDictionary<string, string> Codes = Names();

    /// <summary>The code of a country written as a code or a name; null when it is none.</summary>
    public static string? CodeOf(string text) => Codes.GetValueOrDefault(NormalText.Fold(text, 60));

    /// <summary>A country's name in a language; what is no code is given back as it is.</summary>
    public static string NameOf(string code, CultureInfo language) =>
        All.FirstOrDefault(region => region.TwoLetterISORegionName == code) is { } region ? In(language, () => region.DisplayName) : code;

    private static FrozenDictionary<string, string> Names()
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal) { ["b"] = "BE", ["nl"] = "NL", ["holland"] = "NL", ["f"] = "FR", ["d"] = "DE", ["l"] = "LU", ["uk"] = "GB" };
        foreach (var region in All)
        {
            names.TryAdd(NormalText.Fold(region.TwoLetterISORegionName, 60), region.TwoLetterISORegionName);
            names.TryAdd(NormalText.Fold(region.ThreeLetterISORegionName, 60), region.TwoLetterISORegionName);
        }

        foreach (var language in NameLanguages)
        {
            In(CultureInfo.GetCultureInfo(language), () =>
            {
                foreach (var region in All)
                    names.TryAdd(NormalText.Fold(region.DisplayName, 60), region.TwoLetterISORegionName);
                return 0;
            });
        }

        return names.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>A region tells its name in the language of the code that asks, and no other way.</summary>
    private static T In<T>(CultureInfo language, Func<T> act)
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = language;
            return act();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
