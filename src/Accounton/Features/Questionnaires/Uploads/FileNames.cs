using System.Globalization;
using System.Text;

namespace Accounton.Features.Questionnaires.Uploads;

/// <summary>
/// What a file is called here, whatever the sender's system called it: one line, no path, nothing that a system would not take.
/// </summary>
public static class FileNames
{
    private const int MostExtension = 12;
    private const string Unsafe = "<>:\"/\\|?*";

    /// <summary>The last part of a name that a browser gave; <em>file</em> when it says nothing.</summary>
    public static string Of(string given, int most = Upload.NameLength)
    {
        var last = given[(given.LastIndexOfAny(['/', '\\']) + 1)..];
        var name = new StringBuilder(last.Length);
        foreach (var rune in last.EnumerateRunes())
        {
            // Not a lone half of a character, nor what turns the direction of writing and so hides an extension.
            if (rune == Rune.ReplacementChar || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control
                or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned)
                continue;
            name.Append(Unsafe.Contains(rune.ToString(), StringComparison.Ordinal) ? "-" : rune.ToString());
        }

        var text = name.ToString().Trim(' ', '.').Normalize();
        return text.Length == 0 ? "file" : Shorten(text, most);
    }

    /// <summary>Shortened before the extension.</summary>
    private static string Shorten(string name, int most)
    {
        if (name.Length <= most)
            return name;

        var extension = Path.GetExtension(name) is { Length: <= MostExtension } known ? known : "";
        var stem = name[..(most - extension.Length)];
        return (char.IsHighSurrogate(stem[^1]) ? stem[..^1] : stem).TrimEnd() + extension;
    }

    /// <summary>A name that none of these has yet; it is added to them.</summary>
    public static string Unique(string name, ISet<string> taken)
    {
        var stem = Path.GetFileNameWithoutExtension(name);
        var extension = Path.GetExtension(name);
        for (var number = 2; !taken.Add(name); number++)
            name = string.Create(CultureInfo.InvariantCulture, $"{stem} ({number}){extension}");
        return name;
    }
}
