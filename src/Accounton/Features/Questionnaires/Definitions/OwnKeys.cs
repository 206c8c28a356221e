using System.Text.RegularExpressions;

namespace Accounton.Features.Questionnaires.Definitions;

/// <summary>
/// Keys of what offices add. No file may use one, so that a release never takes a key that some office has given away already.
/// </summary>
public static partial class OwnKeys
{
    private const string Question = "Own";
    private const string Group = "OwnQuestions";

    /// <summary>The same in every version and year.</summary>
    public static string NewQuestion() => $"{Question}{Guid.NewGuid():N}";

    public static string NewOption() => $"o{Guid.NewGuid():N}";

    public static bool IsQuestion(string key) => QuestionKey().IsMatch(key);

    public static bool IsOption(string key) => OptionKey().IsMatch(key);

    /// <summary>Of the group at the end of a section.</summary>
    public static string OfGroup(int section) => $"{Group}{section}";

    public static bool IsReserved(string key) => IsQuestion(key) || key.StartsWith(Group, StringComparison.Ordinal);

    [GeneratedRegex("^Own[0-9a-f]{32}$")]
    private static partial Regex QuestionKey();

    [GeneratedRegex("^o[0-9a-f]{32}$")]
    private static partial Regex OptionKey();
}
