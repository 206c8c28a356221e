using Accounton.Data;
using Accounton.Features.Clients;
using Accounton.Features.Questionnaires.Definitions;
using Accounton.Features.Questionnaires.Messages;
using Accounton.Localisation;
using Accounton.Tenancy;
using Accounton.Vendors;
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
        var proposals = await ProposalsAsync(assignment, template, definition, client, cipher, cancellationToken);
        return new(assignment, template, definition, client.Type, client.ListName(), stored, proposals, repetitions)
        {
            Correction = assignment.SentBackAt is null ? null : await CorrectionAsync(assignment, definition, client.Type, cipher, cancellationToken),
            OpenThreads = assignment.OpenThreads == 0
                ? new Dictionary<AnswerKey, bool>()
                : (await db.QuestionThreads.AsNoTracking().Where(t => t.AssignmentId == assignmentId && t.ResolvedAt == null).ToListAsync(cancellationToken))
                    .ToDictionary(thread => new AnswerKey(thread.Question, thread.RepetitionId == Guid.Empty ? null : thread.RepetitionId, thread.Person), thread => !thread.IsLastFromClient),
        };
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

    /// <summary>What was handed in last, as it was: the versions that the submission names.</summary>
    public async Task<(Submission Submission, IReadOnlyDictionary<AnswerKey, string> Answers)?> SubmissionAsync(Guid assignmentId, CancellationToken cancellationToken)
    {
        if (await db.Submissions.AsNoTracking().Where(s => s.AssignmentId == assignmentId).OrderByDescending(s => s.Number).FirstOrDefaultAsync(cancellationToken) is not { } submission)
            return null;

        var cipher = await ciphers.CurrentAsync(cancellationToken);
        var rows = await (
            from submitted in db.SubmittedAnswers.AsNoTracking()
            join answer in db.Answers on submitted.AnswerId equals answer.Id
            join change in db.AnswerChanges on new { submitted.AnswerId, Version = (int?)submitted.Version } equals new { change.AnswerId, change.Version }
            where submitted.SubmissionId == submission.Id
            select new { answer, change.Id, change.Value }).ToListAsync(cancellationToken);
        return (submission, rows.ToDictionary(row => KeyOf(row.answer), row => cipher.Open(row.Value, row.Id) ?? ""));
    }

    private async Task<CorrectionSheet?> CorrectionAsync(Assignment assignment, Definition definition, ClientType client, OfficeCipher cipher, CancellationToken cancellationToken)
    {
        var id = assignment.Id;
        if (await db.CorrectionRequests.AsNoTracking().Where(r => r.AssignmentId == id).OrderByDescending(r => r.At).FirstOrDefaultAsync(cancellationToken) is not { } request)
            return null;

        var asked = await db.CorrectionQuestions.AsNoTracking().Where(q => q.RequestId == request.Id).ToListAsync(cancellationToken);
        IReadOnlyList<VisibleSection> shown = [];
        if (await SubmissionAsync(id, cancellationToken) is { } handedIn)
        {
            var repetitions = await db.AnswerRepetitions.AsNoTracking().Where(r => r.AssignmentId == id && r.AddedAt <= handedIn.Submission.At)
                .Select(r => new Repetition(r.Group, r.Id)).ToListAsync(cancellationToken);
            shown = Visibility.Of(definition, new AnswerSheet(client, handedIn.Answers, repetitions));
        }

        return new(
            cipher.DecryptMessage(request.Reason, request.Id), request.At, request.MemberName,
            asked.ToDictionary(q => new AnswerKey(q.Question, q.RepetitionId == Guid.Empty ? null : q.RepetitionId, q.Person), q => q.Version),
            shown.SelectMany(section => section.Questions).Select(question => question.Key).ToHashSet(),
            shown.SelectMany(section => section.Groups).Select(group => group.Group.Key).ToHashSet(StringComparer.Ordinal));
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
