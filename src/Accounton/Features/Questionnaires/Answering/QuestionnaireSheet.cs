using Accounton.Features.Questionnaires.Definitions;
using Accounton.Features.Questionnaires.Messages;
using Accounton.Localisation;
using Accounton.Vendors;

namespace Accounton.Features.Questionnaires.Answering;

/// <summary>An answer as it is stored now.</summary>
/// <param name="Value">Null when it was emptied.</param>
/// <param name="SetAside">What somebody else answered at the same time and was set aside, until the question is answered again.</param>
public sealed record StoredAnswer(Guid Id, string? Value, int Version, DateTimeOffset At, SetAside? SetAside)
{
    /// <inheritdoc cref="Answer.ByName"/>
    public string? ByName { get; init; }

    /// <inheritdoc cref="Answer.ReviewedVersion"/>
    public int? ReviewedVersion { get; init; }
}

/// <summary>An answer that was made on an older version than the one it met.</summary>
public sealed record SetAside(string? Value, DateTimeOffset At);

/// <summary>What is shown in the place of an answer until somebody confirms it.</summary>
/// <param name="Since">Since when it is known.</param>
/// <param name="IsLastYears">Answered last year; else known to the office.</param>
/// <param name="IsFixed">The client cannot change it here.</param>
public sealed record Proposal(string Value, DateTimeOffset? Since, bool IsLastYears, bool IsFixed);

/// <summary>How far something is.</summary>
public readonly record struct Progress(int Answered, int Asked)
{
    public bool IsComplete => Answered >= Asked;
}

