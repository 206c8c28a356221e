using System.Globalization;
using System.Text;

namespace Accounton.Features.Clients;

/// <summary>Text as it is kept, and folded text to sort and search by, the same in every language and database.</summary>
public static class NormalText
{
    /// <summary>Trimmed, with single blanks, without control characters, cut to a length (never through a surrogate pair); null when nothing is left.</summary>
    public static string? Of(string? text, int length)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;

        var kept = new StringBuilder(Math.Min(text.Length, length));
        foreach (var rune in text.EnumerateRunes())
        {
            // Half a surrogate pair is read as U+FFFD: not every database can store the half itself.
            if (!Rune.IsWhiteSpace(rune) && !Rune.IsControl(rune))
                kept.Append(rune.ToString());
            else if (kept.Length > 0 && kept[^1] != ' ')
                kept.Append(' ');
        }

        return Cut(kept.ToString().TrimEnd(), length) is { Length: > 0 } normal ? normal : null;
    }

    /// <summary>Lower case, without accents, letters and digits only with single blanks between words.</summary>
    public static string Fold(string? text, int length)
    {
        if (string.IsNullOrEmpty(text))
            return "";

        var folded = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormKD).Where(c => !char.IsSurrogate(c)))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark || c is '\'' or '’' or '.')
                continue;

            if (char.IsLetterOrDigit(c))
                folded.Append(c == 'ß' ? "ss" : char.ToLowerInvariant(c).ToString());
            else if (folded.Length > 0 && folded[^1] != ' ')
                folded.Append(' ');
        }

        return Cut(folded.ToString().TrimEnd(), length);
    }

    private static string Cut(string text, int length)
    {
        if (text.Length <= length)
            return text;

        return text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)].TrimEnd();
    }
}
