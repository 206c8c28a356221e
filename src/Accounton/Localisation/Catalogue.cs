using System.Collections;
using System.Collections.Frozen;
using System.Globalization;
using System.Resources;

namespace Accounton.Localisation;

/// <summary>All texts of one language. A language never falls back on another: what is missing must be seen.</summary>
internal static class Catalogue
{
    private static readonly ResourceManager Resources = new("Accounton.Localisation.Texts", typeof(Catalogue).Assembly);

    private static readonly FrozenDictionary<Language, FrozenDictionary<string, string>> Languages =
        Language.All.ToFrozenDictionary(language => language, Read);

    public static string? Find(Language language, string key) => Languages[language].GetValueOrDefault(key);

    private static FrozenDictionary<string, string> Read(Language language)
    {
        var set = Resources.GetResourceSet(CultureInfo.GetCultureInfo(language.Code), createIfNotExists: true, tryParents: false)
            ?? throw new MissingManifestResourceException($"No texts for '{language.Code}'.");
        return set.Cast<DictionaryEntry>().ToFrozenDictionary(
            entry => (string)entry.Key, entry => (string)entry.Value!, StringComparer.Ordinal);
    }
}
