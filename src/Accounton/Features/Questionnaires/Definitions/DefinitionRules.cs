using System.Text.RegularExpressions;
using Accounton.Data;
using Accounton.Features.Clients;

namespace Accounton.Features.Questionnaires.Definitions;

/// <summary>What must hold in a definition besides its form. Pure.</summary>
public sealed partial class DefinitionRules
{
    /// <summary>Who must answer many declarations anew reads none of them.</summary>
    public const int MostAskedEveryYear = 8;

    private const int MostText = 400;
    private const int MostLongText = 1500;

    private readonly Definition _definition;
    private readonly List<(string Place, string Problem)> _faults = [];
    private readonly Dictionary<string, (Question Question, Group Group)> _earlier = new(StringComparer.Ordinal);
    private readonly HashSet<string> _sections = new(StringComparer.Ordinal);
    private readonly HashSet<string> _groups = new(StringComparer.Ordinal);
    private readonly HashSet<string> _documents = new(StringComparer.Ordinal);

    private DefinitionRules(Definition definition) => _definition = definition;

    /// <summary>All that is wrong, with its place.</summary>
    public static IReadOnlyList<(string Place, string Problem)> Check(Definition definition)
    {
        var rules = new DefinitionRules(definition);
        rules.CheckDefinition();
        return rules._faults;
    }

    private void CheckDefinition()
    {
        if (!Key().IsMatch(_definition.Kind) || _definition.Kind.Length > Definition.KindLength)
            Fault("kind", "A kind is letters and figures, at most 30, and begins with a capital.");
        if (_definition.IncomeYear is < 2000 or > 2100)
            Fault("incomeYear", "This is no income year.");
        if (_definition.Clients.Count == 0)
            Fault("clients", "It is for nobody.");
        if (_definition.Sections.Count == 0)
            Fault("sections", "There is no section.");
        CheckText("name", _definition.Name, MostText);
        CheckText("intro", _definition.Intro, MostLongText);
        for (var i = 0; i < _definition.Sections.Count; i++)
            CheckSection($"sections[{i}]", _definition.Sections[i]);

        var asked = _definition.Questions.Count(question => question.AskEveryYear);
        if (asked > MostAskedEveryYear)
            Fault("sections", $"{asked} questions are asked every year, more than {MostAskedEveryYear}.");
    }

    private void CheckSection(string place, Section section)
    {
        CheckKey(place, section.Key, _sections);
        CheckText(place + ".title", section.Title, MostText);
        CheckText(place + ".intro", section.Intro, MostLongText);
        CheckScope(place + ".for", section.For);
        CheckCondition(place + ".showWhen", section.ShowWhen, group: null);
        if (section.Groups.Count == 0)
            Fault(place + ".groups", "There is no group.");
        for (var i = 0; i < section.Groups.Count; i++)
            CheckGroup($"{place}.groups[{i}]", section.Groups[i]);
    }

    private void CheckGroup(string place, Group group)
    {
        CheckKey(place, group.Key, _groups);
        CheckText(place + ".title", group.Title, MostText);
        CheckText(place + ".intro", group.Intro, MostLongText);
        CheckScope(place + ".for", group.For);
        CheckCondition(place + ".showWhen", group.ShowWhen, group: null);
        if (group.Repeat is { } repeat)
        {
            CheckText(place + ".repeat.one", repeat.One, MostText);
            CheckText(place + ".repeat.add", repeat.Add, MostText);
            if (repeat.Most is < 2 or > 50)
                Fault(place + ".repeat.most", "A group repeats 2 to 50 times.");
        }

        if (group.Questions.Count == 0)
            Fault(place + ".questions", "There is no question.");
        for (var i = 0; i < group.Questions.Count; i++)
        {
            CheckQuestion($"{place}.questions[{i}]", group.Questions[i], group);
            if (!_earlier.TryAdd(group.Questions[i].Key, (group.Questions[i], group)))
                Fault($"{place}.questions[{i}].key", $"'{group.Questions[i].Key}' is taken by an earlier question.");
        }
    }

