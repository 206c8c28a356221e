using Accounton.Data;
using Accounton.Features.Clients;
using Accounton.Features.Questionnaires.Definitions;
using Accounton.Localisation;
using Accounton.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Questionnaires.Answering;

/// <summary>Reads questionnaires with their answers, opened with the office's key.</summary>
public sealed class QuestionnaireSheets(AccountonContext db, Templates templates, OfficeCiphers ciphers, LocalTime time)
{
    private const int MostChanges = 1000;

    public async Task<QuestionnaireSheet> ReadAsync(Guid assignmentId, CancellationToken cancellationToken)
    {
        var cipher = await ciphers.CurrentAsync(cancellationToken);
        var assignment = await db.Assignments.AsNoTracking().SingleAsync(a => a.Id == assignmentId, cancellationToken);
        var template = await db.Templates.AsNoTracking().SingleAsync(t => t.Id == assignment.TemplateId, cancellationToken);
        var client = await db.Clients.AsNoTracking().SingleAsync(c => c.Id == assignment.ClientId, cancellationToken);
        var definition = await templates.DefinitionAsync(assignment, cancellationToken);
        var repetitions = await db.AnswerRepetitions.AsNoTracking().Where(r => r.AssignmentId == assignmentId && r.RemovedAt == null).OrderBy(r => r.AddedAt).ThenBy(r => r.Id)
            .Select(r => new Repetition(r.Group, r.Id)).ToListAsync(cancellationToken);
        var stored = await StoredAsync(assignmentId, cipher, cancellationToken);
        return new(assignment, template, definition, client.Type, client.ListName(), stored, await ProposalsAsync(assignment, template, definition, client, cipher, cancellationToken), repetitions);
    }

    private async Task<Dictionary<AnswerKey, StoredAnswer>> StoredAsync(Guid assignmentId, OfficeCipher cipher, CancellationToken cancellationToken)
    {
        var answers = await db.Answers.AsNoTracking().Where(a => a.AssignmentId == assignmentId).ToListAsync(cancellationToken);
        var aside = await (
            from change in db.AnswerChanges.AsNoTracking()
            join answer in db.Answers on change.AnswerId equals answer.Id
            where answer.AssignmentId == assignmentId && change.Version == null
            select change).ToListAsync(cancellationToken);
        return answers.ToDictionary(KeyOf, answer =>
        {
            var other = aside.Where(change => change.AnswerId == answer.Id && change.MetVersion == answer.Version).MaxBy(change => change.At);
            return new StoredAnswer(
                answer.Id, cipher.Open(answer.Value, answer.Id), answer.Version, answer.At,
                other is null ? null : new SetAside(cipher.Open(other.Value, other.Id), other.At));
        });
    }

    public static AnswerKey KeyOf(Answer answer) => new(answer.Question, answer.RepetitionId == Guid.Empty ? null : answer.RepetitionId, answer.Person);

    private async Task<Dictionary<AnswerKey, Proposal>> ProposalsAsync(
        Assignment assignment, Template template, Definition definition, Client client, OfficeCipher cipher, CancellationToken cancellationToken)
    {
        var proposals = await LastYearsAsync(assignment, template, definition, cipher, cancellationToken);
        var changes = await db.ClientChanges.AsNoTracking().Where(c => c.ClientId == client.Id && (c.Field != null || c.Kind == ChangeKind.Added))
            .OrderByDescending(c => c.Version).Take(MostChanges).Select(c => new { c.Field, c.Kind, c.At }).ToListAsync(cancellationToken);
        foreach (var known in KnownAnswers.Of(definition, ClientValues.Of(client, cipher), time.Today))
        {
            if (definition.Find(known.Key.Question) is { AskEveryYear: true })
                continue;

            var since = changes.Find(c => c.Field == known.Field.Key) ?? changes.Find(c => c.Kind == ChangeKind.Added);
            proposals[known.Key] = new(known.Value, since?.At, IsLastYears: false, known.IsFixed);
        }

        return proposals;
    }

    /// <summary>The same person's questionnaire of the year before, where the question is the same and its answer may be kept.</summary>
    private async Task<Dictionary<AnswerKey, Proposal>> LastYearsAsync(
        Assignment assignment, Template template, Definition definition, OfficeCipher cipher, CancellationToken cancellationToken)
    {
        var before = await (
            from earlier in db.Assignments
            join earlierTemplate in db.Templates on earlier.TemplateId equals earlierTemplate.Id
            where earlier.ClientId == assignment.ClientId && earlierTemplate.Kind == template.Kind && earlierTemplate.IncomeYear == template.IncomeYear - 1
            select (Guid?)earlier.Id).FirstOrDefaultAsync(cancellationToken);
        if (before is null)
            return [];

        var context = new CheckContext(time.Today);
        var answers = await db.Answers.AsNoTracking().Where(a => a.AssignmentId == before && a.RepetitionId == Guid.Empty && a.Value != null).ToListAsync(cancellationToken);
        return (
            from answer in answers
            let question = definition.Find(answer.Question)
            where question is { Keep: true, AskEveryYear: false }
            let check = AnswerValues.Check(question, cipher.Open(answer.Value, answer.Id), context)
            where check is { Value: not null, Fault: null }
            select KeyValuePair.Create(KeyOf(answer), new Proposal(check.Value!, answer.At, IsLastYears: true, IsFixed: false))).ToDictionary();
    }
}
