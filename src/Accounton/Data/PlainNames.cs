using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Accounton.Data;

/// <summary>
/// Names of offices, senders and people stand in the platform's mails to others. So a name is one line of words: what would read
/// there as another paragraph, an address or a link is none.
/// </summary>
public static partial class PlainNames
{
    public static bool IsPlain(string text) => !text.EnumerateRunes().Any(Breaks) && !Address().IsMatch(text);

    /// <summary>As it may stand in a mail, also when it was kept before there was a rule.</summary>
    public static string Clean(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            kept.Append(Breaks(rune) ? " " : rune.ToString());
        return string.Join(' ', Address().Replace(kept.ToString(), " ").Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    private static bool Breaks(Rune rune) => rune.Value is '<' or '>' or '[' or ']' or '@'
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    // A domain alone is none: offices are called "Fiscalist.be".
    [GeneratedRegex(@"\S*://\S*|\bwww\.\S*|\S+\.[a-z]{2,}/\S*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}

/// <summary>A text that is a name which may stand in a mail (<see cref="PlainNames"/>), or empty.</summary>
public sealed class PlainNameAttribute : ValidationAttribute
{
    public override bool IsValid(object? value) => value is null || (value is string text && PlainNames.IsPlain(text.Trim()));
}