    private void CheckQuestion(string place, Question question, Group group)
    {
        CheckKey(place, question.Key, taken: null);
        CheckText(place + ".text", question.Text, MostText);
        CheckText(place + ".hint", question.Hint, MostLongText);
        CheckScope(place + ".for", question.For);
        CheckCondition(place + ".showWhen", question.ShowWhen, group);
        CheckOptions(place + ".options", question);
        CheckField(place + ".field", question, group);
        CheckDocuments(place, question);
        if (question.AskEveryYear && (question.Kind is not (QuestionKind.YesNo or QuestionKind.OneOf) || group.Repeat is not null))
            Fault(place + ".askEveryYear", "Only a yes or no question, or one with options, that is asked once can be asked every year.");
        if (question.AskEveryYear && (question.Keep || question.Optional || question.Field is not null))
            Fault(place + ".askEveryYear", "A declaration is not kept from last year, not filled in and not optional.");
        if (question.Past && question.Kind != QuestionKind.Date)
            Fault(place + ".past", "Only a date can be in the past.");
        if ((question.Least is not null || question.Most is not null) && !AnswerValues.IsNumber(question.Kind))
            Fault(place + ".least", "Only numbers have a least and a most.");
        if (question.Least > question.Most)
            Fault(place + ".least", "The least is more than the most.");
        if (question.Code is not null && !TaxCodes.IsCode(question.Code))
            Fault(place + ".code", "A code is four figures; its check digits are computed.");
    }

    private void CheckOptions(string place, Question question)
    {
        var hasOptions = question.Kind is QuestionKind.OneOf or QuestionKind.SeveralOf;
        if (hasOptions ? question.Options.Count < 2 : question.Options.Count > 0)
            Fault(place, hasOptions ? "There must be at least two options." : "Only oneOf and severalOf have options.");
        for (var i = 0; i < question.Options.Count; i++)
        {
            var option = question.Options[i];
            if (!OptionKey().IsMatch(option.Key))
                Fault($"{place}[{i}].key", "An option's key is letters and figures and begins with a small letter.");
            if (question.Options.Take(i).Any(earlier => earlier.Key == option.Key))
                Fault($"{place}[{i}].key", $"'{option.Key}' is taken by an earlier option.");
            if (option.Alone && question.Kind != QuestionKind.SeveralOf)
                Fault($"{place}[{i}].alone", "Only of several options one is chosen alone.");
            CheckText($"{place}[{i}].text", option.Text, MostText);
        }

        if (question.Key == Definition.RegionQuestion
            && !question.Options.Select(option => option.Key).SequenceEqual(Enum.GetValues<Region>().Select(Regions.KeyOf)))
            Fault(place, "The region's options are flanders, brussels and wallonia.");
    }

    private void CheckField(string place, Question question, Group group)
    {
        if (question.Field is null)
            return;
        if (ClientFields.Find(question.Field) is not { Prefill: not Prefill.None } field)
            Fault(place, $"No field '{question.Field}' of a client fills in a question.");
        else if (group.Repeat is not null)
            Fault(place, "A repeating question is not filled in from a field.");
        else if (!KnownAnswers.Kinds(field).Contains(question.Kind))
            Fault(place, $"{question.Field} does not fill in a question of this kind.");
    }

    private void CheckDocuments(string place, Question question)
    {
        if (question.Kind == QuestionKind.Files && question.Documents.Count == 0)
            Fault(place + ".documents", "A question for files names at least one document.");
        for (var i = 0; i < question.Documents.Count; i++)
        {
            var document = question.Documents[i];
            CheckKey($"{place}.documents[{i}]", document.Key, _documents);
            CheckText($"{place}.documents[{i}].name", document.Name, MostText);
            CheckText($"{place}.documents[{i}].hint", document.Hint, MostLongText);
            CheckAnswers($"{place}.documents[{i}].is", question, document.Is);
        }
    }

    private void CheckScope(string place, Scope? scope)
    {
        if (scope is null)
            return;
        if (scope.Clients is { } clients && (clients.Count == 0 || clients.Except(_definition.Clients).Any()))
            Fault(place + ".clients", "These are not among the clients that the questionnaire is for.");
        CheckRegions(place + ".regions", scope.Regions);
        if (scope.FromYear > scope.ToYear)
            Fault(place + ".fromYear", "The first year is after the last.");
        if (_definition.IncomeYear is null && (scope.FromYear ?? scope.ToYear) is not null)
            Fault(place + ".fromYear", "A questionnaire about a closing date has no income year.");
    }

