using Accounton.Features.Questionnaires.Definitions;
using Accounton.Localisation;

namespace Accounton.Features.Questionnaires.Customisation;

/// <summary>How a part of a questionnaire stands on the page that changes it.</summary>
/// <param name="IsHidden">Hidden by itself; else perhaps along with others.</param>
/// <param name="Because">What hides it along.</param>
/// <param name="GoesWith">What would be hidden along with it.</param>
/// <param name="Declarations">The legal declarations for which it cannot be hidden.</param>
public sealed record PartState(
    bool IsHidden, IReadOnlyList<Part> Because, IReadOnlyList<Part> GoesWith, IReadOnlyList<Question> Declarations);

/// <summary>The page on which an Admin changes a questionnaire.</summary>
/// <param name="open">The section that is open.</param>
/// <param name="officeLanguage">The code of the language that stands in for missing ones.</param>
public sealed class TemplateModel(TemplateState state, IntroForm intro, string? open, string officeLanguage)
{
    private readonly HashSet<string> _needed = [.. Needed(state.Current.Complete)];

    public TemplateState State { get; } = state;

    public IntroForm Intro { get; } = intro;

    public string? Open { get; } = open;

    public Language OfficeLanguage { get; } = Language.Find(officeLanguage) ?? Language.Dutch;

    public Definition Complete => State.Current.Complete;

    public DefinitionChanges NotPublished { get; } = DefinitionChanges.Between(state.Published.Definition, state.Current.Definition);

    public OwnQuestion? Own(Question question) => State.Changes.Questions.FirstOrDefault(own => own.Key == question.Key);

    public PartState Of(Section section) => Of(Part.Section(section.Key), State.Changes.HiddenSections.Contains(section.Key), true);

    public PartState Of(Question question) => Of(
        Part.Question(question.Key),
        State.Changes.HiddenQuestions.Contains(question.Key),
        _needed.Contains(question.Key) || question.AskEveryYear);

    public IReadOnlyList<Part> Because(Group group) => BecauseOf(Part.Group(group.Key));

    /// <summary>A section's, group's or question's name.</summary>
    public string Name(Part part, Texts texts) => part.Kind switch
    {
        PartKind.Section => Complete.Sections.FirstOrDefault(section => section.Key == part.Key)?.Title.In(texts.Language),
        PartKind.Group => Complete.Groups.FirstOrDefault(group => group.Key == part.Key)?.Title.In(texts.Language),
        _ => Complete.Find(part.Key)?.Text.In(texts.Language),
    } ?? part.Key;

    /// <summary>Quoted and in a row, for the middle of a sentence.</summary>
    public string Names(IEnumerable<Part> parts, Texts texts) =>
        string.Join(", ", parts.Select(part => texts["Templates.Quoted", Name(part, texts)]));

    private PartState Of(Part part, bool isHidden, bool mayHaveOthers)
    {
        if (!mayHaveOthers)
            return new(isHidden, BecauseOf(part), [], []);

        var rest = Remainder.Of(Complete, new HashSet<Part> { part });
        return new(isHidden, BecauseOf(part), [.. rest.Also.Keys], [.. rest.Declarations.Keys.Select(key => Complete.Find(key)!)]);
    }

    private IReadOnlyList<Part> BecauseOf(Part part) => State.Current.AlsoHidden.TryGetValue(part, out var causes) ? [.. causes] : [];

    /// <summary>The questions that a condition asks of.</summary>
    private static IEnumerable<string> Needed(Definition definition) =>
        definition.Sections.Select(section => section.ShowWhen)
            .Concat(definition.Groups.Select(group => group.ShowWhen)).Concat(definition.Questions.Select(question => question.ShowWhen))
            .OfType<Condition>().SelectMany(Asked).Append(Definition.RegionQuestion);

    private static IEnumerable<string> Asked(Condition condition) =>
        (condition.All ?? condition.Any ?? []).SelectMany(Asked).Concat(condition.Question is { } question ? [question] : []);
}
