using Accounton.Features.Questionnaires.Definitions;
using Accounton.Localisation;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Accounton.Features.Questionnaires.Customisation;

/// <summary>A question of the office's own, as it is typed.</summary>
public sealed class OwnQuestionForm
{
    public const int MostOptions = 20;

    private const int SpareOptions = 3;

    public Guid Stamp { get; set; }

    /// <summary>Where it stands: behind <c>q:Question</c>, or at the end of <c>s:Section</c>.</summary>
    public string? Place { get; set; }

    public QuestionKind Kind { get; set; } = QuestionKind.YesNo;

    public OwnTextForm Text { get; set; } = new();

    public OwnTextForm Hint { get; set; } = new();

    /// <summary>A field that is none of the form's can bind to an option that is not there.</summary>
    public IList<OwnOptionForm> Options { get; set => field = [.. value.OfType<OwnOptionForm>()]; } = [];

    public bool Optional { get; set; }

    public bool Keep { get; set; }

    public static OwnQuestionForm Of(OwnQuestion question, Guid stamp) => new()
    {
        Stamp = stamp,
        Place = OwnPlace.Of(question),
        Kind = question.Kind,
        Text = OwnTextForm.Of(question.Text),
        Hint = OwnTextForm.Of(question.Hint),
        Options = [.. question.Options.Select(option => new OwnOptionForm { Key = option.Key, Text = OwnTextForm.Of(option.Text) })],
        Optional = question.Optional,
        Keep = question.Keep,
    };

    /// <summary>With empty lines to type further options in.</summary>
    public OwnQuestionForm WithSpareOptions()
    {
        var filled = Options.Count(option => !option.Text.IsEmpty);
        var spare = Enumerable.Range(0, SpareOptions).Select(_ => new OwnOptionForm());
        Options = [.. Options.Concat(spare)
            .Where((option, index) => !option.Text.IsEmpty || index < filled + SpareOptions).Take(MostOptions)];
        return this;
    }

    /// <summary>The question, or null with what is wrong told at its fields.</summary>
    /// <param name="before">As it was; null for a new one.</param>
    /// <param name="questionnaire">Where it can stand.</param>
    /// <param name="office">The office's language, in which its text is needed.</param>
    /// <param name="state">Takes what is wrong.</param>
    /// <param name="texts">The user's.</param>
    public OwnQuestion? Read(OwnQuestion? before, Definition questionnaire, Language office, ModelStateDictionary state, Texts texts)
    {
        var place = OwnPlace.Find(questionnaire, Place, before?.Key);
        if (place is null)
            state.AddModelError("Form.Place", texts["OwnQuestion.PlaceMissing"]);
        if (!OwnQuestion.Kinds.Contains(Kind))
            state.AddModelError("Form.Kind", texts["Validation.Invalid"]);
        var text = OwnTexts.Read(Text, "Form.Text", OwnTexts.MostShort, state, texts);
        if (text?.In(office.Code) is null)
            state.AddModelError($"Form.Text.{NameOf(office)}", texts["OwnQuestion.TextMissing", office.Name]);
        var hint = OwnTexts.Read(Hint, "Form.Hint", OwnTexts.MostLong, state, texts);
        var options = Kind is QuestionKind.OneOf or QuestionKind.SeveralOf ? ReadOptions(before, office, state, texts) : [];
        if (!state.IsValid || place is not { } at || text is null)
            return null;

        return new()
        {
            // What asks something of another kind is another question: an answer to one is none to the other.
            Key = before?.Kind == Kind ? before.Key : OwnKeys.NewQuestion(),
            Section = at.Section,
            After = at.After,
            Kind = Kind,
            Text = text,
            Hint = hint,
            Optional = Optional,
            Keep = Keep,
            Options = options,
        };
    }

    private List<OwnOption> ReadOptions(OwnQuestion? before, Language office, ModelStateDictionary state, Texts texts)
    {
        var options = new List<OwnOption>();
        var known = before?.Options.Select(option => option.Key).ToHashSet(StringComparer.Ordinal) ?? [];
        foreach (var (index, option) in Options.Index().Where(option => !option.Item.Text.IsEmpty))
        {
            var name = $"Form.Options[{index}].Text";
            var text = OwnTexts.Read(option.Text, name, OwnTexts.MostShort, state, texts);
            if (text?.In(office.Code) is not { } words)
                state.AddModelError($"{name}.{NameOf(office)}", texts["OwnQuestion.TextMissing", office.Name]);
            else if (options.Exists(earlier => earlier.Text.In(office.Code) == words))
                state.AddModelError($"{name}.{NameOf(office)}", texts["OwnQuestion.SameOption"]);
            else
                options.Add(
                    new() { Key = option.Key is not null && known.Remove(option.Key) ? option.Key : OwnKeys.NewOption(), Text = text });
        }

        if (options.Count < 2 && state.IsValid)
            state.AddModelError("Form.Kind", texts["OwnQuestion.OptionsMissing"]);
        return options;
    }

    private static string NameOf(Language language) =>
        language.Code switch { "fr" => nameof(OwnTextForm.Fr), "en" => nameof(OwnTextForm.En), _ => nameof(OwnTextForm.Nl) };
}

/// <summary>An option, as it is typed.</summary>
public sealed class OwnOptionForm
{
    public string? Key { get; set; }

    public OwnTextForm Text { get; set; } = new();
}

/// <summary>Where an own question stands, as a form names it.</summary>
public readonly record struct OwnPlace(string Section, string? After)
{
    private const string AtEnd = "s:";
    private const string Behind = "q:";

    public static string Of(OwnQuestion question) => question.After is null ? AtEnd + question.Section : Behind + question.After;

    public static string EndOf(Section section) => AtEnd + section.Key;

    public static string Following(Question question) => Behind + question.Key;

    /// <summary>The place that is named; null when there is none such, or it would follow itself.</summary>
    public static OwnPlace? Find(Definition questionnaire, string? place, string? self)
    {
        if (place?.StartsWith(AtEnd, StringComparison.Ordinal) == true)
            return questionnaire.Sections.Any(section => section.Key == place[AtEnd.Length..]) ? new(place[AtEnd.Length..], null) : null;
        if (place?.StartsWith(Behind, StringComparison.Ordinal) != true || place[Behind.Length..] == self)
            return null;

        var after = place[Behind.Length..];
        var found = questionnaire.Sections.FirstOrDefault(
            section => section.Groups.Any(group => group.Questions.Any(question => question.Key == after)));
        return found is null ? null : new(found.Key, after);
    }
}
