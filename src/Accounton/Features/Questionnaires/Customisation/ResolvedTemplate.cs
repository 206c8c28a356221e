using Accounton.Features.Questionnaires.Definitions;

namespace Accounton.Features.Questionnaires.Customisation;

/// <summary>
/// What an office wanted and a release's questionnaire does not take any more. Its words are <c>TemplateMisfit.{name}</c> in the
/// catalogues.
/// </summary>
public enum TemplateMisfit
{
    /// <summary>A section or question that was hidden is not there any more.</summary>
    Gone = 1,

    /// <summary>What was hidden is asked: it is a legal declaration, or one depends on it.</summary>
    Declaration,

    /// <summary>All would be hidden; nothing is.</summary>
    NothingLeft,

    /// <summary>Where an own question stood is gone: it stands at the end of its section, or of the last one.</summary>
    PlaceGone,
}

/// <summary>One of them, and the section or question that it is about; none when nothing would be left.</summary>
public sealed record Misfit(TemplateMisfit Kind, Part? Part);

/// <summary>A standard questionnaire as an office changed it.</summary>
/// <param name="Definition">What is asked: right by <see cref="DefinitionRules"/> when the standard one and the office's texts are.</param>
/// <param name="Complete">The same with what is hidden still in it, to change it by.</param>
/// <param name="AlsoHidden">What goes with what is hidden, because it is only asked after it, each with what was hidden.</param>
/// <param name="Misfits">What no longer fits.</param>
public sealed record ResolvedTemplate(
    Definition Definition, Definition Complete, IReadOnlyDictionary<Part, IReadOnlySet<Part>> AlsoHidden, IReadOnlyList<Misfit> Misfits)
{
    /// <summary>Puts a standard questionnaire and an office's changes together. Pure.</summary>
    /// <param name="standard">As a release has it.</param>
    /// <param name="changes">As the office made them, perhaps to an earlier release's or year's.</param>
    /// <param name="ownTitle">Above own questions at the end of a section.</param>
    public static ResolvedTemplate Of(Definition standard, TemplateChanges changes, LocalText ownTitle)
    {
        var places = new OwnPlaces(standard, changes);
        var complete = places.Insert(ownTitle) with { Intro = changes.Intro?.Fill(changes.Language) ?? standard.Intro };
        List<Part> wanted = [.. changes.HiddenSections.Select(Part.Section), .. changes.HiddenQuestions.Select(Part.Question)];
        var known = standard.Sections.Select(section => Part.Section(section.Key))
            .Concat(standard.Questions.Select(question => Part.Question(question.Key))).ToHashSet();
        var misfits = new List<Misfit>(places.Misfits);
        misfits.AddRange(wanted.Where(part => !known.Contains(part)).Select(part => new Misfit(TemplateMisfit.Gone, part)));
        var hidden = wanted.Where(known.Contains).ToHashSet();
        while (true)
        {
            var rest = Remainder.Of(complete, hidden);
            if (rest.Declarations.Count == 0 && rest.Definition.Sections.Count > 0)
                return new(rest.Definition, complete, rest.Also, misfits);

            // Each round hides less, so that it ends: what hides a declaration, else all of it.
            var refused = rest.Declarations.Count == 0 ? hidden : rest.Declarations.Values.SelectMany(causes => causes).ToHashSet();
            misfits.AddRange(rest.Declarations.Count == 0
                ? [new(TemplateMisfit.NothingLeft, null)]
                : refused.Select(part => new Misfit(TemplateMisfit.Declaration, part)));
            hidden = [.. hidden.Except(refused)];
        }
    }
}
