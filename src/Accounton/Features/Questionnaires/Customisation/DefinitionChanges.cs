using Accounton.Features.Questionnaires.Definitions;

namespace Accounton.Features.Questionnaires.Customisation;

/// <summary>A question that two versions of a questionnaire ask in other words, or in another way.</summary>
public sealed record RewordedQuestion(Question Before, Question After);

/// <summary>What a client who gets one version of a questionnaire sees other than one who got another.</summary>
/// <param name="Added">With the section that each stands in.</param>
/// <param name="Removed">With the section that each stood in.</param>
/// <param name="Reworded">Its text, hint, kind or options differ, or whether it may stay empty.</param>
/// <param name="IntroChanged">The introduction differs.</param>
/// <param name="IsOrderOnly">None of these, and still not the same: the order, or when a question is asked.</param>
public sealed record DefinitionChanges(
    IReadOnlyList<(Section Section, Question Question)> Added, IReadOnlyList<(Section Section, Question Question)> Removed,
    IReadOnlyList<RewordedQuestion> Reworded, bool IntroChanged, bool IsOrderOnly)
{
    public bool IsNothing => Added.Count == 0 && Removed.Count == 0 && Reworded.Count == 0 && !IntroChanged && !IsOrderOnly;

    /// <summary>Compares two versions. Pure.</summary>
    public static DefinitionChanges Between(Definition before, Definition after)
    {
        var old = Questions(before);
        var now = Questions(after);
        var changes = new DefinitionChanges(
            [.. now.Values.Where(one => !old.ContainsKey(one.Question.Key))],
            [.. old.Values.Where(one => !now.ContainsKey(one.Question.Key))],
            [
                .. now.Values
                    .Where(one => old.TryGetValue(one.Question.Key, out var was) && Words(was.Question) != Words(one.Question))
                    .Select(one => new RewordedQuestion(old[one.Question.Key].Question, one.Question)),
            ],
            before.Intro != after.Intro,
            IsOrderOnly: false);
        return changes with { IsOrderOnly = changes.IsNothing && DefinitionJson.Write(before) != DefinitionJson.Write(after) };
    }

    private static Dictionary<string, (Section Section, Question Question)> Questions(Definition definition) =>
        definition.Sections
            .SelectMany(section => section.Groups.SelectMany(group => group.Questions), (section, question) => (section, question))
            .ToDictionary(one => one.question.Key, StringComparer.Ordinal);

    /// <summary>What a client reads and may answer.</summary>
    private static string Words(Question question) => DefinitionJson.Write(question with { ShowWhen = null, For = null, Code = null });
}
