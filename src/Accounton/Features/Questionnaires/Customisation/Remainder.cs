using Accounton.Features.Questionnaires.Definitions;

namespace Accounton.Features.Questionnaires.Customisation;

/// <summary>What a part of a questionnaire is.</summary>
public enum PartKind
{
    Section = 1,
    Group,
    Question,
}

/// <summary>A section, group or question, by its key: keys of different kinds may be the same.</summary>
public readonly record struct Part(PartKind Kind, string Key)
{
    public static Part Section(string key) => new(PartKind.Section, key);

    public static Part Group(string key) => new(PartKind.Group, key);

    public static Part Question(string key) => new(PartKind.Question, key);
}

/// <summary>
/// What is left of a questionnaire when parts of it are hidden. Nobody answers what is hidden, so that a condition on it never
/// holds: what would never be asked goes with it, however deep, and a condition on several questions keeps those that are left. Pure.
/// </summary>
public sealed class Remainder
{
    private readonly IReadOnlySet<Part> _hidden;
    private readonly Dictionary<string, IReadOnlySet<Part>> _gone = new(StringComparer.Ordinal);
    private readonly Dictionary<Part, IReadOnlySet<Part>> _also = [];
    private readonly Dictionary<string, IReadOnlySet<Part>> _declarations = new(StringComparer.Ordinal);

    private Remainder(Definition definition, IReadOnlySet<Part> hidden)
    {
        _hidden = hidden;
        Definition = definition with { Sections = [.. definition.Sections.Select(Keep).OfType<Section>()] };
    }

    /// <summary>Without what is hidden; without sections when nothing is left.</summary>
    public Definition Definition { get; }

    /// <summary>The parts that go with what is hidden, each with what hides it.</summary>
    public IReadOnlyDictionary<Part, IReadOnlySet<Part>> Also => _also;

    /// <summary>The legal declarations that would not be asked, by their keys, each with what hides it.</summary>
    public IReadOnlyDictionary<string, IReadOnlySet<Part>> Declarations => _declarations;

    public static Remainder Of(Definition definition, IReadOnlySet<Part> hidden) => new(definition, hidden);

    private Section? Keep(Section section)
    {
        var (when, causes) = Reduce(Part.Section(section.Key), section.For, section.ShowWhen);
        if (causes is not null)
        {
            Lose(section.Groups.SelectMany(group => group.Questions), causes);
            return null;
        }

        List<Group> groups = [.. section.Groups.Select(Keep).OfType<Group>()];
        return groups.Count == 0 ? null : section with { ShowWhen = when, Groups = groups };
    }

    private Group? Keep(Group group)
    {
        var (when, causes) = Reduce(Part.Group(group.Key), group.For, group.ShowWhen);
        if (causes is not null)
        {
            Lose(group.Questions, causes);
            return null;
        }

        List<Question> questions = [.. group.Questions.Select(Keep).OfType<Question>()];
        return questions.Count == 0 ? null : group with { ShowWhen = when, Questions = questions };
    }

    private Question? Keep(Question question)
    {
        var (when, causes) = Reduce(Part.Question(question.Key), question.For, question.ShowWhen);
        if (causes is null)
            return question with { ShowWhen = when };

        Lose([question], causes);
        return null;
    }

    private void Lose(IEnumerable<Question> questions, IReadOnlySet<Part> causes)
    {
        foreach (var question in questions)
        {
            _gone[question.Key] = causes;
            if (question.AskEveryYear)
                _declarations[question.Key] = causes;
        }
    }

    /// <summary>The condition that is left, or why the part is never asked.</summary>
    private (Condition? When, IReadOnlySet<Part>? Causes) Reduce(Part part, Scope? scope, Condition? condition)
    {
        if (_hidden.Contains(part))
            return (null, new HashSet<Part> { part });

        var when = condition;
        var causes = scope?.Regions is null ? null : _gone.GetValueOrDefault(Definition.RegionQuestion);
        if (causes is null && condition is not null)
            (when, causes) = Reduce(condition);
        if (causes is not null)
            _also[part] = causes;
        return (when, causes);
    }

    private (Condition? When, IReadOnlySet<Part>? Causes) Reduce(Condition condition)
    {
        if (condition.All is { } all)
        {
            var parts = all.Select(Reduce).ToList();
            return parts.Find(part => part.Causes is not null) is { Causes: { } never }
                ? (null, never)
                : (condition with { All = [.. parts.Select(part => part.When!)] }, null);
        }

        if (condition.Any is { } any)
        {
            var parts = any.Select(Reduce).ToList();
            List<Condition> kept = [.. parts.Select(part => part.When).OfType<Condition>()];
            return kept.Count > 0 ? (condition with { Any = kept }, null) : (null, parts.SelectMany(part => part.Causes!).ToHashSet());
        }

        var asked = condition.Regions is not null ? Definition.RegionQuestion : condition.Question;
        return asked is not null && _gone.TryGetValue(asked, out var causes) ? (null, causes) : (condition, null);
    }
}
