using Accounton.Data;
using Accounton.Features.Questionnaires.Definitions;
using Accounton.Tenancy;
using Accounton.Vendors;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Questionnaires.Answering;

/// <summary>Something that a group of last year repeated for, under the id that it has in this year's questionnaire.</summary>
public sealed record CarriedRepetition(Guid Id, string Group, DateTimeOffset AddedAt);

/// <summary>The same person's questionnaire of the year before: the answers that counted in it, by this year's keys.</summary>
public sealed record EarlierSheet(
    IReadOnlyDictionary<AnswerKey, string> Answers, IReadOnlyDictionary<AnswerKey, DateTimeOffset> At,
    IReadOnlyList<CarriedRepetition> Repetitions)
{
    public static readonly EarlierSheet None = new(new Dictionary<AnswerKey, string>(), new Dictionary<AnswerKey, DateTimeOffset>(), []);

    /// <summary>
    /// What this year's questionnaire begins with of what last year's repeated for: where a group still repeats and keeps an answer, and
    /// one was given.
    /// </summary>
    public IReadOnlyList<CarriedRepetition> KeptIn(Definition definition) =>
    [
        .. from one in Repetitions
           let now = definition.Groups.FirstOrDefault(candidate => candidate.Key == one.Group)
           where now is { Repeat: not null }
               && now.Questions.Any(
                   question =>
                       question is { Keep: true, AskEveryYear: false }
                           && Answers.Keys.Any(key => key.Question == question.Key && key.Repetition == one.Id))
           select one,
    ];
}

/// <summary>Reads questionnaires of the year before.</summary>
public sealed class EarlierAnswers(AccountonContext db, Templates templates)
{
    public async Task<EarlierSheet> ReadAsync(
        Assignment assignment, Template template, ClientType client, OfficeCipher cipher, CancellationToken cancellationToken)
    {
        if (template.IncomeYear == Template.NoYear)
            return EarlierSheet.None;

        var before = await (
            from earlier in db.Assignments.AsNoTracking()
            join earlierTemplate in db.Templates on earlier.TemplateId equals earlierTemplate.Id
            where earlier.ClientId == assignment.ClientId && earlierTemplate.Kind == template.Kind
                && earlierTemplate.IncomeYear == template.IncomeYear - 1
            select earlier).FirstOrDefaultAsync(cancellationToken);
        if (before?.AnsweredAt is null)
            return EarlierSheet.None;

        var answers = await db.Answers.AsNoTracking().Where(a => a.AssignmentId == before.Id && a.Value != null)
            .ToListAsync(cancellationToken);
        var added = await db.AnswerRepetitions.AsNoTracking().Where(r => r.AssignmentId == before.Id && r.RemovedAt == null)
            .OrderBy(r => r.AddedAt).ThenBy(r => r.Id)
            .ToListAsync(cancellationToken);
        var values = answers.ToDictionary(QuestionnaireSheets.KeyOf, answer => cipher.Open(answer.Value, answer.Id)!);
        var counted = Visibility.Answers(
            await templates.DefinitionAsync(before, cancellationToken), new AnswerSheet(
                client, values, [.. added.Select(one => new Repetition(one.Group, one.Id))]));
        var moments = answers.ToDictionary(QuestionnaireSheets.KeyOf, answer => answer.At);
        return new(
            counted.ToDictionary(answer => Now(answer.Key), answer => answer.Value),
            counted.Keys.ToDictionary(Now, key => moments[key]),
            [.. added.Select(one => new CarriedRepetition(AnswerRepetition.CarriedId(assignment.Id, one.Id), one.Group, one.AddedAt))]);

        AnswerKey Now(AnswerKey key) =>
            key.Repetition is { } id ? key with { Repetition = AnswerRepetition.CarriedId(assignment.Id, id) } : key;
    }
}