/// <summary>A questionnaire with all that was answered in it and what is proposed, in the clear: lives in memory only.</summary>
public sealed class QuestionnaireSheet(
    Assignment assignment,
    Template template,
    Definition definition,
    ClientType client,
    string? clientName,
    IReadOnlyDictionary<AnswerKey, StoredAnswer> stored,
    IReadOnlyDictionary<AnswerKey, Proposal> proposals,
    IReadOnlyList<Repetition> repetitions)
{
    private IReadOnlyList<VisibleSection>? _sections;
    private IReadOnlyList<VisibleSection>? _toAnswer;
    private IReadOnlyList<AnswerDifference>? _differences;

    public Assignment Assignment { get; } = assignment;

    public Template Template { get; } = template;

    public Definition Definition { get; } = definition;

    public string? ClientName { get; } = clientName;

    public IReadOnlyDictionary<AnswerKey, StoredAnswer> Stored { get; } = stored;

    public IReadOnlyDictionary<AnswerKey, Proposal> Proposals { get; } = proposals;

    public IReadOnlyList<Repetition> Repetitions { get; } = repetitions;

    /// <summary>What is asked again, while it is sent back.</summary>
    public CorrectionSheet? Correction { get; init; }

    /// <summary>The questions about which something is written that is not settled; true where the client's answer is waited for.</summary>
    public IReadOnlyDictionary<AnswerKey, bool> OpenThreads { get; init; } = new Dictionary<AnswerKey, bool>();

    /// <summary>The version of the client's record that is in here.</summary>
    public int ClientVersion { get; init; }

    /// <summary>Those of <see cref="Repetitions"/> that stand here since last year, and of which there is no row yet.</summary>
    public IReadOnlyDictionary<Guid, CarriedRepetition> Carried { get; init; } = new Dictionary<Guid, CarriedRepetition>();

    /// <summary>What the client's record answers now.</summary>
    public IReadOnlyList<KnownAnswer> Known { get; init; } = [];

    /// <summary>What it answered when the client was asked.</summary>
    public IReadOnlyDictionary<AnswerKey, string> Shown { get; init; } = new Dictionary<AnswerKey, string>();

    /// <summary>The answers that counted in the year before.</summary>
    public IReadOnlyDictionary<AnswerKey, string> LastYear { get; init; } = new Dictionary<AnswerKey, string>();

    public DateOnly Today { get; init; }

    /// <summary>What the answers tell that is not known, or was otherwise last year.</summary>
    public IReadOnlyList<AnswerDifference> Differences => _differences ??= Definitions.Differences.Of(
        Definition, new AnswerSheet(client, Given.ToDictionary(), Repetitions), Known, Shown, LastYear, Today);

    /// <summary>Those that nobody at the office has looked at.</summary>
    public IEnumerable<AnswerDifference> OpenDifferences =>
        Differences.Where(one => Stored[one.Key] is var answer && answer.ReviewedVersion != answer.Version);

    /// <summary>Until it is handed in.</summary>
    public bool IsOpen => Assignment.State.IsOpen();

    /// <summary>What is shown: what depends on a proposal is shown with it.</summary>
    public IReadOnlyList<VisibleSection> Sections => _sections ??= Visibility.Of(Definition, new AnswerSheet(
        client,
        Proposals.Where(p => !Stored.ContainsKey(p.Key))
            .Select(p => KeyValuePair.Create(p.Key, p.Value.Value)).Concat(Given).ToDictionary(),
        Repetitions));

    /// <summary>What of it can be answered: all, or while it is sent back what is asked again and what that brings.</summary>
    public IReadOnlyList<VisibleSection> ToAnswer => _toAnswer ??= Correction is null ? Sections : Correction.Of(Sections);

    /// <summary>The answers that count: given or confirmed, and asked given what was answered.</summary>
    public IReadOnlyDictionary<AnswerKey, string> Counted =>
        Visibility.Answers(Definition, new AnswerSheet(client, Given.ToDictionary(), Repetitions));

    public Progress Progress => Of(Sections.SelectMany(section => section.Questions));

    /// <summary>Declarations of the law that are not made yet.</summary>
    public IEnumerable<VisibleQuestion> OpenDeclarations =>
        Sections.SelectMany(section => section.Questions).Where(question => question.Question.AskEveryYear && !IsAnswered(question));

    private IEnumerable<KeyValuePair<AnswerKey, string>> Given =>
        Stored.Where(answer => answer.Value.Value is not null).Select(answer => KeyValuePair.Create(answer.Key, answer.Value.Value!));

    public bool IsAnswered(VisibleQuestion question) =>
        Stored.TryGetValue(question.Key, out var answer) && answer.Value is not null && !IsAskedAgain(question.Key);

    /// <summary>Sent back, and not answered again yet.</summary>
    public bool IsAskedAgain(AnswerKey key) => Correction?.Waits(key, Stored.GetValueOrDefault(key)?.Version ?? 0) == true;

    /// <summary>Whether the client can answer it now.</summary>
    public bool CanAnswer(AnswerKey key) => Correction?.IsOpen(key) != false;

    public bool CanAdd(Group group) => Correction?.CanAdd(group) != false;

    /// <summary>Whether the client can take one of what a group repeats for away.</summary>
    public bool CanRemove(Guid repetition) => Correction is null
        || ToAnswer.SelectMany(section => section.Groups).SelectMany(group => group.Rounds).Any(round => round.Repetition == repetition);

    /// <summary>Of the questions that a complete questionnaire answers.</summary>
    public Progress Of(IEnumerable<VisibleQuestion> questions)
    {
        var counted = questions.Where(IsCounted).ToList();
        return new(counted.Count(IsAnswered), counted.Count);
    }

    public Progress Of(VisibleSection section) => Of(section.Questions);

    /// <summary>Of a group: every answer is proposed or given already, and none is a declaration.</summary>
    public bool CanConfirm(VisibleGroup group)
    {
        var questions = group.Rounds.SelectMany(round => round.Questions).Where(IsCounted).ToList();
        return questions.Count > 0
            && questions.All(question => !question.Question.AskEveryYear && (IsAnswered(question) || Proposals.ContainsKey(question.Key)));
    }

    /// <summary>The proposals of a group that are not confirmed yet.</summary>
    public IEnumerable<(AnswerKey Key, Proposal Proposal)> ToConfirm(VisibleGroup shown) =>
        from question in shown.Rounds.SelectMany(round => round.Questions)
        where !question.Question.AskEveryYear && !Stored.ContainsKey(question.Key) && Proposals.ContainsKey(question.Key)
        select (question.Key, Proposals[question.Key]);

    /// <summary>The question that a name stands for here (<see cref="AnswerName"/>); null when there is none such.</summary>
    public AnswerKey? Find(string name) =>
        AnswerName.Find(Definition, name) is { } key && (GroupOf(key).Repeat is null
            ? key.Repetition is null
            : Repetitions.Any(one => one.Id == key.Repetition && one.Group == GroupOf(key).Key))
            ? key
            : null;

    /// <summary>The question in words, with which of the things that its group repeats for.</summary>
    public string Label(AnswerKey key, Texts texts)
    {
        var group = GroupOf(key);
        var text = Definition.Find(key.Question)!.Text.In(texts.Language);
        if (group.Repeat is not { } repeat)
            return text;

        var place = Repetitions.Where(one => one.Group == group.Key).Index().FirstOrDefault(one => one.Item.Id == key.Repetition).Index + 1;
        return $"{repeat.One.In(texts.Language)} {place}: {text}";
    }

    public Section SectionOf(AnswerKey key) => Definition.Sections.First(section => section.Groups.Contains(GroupOf(key)));

    public QuestionnaireSheet With(IReadOnlyDictionary<AnswerKey, StoredAnswer> answers) =>
        new(Assignment, Template, Definition, client, ClientName, answers, Proposals, Repetitions)
        {
            ClientVersion = ClientVersion, Carried = Carried, Known = Known, Shown = Shown, LastYear = LastYear, Today = Today,
            Correction = Correction, OpenThreads = OpenThreads,
        };

    private Group GroupOf(AnswerKey key) => Definition.Groups.First(group => group.Questions.Any(question => question.Key == key.Question));

    private static bool IsCounted(VisibleQuestion question) => question.Question is { Optional: false, Kind: not QuestionKind.Files };
}
