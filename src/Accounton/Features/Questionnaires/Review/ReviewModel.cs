using Accounton.Features.Clients;
using Accounton.Features.Questionnaires.Answering;
using Accounton.Features.Questionnaires.Definitions;
using Accounton.Features.Questionnaires.Messages;
using Accounton.Features.Questionnaires.Uploads;
using Accounton.Localisation;

namespace Accounton.Features.Questionnaires.Review;

/// <summary>An answer that was given before the one there is now, or was set aside.</summary>
public sealed record EarlierAnswer(string? Value, DateTimeOffset At, string? ByName, bool IsSetAside);

/// <summary>A client's questionnaire as the office works through it.</summary>
/// <param name="History">Of the answers that were given more than once, what else was answered, the latest first.</param>
/// <param name="Whole">The answer that is shown whole this once.</param>
public sealed record ReviewModel(
    QuestionnaireSheet Sheet, Client Client, Responsible? Responsible, IReadOnlyList<Submission> Submissions, IReadOnlyDictionary<Guid,
    IReadOnlyList<EarlierAnswer>> History,
    bool HasLinks, AnswerKey? Whole)
{
    public required OfficeDocuments Documents { get; init; }

    public required IReadOnlyList<ThreadModel> Threads { get; init; }

    public string Here => $"{QuestionnairesController.Path}/{Sheet.Assignment.Id}";

    public IReadOnlyList<AnswerDifference> Open { get; } = [.. Sheet.OpenDifferences];

    /// <summary>Looked at, and left as they are.</summary>
    public IEnumerable<AnswerDifference> Left => Sheet.Differences.Except(Open);

    public IEnumerable<AnswerDifference> Safe => Open.Where(one => one.IsSafe);

    /// <summary>The columns that say something.</summary>
    public bool HasLastYear => Sheet.LastYear.Count > 0;

    public static string Show(Question question, string? value, Texts texts) =>
        value is null ? "" : AnswerValues.Show(question, value, texts);

    /// <summary>A question in words, with which of the things it is about that its group repeats for.</summary>
    public string Label(Question question, AnswerKey key, Texts texts)
    {
        var text = question.Text.In(texts.Language);
        var group = Sheet.Definition.Groups.First(one => one.Questions.Contains(question));
        if (key.Repetition is not { } id || group.Repeat is not { } repeat)
            return text;

        var place = Sheet.Repetitions.Where(one => one.Group == group.Key).Index().FirstOrDefault(one => one.Item.Id == id).Index + 1;
        return $"{repeat.One.In(texts.Language)} {place}: {text}";
    }
}

/// <summary>One answer in its place.</summary>
public sealed record ReviewedAnswer(ReviewModel Review, VisibleQuestion Visible)
{
    public StoredAnswer? Stored => Review.Sheet.Stored.GetValueOrDefault(Visible.Key);

    public Proposal? Proposal => Review.Sheet.Proposals.GetValueOrDefault(Visible.Key);

    public bool IsWhole => Review.Whole == Visible.Key;

    public IReadOnlyList<EarlierAnswer> History => Stored is { } stored ? Review.History.GetValueOrDefault(stored.Id, []) : [];
}

/// <summary>Why a difference is not taken over together with others. Its words are <c>Review.Why.{name}</c> in the catalogues.</summary>
public enum UnsafeReason
{
    /// <summary>The client cannot change that field.</summary>
    Fixed = 1,

    /// <summary>The office changed the field since the client opened the questionnaire.</summary>
    Changed,

    /// <summary>The client's record takes no such value.</summary>
    Invalid,
}

/// <summary>One difference.</summary>
/// <param name="HasFocus">Where the keyboard goes on after the last one was settled.</param>
public sealed record ReviewedDifference(ReviewModel Review, AnswerDifference Difference, bool HasFocus)
{
    public bool IsSettled => !Review.Open.Contains(Difference);

    public UnsafeReason? Why => Difference.IsSafe ? null
        : ClientFields.Find(Difference.Question.Field) is not { Prefill: Prefill.Open } ? UnsafeReason.Fixed
        : Review.Sheet.Shown.GetValueOrDefault(Difference.Key) != Difference.Known ? UnsafeReason.Changed
        : UnsafeReason.Invalid;
}
