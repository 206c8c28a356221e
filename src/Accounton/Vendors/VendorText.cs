using System.Globalization;

namespace Accounton.Vendors;

/// <summary>What reading text is the same for every vendor.</summary>
public static class VendorText
{
    /// <summary>Ids longer than this cannot be kept.</summary>
    private const int LongestId = 64;

    /// <summary>Null for empty or blank text; anything else as it came.</summary>
    public static string? OrNull(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    /// <summary>An id that can be kept; null for none.</summary>
    public static string? Id(string? text) => OrNull(text) is { Length: <= LongestId } id && !id.Any(c => char.IsControl(c) || char.IsSurrogate(c)) ? id : null;

    /// <summary>Null when there is no digit of any script in it, as in "BTW-nummer in aanvraag".</summary>
    public static string? NumberOrNull(string? text) =>
        text is not null && text.Where((_, at) => CharUnicodeInfo.GetDecimalDigitValue(text, at) >= 0).Any() ? text : null;

    /// <summary>Letters only, in lower case: "Sole proprietor" and "SoleProprietor" are the same word.</summary>
    public static string Word(string? text) => string.Concat((text ?? "").Where(char.IsLetter).Select(char.ToLowerInvariant));

    /// <summary>ISO 639-1 where the language can be told from a code, a culture or a name; else as it came.</summary>
    public static string? Language(string? text) => OrNull(text)?.Trim().Split('-', '_')[0].ToLowerInvariant() switch
    {
        null => null,
        "nederlands" or "dutch" or "néerlandais" or "neerlandais" or "nld" or "dut" => "nl",
        "frans" or "french" or "français" or "francais" or "fra" or "fre" => "fr",
        "engels" or "english" or "anglais" or "eng" => "en",
        "duits" or "german" or "deutsch" or "allemand" or "deu" or "ger" => "de",
        { Length: 2 } code when code.All(char.IsAsciiLetter) => code,
        _ => text,
    };
}
