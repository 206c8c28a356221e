using Accounton.Features.Clients;

namespace Accounton.Features.Questionnaires.Definitions;

/// <summary>An answer that tells something else than what is known, or than last year.</summary>
/// <param name="Known">What the client's record says now; null when it says nothing, or has no such field.</param>
/// <param name="LastYear">The same person's answer of the year before.</param>
/// <param name="IsSafe">
/// It can be taken over without looking: the client may change that field, it is right, and the field is still what the client
/// was shown.
/// </param>
public sealed record AnswerDifference(Question Question, AnswerKey Key, string? Known, string? LastYear, string Answered, bool IsSafe);

/// <summary>What a questionnaire brought that the office did not know. Pure.</summary>
public static class Differences
{
    /// <summary>
    /// The answers that differ, in the order of the questions. A question with a field of the client is compared with it, another one
    /// with last year; what is hidden is not compared, and what was never answered before is no difference.
    /// </summary>
    /// <param name="definition">What was asked.</param>
    /// <param name="sheet">What was answered.</param>
    /// <param name="known">What the client's record answers now.</param>
    /// <param name="shown">What it answered when the client was asked; a question without an entry was shown empty.</param>
    /// <param name="lastYear">The answers that counted in the year before.</param>
    /// <param name="today">To check answers by.</param>
    public static IReadOnlyList<AnswerDifference> Of(
        Definition definition,
        AnswerSheet sheet,
        IReadOnlyList<KnownAnswer> known,
        IReadOnlyDictionary<AnswerKey, string> shown,
        IReadOnlyDictionary<AnswerKey, string> lastYear,
        DateOnly today)
    {
        var now = known.ToDictionary(answer => answer.Key);
        return
        [
            .. from asked in Visibility.Of(definition, sheet).SelectMany(section => section.Questions)
               where asked.Value is not null
               let record = now.GetValueOrDefault(asked.Key)
               let before = lastYear.GetValueOrDefault(asked.Key)
               let field = ClientFields.Find(asked.Question.Field)
               where field is not null || record is not null ? asked.Value != record?.Value : before is not null && asked.Value != before
               let isSafe = field is { Prefill: Prefill.Open }
                   && shown.GetValueOrDefault(asked.Key) == record?.Value
                   && AnswerValues.Check(asked.Question, asked.Value, new(today)) == new AnswerCheck(asked.Value)
                   && field.Check(asked.Value!, new(today)).Reason is null
               select new AnswerDifference(asked.Question, asked.Key, record?.Value, before, asked.Value!, isSafe),
        ];
    }
}

/// <summary>Last year's answers that are proposed again. Pure.</summary>
public static class KeptAnswers
{
    /// <summary>
    /// Of the questions that keep them (<see cref="Question.Keep"/>), those that are still an answer; never a legal declaration.
    /// </summary>
    /// <param name="definition">What is asked now.</param>
    /// <param name="lastYear">The answers that counted in the year before.</param>
    /// <param name="today">To check answers by.</param>
    public static IReadOnlyDictionary<AnswerKey, string> Of(
        Definition definition, IReadOnlyDictionary<AnswerKey, string> lastYear, DateOnly today)
    {
        var kept = definition.Questions.Where(question => question.Keep).ToDictionary(question => question.Key, StringComparer.Ordinal);
        return lastYear
            .Where(answer => kept.TryGetValue(answer.Key.Question, out var question)
                && AnswerValues.Check(question, answer.Value, new(today)) == new AnswerCheck(answer.Value))
            .ToDictionary(answer => answer.Key, answer => answer.Value);
    }
}
