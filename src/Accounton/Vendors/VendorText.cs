using System.Globalization;
using System.Text.RegularExpressions;

namespace Accounton.Vendors;

/// <summary>What reading text is the same for every vendor.</summary>
public static partial class VendorText
{
    /// <summary>Ids longer than this cannot be kept.</summary>
    private const int LongestId = 64;

    /// <summary>Null for empty or blank text; anything else as it came.</summary>
    public static string? OrNull(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    /// <summary>An id that can be kept; null for none.</summary>
    public static string? Id(string? text) =>
        OrNull(text) is { Length: <= LongestId } id && !id.Any(c => char.IsControl(c) || char.IsSurrogate(c)) ? id : null;

    /// <summary>
    /// Null when it says that there is no number, as "BTW-nummer in aanvraag" does; what else has no digit
    /// in it stays as it came.
    /// </summary>
    public static string? NumberOrNull(string? text) => OrNull(text) is { } given && !IsNoNumber(given) ? given : null;

    /// <summary>Whether a text that should be an enterprise number has no digit of any script and only words that stand for none.</summary>
    public static bool IsNoNumber(string text) =>
        !text.Where((_, at) => CharUnicodeInfo.GetDecimalDigitValue(text, at) >= 0).Any() && WordsForNone().IsMatch(text);

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

    /// <summary>Dutch, French, English and German ones, with whatever stands between words.</summary>
    [GeneratedRegex(
        @"^(?:[^\p{L}]*(?:btw|b\.t\.w|tva|t\.v\.a|vat|mwst|be|ust|nr|no|nummer|number|num[eé]ro|(?:ondernemings|btw)nummer|d['’]?|de"
        + @"|entreprise|enterprise|in|en|aanvraag|aangevraagd|aan|te|vragen|cours|attribution|demande|demand[eé]e?|attente|wacht|pending"
        + @"|requested|applied|for|beantragt|nvt|n\.?v\.?t|n/?a|nihil|geen|zonder|aucun|sans|n[eé]ant|none|nil|keine?|niet|non|not|pas|nog"
        + @"|encore|yet|gekend|bekend|connu|known|onbekend|inconnue?|unknown|unbekannt|volgt|later|suit|follows"
        + @"|(?:btw-?)?(?:belasting)?plichtig|assujettie?|vrijgesteld|exon[eé]r[eé]e?|exempt|particulier|priv[eé]|private?))*[^\p{L}]*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex WordsForNone();
}
