using Accounton.Features.Questionnaires.Definitions;

namespace Accounton.Features.Questionnaires.Messages;

/// <summary>
/// What can be answered while a questionnaire is sent back: the questions that are asked again, and what their new answers
/// bring. What was shown when it was handed in, and is not asked again, is closed. Pure.
/// </summary>
/// <param name="Asked">With the version of the answer that was sent back: a later one is the new answer.</param>
/// <param name="Shown">The questions that were shown when it was handed in.</param>
/// <param name="ShownGroups">The groups that were.</param>
public sealed record CorrectionSheet(
    string Reason,
    DateTimeOffset At,
    string? MemberName,
    IReadOnlyDictionary<AnswerKey, int> Asked,
    IReadOnlySet<AnswerKey> Shown,
    IReadOnlySet<string> ShownGroups)
{
    public bool IsOpen(AnswerKey key) => Asked.ContainsKey(key) || !Shown.Contains(key);

    /// <summary>Asked again, and not answered again yet.</summary>
    public bool Waits(AnswerKey key, int version) => Asked.TryGetValue(key, out var before) && version <= before;

    /// <summary>
    /// More can be added to a group that is new, or of which something is asked again, or that something
    /// asked again decides about.
    /// </summary>
    public bool CanAdd(Group group) =>
        !ShownGroups.Contains(group.Key)
        || group.Questions.Any(question => Asked.Keys.Any(key => key.Question == question.Key))
        || Asked.Keys.Any(key => Mentions(group.ShowWhen, key.Question));

    /// <summary>What of the sections can be answered.</summary>
    public IReadOnlyList<VisibleSection> Of(IReadOnlyList<VisibleSection> sections) =>
    [
        .. sections.Select(section => section with { Groups = [.. section.Groups.Select(Of)
            .Where(group => group.Rounds.Count > 0 || (group.Group.Repeat is not null && CanAdd(group.Group)))] })
            .Where(section => section.Groups.Count > 0),
    ];

    private VisibleGroup Of(VisibleGroup group) => group with
    {
        Rounds = [.. group.Rounds.Select(round => round with { Questions = [.. round.Questions.Where(question => IsOpen(question.Key))] })
            .Where(round => round.Questions.Count > 0)],
    };

    private static bool Mentions(Condition? condition, string question) => condition is not null
        && (condition.Question == question || condition.All?.Any(one => Mentions(one, question)) == true
            || condition.Any?.Any(one => Mentions(one, question)) == true);
}
