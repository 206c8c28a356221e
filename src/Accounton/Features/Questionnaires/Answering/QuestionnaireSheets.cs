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
public sealed class QuestionnaireSheets(
    AccountonContext db, Templates templates, EarlierAnswers earlier, OfficeCiphers ciphers, LocalTime time)
{
    private const int MostChanges = 1000;

    public async Task<QuestionnaireSheet> ReadAsync(Guid assignmentId, CancellationToken cancellationToken)
    {
        var cipher = await ciphers.CurrentAsync(cancellationToken);
        var assignment = await db.Assignments.AsNoTracking().SingleAsync(a => a.Id == assignmentId, cancellationToken);
        var template = await db.Templates.AsNoTracking().SingleAsync(t => t.Id == assignment.TemplateId, cancellationToken);
        var client = await db.Clients.AsNoTracking().SingleAsync(c => c.Id == assignment.ClientId, cancellationToken);
        var definition = await templates.DefinitionAsync(assignment, cancellationToken);
        var before = await earlier.ReadAsync(assignment, template, client.Type, cipher, cancellationToken);
        var (repetitions, carried) = await RepetitionsAsync(assignmentId, definition, before, cancellationToken);
        var stored = await StoredAsync(assignmentId, cipher, cancellationToken);
        var changes = await ChangesAsync(client, cancellationToken);
        var known = KnownAnswers.Of(definition, ClientValues.From(client, cipher), time.Today);
        return new(
            assignment, template, definition, client.Type, client.ListName(),
            stored, Proposals(definition, known, changes, before), repetitions)
        {
            ClientVersion = client.Version,
            Carried = carried,
            Known = known,
            Shown = Shown(assignment, definition, known, changes),
            LastYear = before.Answers,
            Today = time.Today,
            Correction = assignment.SentBackAt is null
                ? null
                : await CorrectionAsync(assignment, definition, client.Type, cipher, cancellationToken),
            OpenThreads = assignment.OpenThreads == 0
                ? new Dictionary<AnswerKey, bool>()
                : (await db.QuestionThreads.AsNoTracking()
                    .Where(t => t.AssignmentId == assignmentId && t.ResolvedAt == null).ToListAsync(cancellationToken))
                    .ToDictionary(
                        thread =>
                            new AnswerKey(thread.Question, thread.RepetitionId == Guid.Empty ? null : thread.RepetitionId, thread.Person),
                        thread => !thread.IsLastFromClient),
        };
    }

    private async Task<Dictionary<AnswerKey, StoredAnswer>> StoredAsync(
        Guid assignmentId, OfficeCipher cipher, CancellationToken cancellationToken)
    {
        var answers = await db.Answers.AsNoTracking().Where(a => a.AssignmentId == assignmentId).ToListAsync(cancellationToken);
        var aside = await (
            from change in db.AnswerChanges.AsNoTracking()
            join answer in db.Answers on change.AnswerId equals answer.Id
            where answer.AssignmentId == assignmentId && change.Version == null
            select change).ToListAsync(cancellationToken);
        return answers.ToDictionary(KeyOf, answer =>
        {
            var other = aside.Where(change => change.AnswerId == answer.Id && change.MetVersion == answer.Version)
                .MaxBy(change => change.At);
            return new StoredAnswer(
                answer.Id, cipher.Open(answer.Value, answer.Id), answer.Version, answer.At,
                other is null ? null : new SetAside(cipher.Open(other.Value, other.Id), other.At))
            {
                ByName = answer.ByName,
                ReviewedVersion = answer.ReviewedVersion,
            };
        });
    }

    /// <summary>What was handed in last, as it was: the versions that the submission names.</summary>
    public async Task<(Submission Submission, IReadOnlyDictionary<AnswerKey, string> Answers)?> SubmissionAsync(
        Guid assignmentId, CancellationToken cancellationToken)
    {
        if (await db.Submissions.AsNoTracking().Where(s => s.AssignmentId == assignmentId)
            .OrderByDescending(s => s.Number).FirstOrDefaultAsync(cancellationToken) is not { } submission)
            return null;

        var cipher = await ciphers.CurrentAsync(cancellationToken);
        var rows = await (
            from submitted in db.SubmittedAnswers.AsNoTracking()
            join answer in db.Answers on submitted.AnswerId equals answer.Id
            join change in db.AnswerChanges on new
            {
                submitted.AnswerId,
                Version = (int?)submitted.Version,
            } equals new { change.AnswerId, change.Version }
            where submitted.SubmissionId == submission.Id
            select new { answer, change.Id, change.Value }).ToListAsync(cancellationToken);
        return (submission, rows.ToDictionary(row => KeyOf(row.answer), row => cipher.Open(row.Value, row.Id) ?? ""));
    }

    private async Task<CorrectionSheet?> CorrectionAsync(
        Assignment assignment, Definition definition, ClientType client, OfficeCipher cipher, CancellationToken cancellationToken)
    {
        var id = assignment.Id;
        if (await db.CorrectionRequests.AsNoTracking().Where(r => r.AssignmentId == id)
            .OrderByDescending(r => r.At).FirstOrDefaultAsync(cancellationToken) is not { } request)
            return null;

        var asked = await db.CorrectionQuestions.AsNoTracking().Where(q => q.RequestId == request.Id).ToListAsync(cancellationToken);
        IReadOnlyList<VisibleSection> shown = [];
        if (await SubmissionAsync(id, cancellationToken) is { } handedIn)
        {
            var repetitions = await db.AnswerRepetitions.AsNoTracking()
                .Where(r => r.AssignmentId == id && r.AddedAt <= handedIn.Submission.At)
                .Select(r => new Repetition(r.Group, r.Id)).ToListAsync(cancellationToken);
            shown = Visibility.Of(definition, new AnswerSheet(client, handedIn.Answers, repetitions));
        }

        return new(
            cipher.DecryptMessage(request.Reason, request.Id), request.At, request.MemberName,
            asked.ToDictionary(
                q => new AnswerKey(q.Question, q.RepetitionId == Guid.Empty ? null : q.RepetitionId, q.Person), q => q.Version),
            shown.SelectMany(section => section.Questions).Select(question => question.Key).ToHashSet(),
            shown.SelectMany(section => section.Groups).Select(group => group.Group.Key).ToHashSet(StringComparer.Ordinal));
    }

    public static AnswerKey KeyOf(Answer answer) =>
        new(answer.Question, answer.RepetitionId == Guid.Empty ? null : answer.RepetitionId, answer.Person);

    /// <summary>What was added here or carried over from last year and not taken away, in the order in which it was first added.</summary>
    private async Task<(IReadOnlyList<Repetition> All, IReadOnlyDictionary<Guid, CarriedRepetition> Carried)> RepetitionsAsync(
        Guid assignmentId, Definition definition, EarlierSheet before, CancellationToken cancellationToken)
    {
        var rows = await db.AnswerRepetitions.AsNoTracking().Where(r => r.AssignmentId == assignmentId).ToListAsync(cancellationToken);
        var carried = before.KeptIn(definition).Where(one => rows.TrueForAll(row => row.Id != one.Id)).ToDictionary(one => one.Id);
        var all = rows.Where(row => row.RemovedAt is null).Select(row => (row.Group, row.Id, row.AddedAt))
            .Concat(carried.Values.Select(one => (one.Group, one.Id, one.AddedAt)));
        return ([.. all.OrderBy(one => one.AddedAt).ThenBy(one => one.Id).Select(one => new Repetition(one.Group, one.Id))], carried);
    }

    /// <summary>What happened to the client's fields, the latest first.</summary>
    private async Task<IReadOnlyList<FieldChange>> ChangesAsync(Client client, CancellationToken cancellationToken) =>
        await db.ClientChanges.AsNoTracking().Where(c => c.ClientId == client.Id && (c.Field != null || c.Kind == ChangeKind.Added))
            .OrderByDescending(c => c.Version).Take(MostChanges)
            .Select(c => new FieldChange(c.Field, c.Kind, c.At, c.Before, c.AssignmentId)).ToListAsync(cancellationToken);

    /// <summary>
    /// What the client's record says, and else last year's answer, where the question is the same and its answer may be kept.
    /// </summary>
    private Dictionary<AnswerKey, Proposal> Proposals(
        Definition definition, IReadOnlyList<KnownAnswer> all, IReadOnlyList<FieldChange> changes, EarlierSheet before)
    {
        var proposals = KeptAnswers.Of(definition, before.Answers, time.Today)
            .ToDictionary(
                answer => answer.Key, answer => new Proposal(answer.Value, before.At[answer.Key], IsLastYears: true, IsFixed: false));
        foreach (var known in all)
        {
            if (definition.Find(known.Key.Question) is { AskEveryYear: true })
                continue;

            var since = changes.FirstOrDefault(c => c.Field == known.Field.Key) ?? changes.FirstOrDefault(c => c.Kind == ChangeKind.Added);
            proposals[known.Key] = new(known.Value, since?.At, IsLastYears: false, known.IsFixed);
        }

        return proposals;
    }

    /// <summary>
    /// What the client's record answered when the questionnaire was first opened, which is the least that the client saw. What
    /// was taken over from this questionnaire since is the client's own.
    /// </summary>
    private static Dictionary<AnswerKey, string> Shown(
        Assignment assignment, Definition definition, IReadOnlyList<KnownAnswer> known, IReadOnlyList<FieldChange> changes)
    {
        var shown = known.ToDictionary(answer => answer.Key, answer => answer.Value);
        var since = assignment.OpenedAt ?? assignment.AnsweredAt ?? assignment.AssignedAt;
        foreach (var group in definition.Groups.Where(one => one.Repeat is null))
        {
            foreach (var question in group.Questions.Where(one => one.Field is not null))
            {
                // The first one after it was opened tells what stood there then.
                if (changes.LastOrDefault(
                    c => c.Field == question.Field && c.At > since && c.AssignmentId != assignment.Id) is not { } change)
                    continue;

                var key = new AnswerKey(question.Key, null, group.PerPerson ? Person.Main : Person.Common);
                if (change.Before is { } before)
                    shown[key] = before;
                else
                    shown.Remove(key);
            }
        }

        return shown;
    }

    /// <summary>A change of a client's field.</summary>
    private sealed record FieldChange(string? Field, ChangeKind Kind, DateTimeOffset At, string? Before, Guid? AssignmentId);
}