    private void CheckRegions(string place, IReadOnlyList<Region>? regions)
    {
        if (regions is { Count: 0 })
            Fault(place, "There is no region.");
        if (regions is not null && !_earlier.ContainsKey(Definition.RegionQuestion))
            Fault(place, $"No earlier question '{Definition.RegionQuestion}' asks for the region.");
    }

    private void CheckCondition(string place, Condition? condition, Group? group)
    {
        if (condition is null)
            return;

        object?[] forms = [condition.All, condition.Any, condition.Clients, condition.Regions, condition.Question];
        if (forms.Count(form => form is not null) != 1)
        {
            Fault(place, "A condition is exactly one of all, any, clients, regions and question.");
            return;
        }

        object?[] answers = [condition.Is, condition.IsNot, condition.MoreThan];
        if (answers.Count(answer => answer is not null) is var said && (said > 1 || (said == 1 && condition.Question is null)))
            Fault(place, "Of a question, and of nothing else, one of is, isNot and moreThan is said.");
        CheckConditions(place + ".all", condition.All, group);
        CheckConditions(place + ".any", condition.Any, group);
        CheckRegions(place + ".regions", condition.Regions);
        if (condition.Clients is { } clients && (clients.Count == 0 || clients.Except(_definition.Clients).Any()))
            Fault(place + ".clients", "These are not among the clients that the questionnaire is for.");
        if (condition.Question is not { } key)
            return;

        if (!_earlier.TryGetValue(key, out var earlier))
            Fault(place + ".question", $"There is no earlier question '{key}'.");
        else if (earlier.Group.Repeat is not null && earlier.Group != group)
            Fault(place + ".question", $"'{key}' is asked several times, in another group.");
        else if (condition.MoreThan is not null && !AnswerValues.IsNumber(earlier.Question.Kind))
            Fault(place + ".moreThan", $"'{key}' is no number.");
        else
        {
            CheckAnswers(place + ".is", earlier.Question, condition.Is);
            CheckAnswers(place + ".isNot", earlier.Question, condition.IsNot);
        }
    }

    private void CheckConditions(string place, IReadOnlyList<Condition>? conditions, Group? group)
    {
        if (conditions is { Count: 0 })
            Fault(place, "There is no condition.");
        for (var i = 0; i < conditions?.Count; i++)
            CheckCondition($"{place}[{i}]", conditions[i], group);
    }

    /// <summary>Values that are stored as they stand here.</summary>
    private void CheckAnswers(string place, Question question, IReadOnlyList<string>? answers)
    {
        for (var i = 0; i < answers?.Count; i++)
        {
            if (AnswerValues.Check(question, answers[i], new(DateOnly.MaxValue)) is not { Fault: null } check || check.Value != answers[i])
                Fault($"{place}[{i}]", $"'{answers[i]}' is no answer to '{question.Key}'.");
        }
    }

    private void CheckKey(string place, string key, HashSet<string>? taken)
    {
        if (!Key().IsMatch(key))
            Fault(place + ".key", "A key is letters and figures, at most 60, and begins with a capital.");
        if (taken?.Add(key) == false)
            Fault(place + ".key", $"'{key}' is taken.");
    }

    private void CheckText(string place, LocalText? text, int most)
    {
        if (text is null)
            return;

        foreach (var (language, words) in (IEnumerable<(string, string)>)[("nl", text.Nl), ("fr", text.Fr), ("en", text.En)])
        {
            // French has a narrow blank before a colon or a question mark, which keeps it on the line.
            if (words.Replace('\u202f', ' ') != NormalText.From(words, most))
                Fault($"{place}.{language}", $"A text is not empty, has no blanks too many, and is at most {most} characters long.");
            else if (words.AsSpan().ContainsAny('{', '}'))
                Fault(
                    $"{place}.{language}", "Only {year} and {assessmentYear} stand between braces, in a questionnaire of an income year.");
        }
    }

    private void Fault(string place, string problem) => _faults.Add((place, problem));

    [GeneratedRegex("^[A-Z][A-Za-z0-9]{0,59}$")]
    private static partial Regex Key();

    [GeneratedRegex("^[a-z][A-Za-z0-9]{0,39}$")]
    private static partial Regex OptionKey();
}
