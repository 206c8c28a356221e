using System.Globalization;

namespace Accounton.Features.Questionnaires.Definitions;

/// <summary>A question that is asked, and its answer.</summary>
public sealed record VisibleQuestion(Question Question, AnswerKey Key, string? Value)
{
    /// <summary>The documents that its answer calls for.</summary>
    public IEnumerable<Document> Documents => Question.Documents.Where(document =>
        Question.Kind == QuestionKind.Files
        || (Value is not null
            && (document.Is.Count > 0 ? AnswerValues.Parts(Question, Value).Any(document.Is.Contains) : Value != AnswerValues.No)));
}

/// <summary>A group once: the only time, or for one of its repetitions.</summary>
public sealed record VisibleRound(Guid? Repetition, IReadOnlyList<VisibleQuestion> Questions);

/// <summary>A group that is shown; one that repeats may have no round yet.</summary>
public sealed record VisibleGroup(Group Group, Person Person, IReadOnlyList<VisibleRound> Rounds);

/// <summary>A section that is shown.</summary>
public sealed record VisibleSection(Section Section, IReadOnlyList<VisibleGroup> Groups)
{
    public IEnumerable<VisibleQuestion> Questions => Groups.SelectMany(group => group.Rounds).SelectMany(round => round.Questions);
}

/// <summary>
/// What of a questionnaire is asked, given the answers. An answer that is hidden counts as none, so that what depends on it is
/// hidden too, however deep; it is in no submission, export or comparison. Pure.
/// </summary>
public sealed class Visibility
{
    private readonly AnswerSheet _sheet;
    private readonly Dictionary<string, (Question Question, Group Group)> _earlier = new(StringComparer.Ordinal);
    private readonly Dictionary<AnswerKey, string> _shown = [];

    private Visibility(AnswerSheet sheet) => _sheet = sheet;

    /// <summary>The sections that are shown, in order, with what is shown in them.</summary>
    public static IReadOnlyList<VisibleSection> Of(Definition definition, AnswerSheet sheet)
    {
        var visibility = new Visibility(sheet);
        return [.. definition.Sections.Select(visibility.Show).Where(section => section.Groups.Count > 0)];
    }

    /// <summary>The answers that count, by the questions that are shown.</summary>
    public static IReadOnlyDictionary<AnswerKey, string> Answers(Definition definition, AnswerSheet sheet)
    {
        var visibility = new Visibility(sheet);
        foreach (var section in definition.Sections)
            visibility.Show(section);
        return visibility._shown;
    }

    private VisibleSection Show(Section section)
    {
        var isShown = Holds(section.For) && Holds(section.ShowWhen, null, Person.Common);
        return new(section, [.. section.Groups.Select(group => Show(group, isShown)).OfType<VisibleGroup>()]);
    }

    private VisibleGroup? Show(Group group, bool inSection)
    {
        var person = group.PerPerson ? Person.Main : Person.Common;
        var isShown = inSection && Holds(group.For) && Holds(group.ShowWhen, null, person);
        foreach (var question in group.Questions)
            _earlier.TryAdd(question.Key, (question, group));
        if (!isShown)
            return null;
        if (group.Repeat is not null)
            return new(
                group, person, [.. _sheet.Repetitions.Where(one => one.Group == group.Key).Select(one => Round(group, one.Id, person))]);

        var round = Round(group, null, person);
        return round.Questions.Count == 0 ? null : new(group, person, [round]);
    }

    private VisibleRound Round(Group group, Guid? repetition, Person person)
    {
        var questions = new List<VisibleQuestion>();
        foreach (var question in group.Questions)
        {
            if (!Holds(question.For) || !Holds(question.ShowWhen, repetition, person))
                continue;

            var key = new AnswerKey(question.Key, repetition, person);
            var value = _sheet.Values.GetValueOrDefault(key);
            if (value is not null)
                _shown[key] = value;
            questions.Add(new(question, key, value));
        }

        return new(repetition, questions);
    }

    private bool Holds(Scope? scope) =>
        scope is null || (scope.Clients?.Contains(_sheet.Client) != false && (scope.Regions is null || IsIn(scope.Regions)));

    private bool Holds(Condition? condition, Guid? repetition, Person person)
    {
        if (condition is null)
            return true;
        if (condition.All is { } all)
            return all.All(one => Holds(one, repetition, person));
        if (condition.Any is { } any)
            return any.Any(one => Holds(one, repetition, person));
        if (condition.Clients is { } clients)
            return clients.Contains(_sheet.Client);
        if (condition.Regions is { } regions)
            return IsIn(regions);
        if (condition.Question is not { } key || Find(key, repetition, person) is not { } answer)
            return false;

        if (condition.Is is { } wanted)
            return AnswerValues.Parts(_earlier[key].Question, answer).Any(wanted.Contains);
        if (condition.IsNot is { } unwanted)
            return !AnswerValues.Parts(_earlier[key].Question, answer).Any(unwanted.Contains);
        return condition.MoreThan is not { } least || decimal.Parse(answer, CultureInfo.InvariantCulture) > least;
    }

    private bool IsIn(IReadOnlyList<Region> regions) =>
        Regions.Find(Find(Definition.RegionQuestion, null, Person.Common)) is { } region && regions.Contains(region);

    /// <summary>The answer that is shown: of this repetition and person, where its group has them.</summary>
    private string? Find(string question, Guid? repetition, Person person)
    {
        if (!_earlier.TryGetValue(question, out var found))
            return null;

        var of = !found.Group.PerPerson ? Person.Common : person == Person.Common ? Person.Main : person;
        return _shown.GetValueOrDefault(new(question, found.Group.Repeat is null ? null : repetition, of));
    }
}
