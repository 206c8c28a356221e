using System.Globalization;
using System.Text;

namespace Accounton.Data;

/// <summary>
/// The one form of text wherever text comes in (forms, addresses, workbooks, vendors), and folded text to match, sort and search by:
/// the same in every language and database.
/// </summary>
public static class NormalText
{
    /// <summary>
    /// Of what clients are sorted, searched and recognised by: raise it when this class, <c>ClientColumns.SetKeys</c> or
    /// <c>SearchWords</c> give something else than before, and the stored keys of every office are made anew.
    /// </summary>
    public const int KeysVersion = 2;

    /// <summary>Letters that are no accent on another letter, as another keyboard writes them.</summary>
    private static readonly Dictionary<int, string> OtherLetters = new()
    {
        ['ß'] = "ss", ['ẞ'] = "ss", ['æ'] = "ae", ['Æ'] = "ae", ['œ'] = "oe",
        ['Œ'] = "oe", ['ø'] = "o", ['Ø'] = "o", ['ł'] = "l", ['Ł'] = "l",
        ['đ'] = "d", ['Đ'] = "d", ['ð'] = "d", ['Ð'] = "d", ['þ'] = "th", ['Þ'] = "th", ['ħ'] = "h", ['Ħ'] = "h", ['ŧ'] = "t", ['Ŧ'] = "t",
        ['ŋ'] = "n", ['Ŋ'] = "n", ['ı'] = "i", ['ς'] = "σ",
    };

    /// <summary>
    /// Composed, trimmed, with single blanks, without control and invisible characters, cut to a length (never through a
    /// surrogate pair); null when nothing is left.
    /// </summary>
    public static string? From(string? text, int length)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;

        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsInvisible(rune))
                continue;
            if (!Rune.IsWhiteSpace(rune) && !Rune.IsControl(rune))
                kept.Append(rune.ToString());
            else if (kept.Length > 0 && kept[^1] != ' ')
                kept.Append(' ');
        }

        return Cut(kept.ToString().TrimEnd().Normalize(), length) is { Length: > 0 } normal ? normal : null;
    }

    /// <summary>
    /// What was typed, composed and without invisible characters, with the blanks and lines it was typed with. Half a surrogate
    /// pair becomes U+FFFD and a control character nothing: not every database can store them.
    /// </summary>
    public static string Typed(string text)
    {
        if (text.All(c => c is >= ' ' and <= '~' or '\r' or '\n' or '\t'))
            return text;

        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!IsInvisible(rune) && (!Rune.IsControl(rune) || rune.Value is '\r' or '\n' or '\t'))
                kept.Append(rune.ToString());
        }

        return kept.ToString().Normalize();
    }

    /// <summary>The text with decimal digits of any script as 0 to 9.</summary>
    public static string Digits(string text) => text.All(char.IsAscii)
        ? text
        : string.Concat(text.EnumerateRunes()
            .Select(rune => DigitOf(rune) is { } digit ? digit.ToString(CultureInfo.InvariantCulture) : rune.ToString()));

    /// <summary>
    /// Lower case, without accents and apostrophes, letters and digits only with single blanks between words; letters that
    /// another keyboard lacks as it writes them (<c>ß</c> is <c>ss</c>, <c>ø</c> is <c>o</c>).
    /// </summary>
    public static string Fold(string? text, int length)
    {
        if (string.IsNullOrEmpty(text))
            return "";

        var folded = new StringBuilder(text.Length);
        foreach (var rune in Letters(text))
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark)
                continue;

            if (OtherLetters.TryGetValue(rune.Value, out var other))
                folded.Append(other);
            else if (DigitOf(rune) is { } digit)
                folded.Append(digit);
            else if (Rune.IsLetterOrDigit(rune))
                folded.Append(Rune.ToLowerInvariant(rune).ToString());
            else if (folded.Length > 0 && folded[^1] != ' ')
                folded.Append(' ');
        }

        return Cut(folded.ToString().TrimEnd(), length);
    }

    /// <summary>Cut to a length, never through a surrogate pair.</summary>
    public static string Cut(string text, int length)
    {
        if (text.Length <= length)
            return text;

        return text[..(length > 0 && char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)].TrimEnd();
    }

    private static StringRuneEnumerator Letters(string text)
    {
        var seen = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            // Before taking letters apart: an acute accent of its own would come apart as a blank with an accent.
            if (!IsInvisible(rune) && !IsApostrophe(rune) && rune.Value is not ('.' or '·'))
                seen.Append(rune.ToString());
        }

        return seen.ToString().Normalize(NormalizationForm.FormKD).Replace("·", "", StringComparison.Ordinal).EnumerateRunes();
    }

    private static int? DigitOf(Rune rune) =>
        Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber && Rune.GetNumericValue(rune) is var value and >= 0 and <= 9
            ? (int)value
            : null;

    private static bool IsApostrophe(Rune rune) =>
        rune.Value is '\'' or '`' or '\u00B4' or '\u2018' or '\u2019' or '\u201B'
            or '\u02B9' or '\u02BB' or '\u02BC' or '\u02BD' or '\u02C8' or '\u02CA' or '\u02CB'
            or '\u2032' or '\u055A' or '\uFF07' or '\uA78C';

    /// <summary>
    /// Format characters, and what else shows nothing: variation selectors, fillers, and code points that are no characters.
    /// </summary>
    private static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format
        || rune.Value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5
            or (>= 0x180B and <= 0x180F) or 0x3164 or (>= 0xFE00 and <= 0xFE0F) or 0xFFA0
            or (>= 0xFDD0 and <= 0xFDEF) or (>= 0xE0000 and <= 0xE0FFF)
        || (rune.Value & 0xFFFE) == 0xFFFE;
}
