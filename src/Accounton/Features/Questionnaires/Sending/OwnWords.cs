using System.Text.RegularExpressions;
using Accounton.Data;

namespace Accounton.Features.Questionnaires.Sending;

/// <summary>What is wrong with an office's own words.</summary>
public enum OwnWordsFault
{
    /// <summary>An address, a link, or a mark that would read as one.</summary>
    NotPlain = 1,

    /// <summary>Something between braces that nothing comes in the place of.</summary>
    UnknownMark = 2,
}

/// <summary>
/// An office's own words in its mails to clients: lines of plain text, held to what names in mails are
/// (<see cref="PlainNames"/>), since the platform sends them in its own name. Two marks are filled in.
/// </summary>
public static partial class OwnWords
{
    public const string ClientMark = "{1}";
    public const string QuestionnaireMark = "{2}";

    /// <summary>Null when there is nothing wrong.</summary>
    public static OwnWordsFault? Check(string? words)
    {
        if (words is null)
            return null;

        var rest = words.Replace(ClientMark, "", StringComparison.Ordinal).Replace(QuestionnaireMark, "", StringComparison.Ordinal);
        return rest.Contains('{', StringComparison.Ordinal) || rest.Contains('}', StringComparison.Ordinal) ? OwnWordsFault.UnknownMark
            : rest.ReplaceLineEndings("\n").Split('\n').All(line => PlainNames.IsPlain(line)) ? null
            : OwnWordsFault.NotPlain;
    }

    /// <summary>As kept: one kind of line end, no blank lines around it or twice; null for nothing.</summary>
    public static string? Kept(string? words) =>
        BlankLines().Replace((words ?? "").ReplaceLineEndings("\n").Trim(), "\n\n") is { Length: > 0 } kept ? kept : null;

    /// <summary>With what comes in the place of the marks. What was kept before there was a rule is cleaned, line by line.</summary>
    public static string Fill(string words, string client, string questionnaire) =>
        string.Join('\n', words.ReplaceLineEndings("\n").Split('\n').Select(PlainNames.Clean))
            .Replace(ClientMark, client, StringComparison.Ordinal).Replace(QuestionnaireMark, questionnaire, StringComparison.Ordinal);

    [GeneratedRegex(@"\n(?:[ \t]*\n)+")]
    private static partial Regex BlankLines();
}
