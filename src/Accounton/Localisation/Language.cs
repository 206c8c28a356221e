using System.Globalization;

namespace Accounton.Localisation;

/// <summary>A language the product speaks: its code, its own name, and the culture its dates and numbers are written in.</summary>
public sealed record Language
{
    public static readonly Language Dutch = new("nl", "Nederlands", "nl-BE");
    public static readonly Language French = new("fr", "Français", "fr-BE");
    public static readonly Language English = new("en", "English", "en-BE");

    public static readonly IReadOnlyList<Language> All = [Dutch, French, English];

    private Language(string code, string name, string culture)
    {
        Code = code;
        Name = name;
        Culture = CultureInfo.GetCultureInfo(culture);
    }

    /// <summary>ISO 639-1, in lower case: what is stored, and what an html lang attribute says.</summary>
    public string Code { get; }

    public string Name { get; }

    public CultureInfo Culture { get; }

    /// <summary>The language of the code running now; Dutch when it is none of ours.</summary>
    public static Language Current => From(CultureInfo.CurrentUICulture) ?? Dutch;

    public static Language? From(CultureInfo culture) => Find(culture.TwoLetterISOLanguageName);

    /// <summary>The language of a code such as <c>nl</c> or <c>fr-BE</c>; null when it is none of ours.</summary>
    public static Language? Find(string? code) =>
        code is null ? null : All.FirstOrDefault(language =>
            code.Equals(language.Code, StringComparison.OrdinalIgnoreCase)
            || code.StartsWith(language.Code + "-", StringComparison.OrdinalIgnoreCase));

    public override string ToString() => Code;
}
