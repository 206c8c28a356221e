using Accounton.Data;
using Accounton.Features.Audit;
using Accounton.Features.Clients;
using Accounton.Features.Questionnaires.Definitions;
using Accounton.Features.Questionnaires.Uploads;
using Accounton.Localisation;
using Accounton.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Questionnaires.Answering;

/// <summary>An answer as somebody gives it.</summary>
/// <param name="Id">Of this write: what is sent twice is written once.</param>
/// <param name="BaseVersion">Which version of the answer was seen; 0 for none.</param>
/// <param name="Typed">As it was typed or chosen; nothing empties the answer.</param>
public sealed record AnswerWrite(Guid Id, AnswerKey Key, int BaseVersion, string? Typed);

/// <summary>What came of a write. Sent to the browser by name.</summary>
public enum WriteOutcome
{
    Saved = 1,

    /// <summary>Somebody had answered since: theirs stays, and this one is set aside where both see it.</summary>
    Conflict = 2,

    /// <summary>It is no right answer, and nothing was written.</summary>
    Invalid = 3,

    /// <summary>The question is none of this questionnaire's, or not the client's to change.</summary>
    Refused = 4,

    /// <summary>The questionnaire was handed in.</summary>
    Closed = 5,
}

/// <summary>What came of a write, for who sent it.</summary>
public sealed record AnswerReceipt(Guid Id, AnswerKey Key, WriteOutcome Outcome, AnswerFault? Fault = null);

/// <summary>
/// Writes answers of a questionnaire. Each batch first takes the assignment's row, by an update that only an open questionnaire
/// lets through: so writes of one questionnaire come one after the other, and none comes after it was handed in.
/// </summary>
/// <remarks>Where no respondent is named, the member of the office who is signed in writes for the client.</remarks>
public sealed class AnswerWriter(
    AccountonContext db,
    QuestionnaireSheets sheets,
    AssignmentRows assignments,
    OfficeCiphers ciphers,
    CurrentMember member,
    AuditLog audit,
    LocalTime time,
    TimeProvider clock)
{
    /// <summary>Writes in the order that is given, and gives the questionnaire as it is then.</summary>
    public async Task<(QuestionnaireSheet Sheet, IReadOnlyList<AnswerReceipt> Receipts)> WriteAsync(
        Guid assignmentId, Guid? respondentId, IReadOnlyList<AnswerWrite> writes, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var isOpen = await assignments.HoldOpenAsync(assignmentId, cancellationToken);
        var sheet = await sheets.ReadAsync(assignmentId, cancellationToken);
        if (!isOpen)
            return (sheet, [.. writes.Select(write => new AnswerReceipt(write.Id, write.Key, WriteOutcome.Closed))]);

        var batch = new Batch(
            sheet, await ciphers.CurrentAsync(cancellationToken), respondentId, ByName(respondentId), clock.GetUtcNow(),
            await db.Answers.Where(a => a.AssignmentId == assignmentId).ToDictionaryAsync(QuestionnaireSheets.KeyOf, cancellationToken));
        var answered = writes.Select(write => batch.Rows.GetValueOrDefault(write.Key)?.Id).OfType<Guid>().ToList();
        var ids = writes.Select(write => write.Id).ToList();
        var before = (await db.AnswerChanges.AsNoTracking()
            .Where(c => answered.Contains(c.AnswerId) && ids.Contains(c.WriteId)).ToListAsync(cancellationToken))
            .ToDictionary(c => (c.AnswerId, c.WriteId));
        var receipts = writes.Select(write => Write(batch, write, before)).ToList();
        await db.SaveChangesAsync(cancellationToken);
        if (receipts.Exists(receipt => receipt.Outcome is WriteOutcome.Saved or WriteOutcome.Conflict))
            await assignments.NoteAnsweredAsync(assignmentId, isByClient: respondentId is not null, cancellationToken);
        sheet = sheet.With(batch.Stored);
        await assignments.NoteAsync(sheet, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (sheet, receipts);
    }

    /// <summary>Stores what is proposed in some groups and not confirmed yet.</summary>
    public async Task ConfirmAsync(
        QuestionnaireSheet sheet, Guid? respondentId, IEnumerable<VisibleGroup> groups, CancellationToken cancellationToken)
    {
        AnswerWrite[] writes = [.. groups.SelectMany(sheet.ToConfirm)
            .Select(one => new AnswerWrite(Guid.CreateVersion7(), one.Key, 0, one.Proposal.Value))];
        await WriteAsync(sheet.Assignment.Id, respondentId, writes, cancellationToken);
    }

    /// <summary>
    /// One more of what a group repeats for; null when there are as many as there may be, or the questionnaire was handed in.
    /// </summary>
    public async Task<Guid?> AddRepetitionAsync(Guid assignmentId, string group, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await assignments.HoldOpenAsync(assignmentId, cancellationToken))
            return null;

        var sheet = await sheets.ReadAsync(assignmentId, cancellationToken);
        if (sheet.Definition.Groups.FirstOrDefault(one => one.Key == group) is not { Repeat: { } repeat } found || !sheet.CanAdd(found)
            || sheet.Repetitions.Count(one => one.Group == group) >= repeat.Most)
            return null;

        var added = db.AnswerRepetitions.Add(new AnswerRepetition
        {
            OfficeId = db.OfficeId, AssignmentId = assignmentId, Group = group, AddedAt = clock.GetUtcNow(),
        }).Entity;
        await db.SaveChangesAsync(cancellationToken);
        await assignments.NoteAnsweredAsync(assignmentId, isByClient: false, cancellationToken);
        await assignments.NoteAsync(await sheets.ReadAsync(assignmentId, cancellationToken), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return added.Id;
    }

    /// <summary>Takes one away; its answers are kept, and in no submission.</summary>
    public async Task RemoveRepetitionAsync(Guid assignmentId, Guid id, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await assignments.HoldOpenAsync(assignmentId, cancellationToken)
            || !(await sheets.ReadAsync(assignmentId, cancellationToken)).CanRemove(id))
            return;

        var now = clock.GetUtcNow();
        await db.UpdateOwnAsync<AnswerRepetition>(
            r => r.Id == id && r.AssignmentId == assignmentId && r.RemovedAt == null,
            set => set.SetProperty(r => r.RemovedAt, now),
            cancellationToken);
        if ((await sheets.ReadAsync(assignmentId, cancellationToken)).Carried.TryGetValue(id, out var carried))
        {
            db.AnswerRepetitions.Add(RowOf(carried, assignmentId, removedAt: now));
            await db.SaveChangesAsync(cancellationToken);
        }

        await assignments.NoteAnsweredAsync(assignmentId, isByClient: false, cancellationToken);
        await assignments.NoteAsync(await sheets.ReadAsync(assignmentId, cancellationToken), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>
    /// Hands it in with the answers that count. False when a declaration is missing; handing in twice does nothing twice.
    /// </summary>
    public async Task<bool> SubmitAsync(Guid assignmentId, Guid? respondentId, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var before = AssignmentStates.Before(AssignmentAct.Submit);
        var isFirst = await db.UpdateOwnAsync<Assignment>(
            a => a.Id == assignmentId && before.Contains(a.State),
            set => set.SetProperty(a => a.State, AssignmentStates.Next(AssignmentAct.Submit)).SetProperty(a => a.SubmittedAt, now),
            cancellationToken) == 1;
        if (!isFirst)
            return true;

        var sheet = await sheets.ReadAsync(assignmentId, cancellationToken);
        if (sheet.OpenDeclarations.Any())
            return false;

        var number = 1 + await db.Submissions.CountAsync(s => s.AssignmentId == assignmentId, cancellationToken);
        var submission = db.Submissions.Add(new Submission
        {
            OfficeId = db.OfficeId, AssignmentId = assignmentId, Number = number,
            At = now, RespondentId = respondentId, ByName = ByName(respondentId),
        }).Entity;
        db.SubmittedAnswers.AddRange(sheet.Counted.Keys.Select(key => new SubmittedAnswer
        {
            OfficeId = db.OfficeId, SubmissionId = submission.Id, AnswerId = sheet.Stored[key].Id, Version = sheet.Stored[key].Version,
        }));
        var documents = DocumentSheet.Asked(sheet).Select(one => one.Document.Key).ToList();
        await db.UpdateOwnAsync<Upload>(
            u => u.AssignmentId == assignmentId && u.State == UploadState.Stored && u.HandedInAt == null && documents.Contains(u.Document),
            set => set.SetProperty(u => u.HandedInAt, now),
            cancellationToken);
        var submitted = new QuestionnaireSubmitted(
            assignmentId, sheet.Assignment.ClientId, sheet.ClientName, sheet.Template.Kind, sheet.Template.IncomeYear);
        if (respondentId is null)
            audit.Add(submitted);
        else
            audit.Add(submitted, null, sheet.ClientName);
        await db.SaveChangesAsync(cancellationToken);
        if (sheet.Correction is not null)
        {
            await db.UpdateOwnAsync<Assignment>(
                a => a.Id == assignmentId, set => set.SetProperty(a => a.SentBackAt, (DateTimeOffset?)null), cancellationToken);
            await assignments.NoteAsync(await sheets.ReadAsync(assignmentId, cancellationToken), cancellationToken);
        }

        var differences = sheet.OpenDifferences.Count();
        await db.UpdateOwnAsync<Assignment>(
            a => a.Id == assignmentId, set => set.SetProperty(a => a.Differences, differences), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private AnswerReceipt Write(Batch batch, AnswerWrite write, Dictionary<(Guid AnswerId, Guid WriteId), AnswerChange> earlier)
    {
        if (QuestionOf(batch.Sheet, write.Key) is not { } question || (batch.RespondentId is not null && !batch.Sheet.CanAnswer(write.Key)))
            return new(write.Id, write.Key, WriteOutcome.Refused);

        var proposal = batch.Sheet.Proposals.GetValueOrDefault(write.Key);
        var check = AnswerValues.Check(
            question, write.Typed == SectionModel.Confirm ? proposal?.Value : write.Typed, new CheckContext(time.Today));
        if (check.Fault is { } fault)
            return new(write.Id, write.Key, WriteOutcome.Invalid, fault);
        if (proposal is { IsFixed: true } && check.Value != proposal.Value)
            return new(write.Id, write.Key, WriteOutcome.Refused);

        var row = batch.Rows.GetValueOrDefault(write.Key);
        var stored = batch.Stored.GetValueOrDefault(write.Key);
        if (row is not null && earlier.TryGetValue((row.Id, write.Id), out var before))
        {
            if (before.Version is { } version)
                batch.Last[write.Key] = (write.BaseVersion, version);
            return new(write.Id, write.Key, before.Version is null ? WriteOutcome.Conflict : WriteOutcome.Saved);
        }

        if (stored?.Value == check.Value && !batch.IsAskedAgain(write.Key))
            return new(write.Id, write.Key, WriteOutcome.Saved);

        if (row is null)
        {
            if (write.Key.Repetition is { } repetition
                && batch.Sheet.Carried.TryGetValue(repetition, out var carried) && batch.Begun.Add(repetition))
                db.AnswerRepetitions.Add(RowOf(carried, batch.Sheet.Assignment.Id));
            row = db.Answers.Add(new Answer
            {
                OfficeId = db.OfficeId, AssignmentId = batch.Sheet.Assignment.Id, Question = write.Key.Question,
                RepetitionId = write.Key.Repetition ?? Guid.Empty, Person = write.Key.Person,
            }).Entity;
            batch.Rows[write.Key] = row;
        }
        else if (row.Version != write.BaseVersion && !batch.Follows(write, row))
        {
            Note(batch, row, write, check.Value, version: null);
            batch.Stored[write.Key] = stored! with { SetAside = new(check.Value, batch.Now) };
            return new(write.Id, write.Key, WriteOutcome.Conflict);
        }

        row.Version = row.Version + 1;
        row.Value = batch.Cipher.Seal(check.Value, row.Id);
        row.At = batch.Now;
        row.RespondentId = batch.RespondentId;
        row.ByName = batch.ByName;
        Note(batch, row, write, check.Value, row.Version);
        batch.Last[write.Key] = (write.BaseVersion, row.Version);
        batch.Stored[write.Key] = new(row.Id, check.Value, row.Version, batch.Now, null)
        {
            ByName = row.ByName, ReviewedVersion = row.ReviewedVersion,
        };
        return new(write.Id, write.Key, WriteOutcome.Saved);
    }

    private void Note(Batch batch, Answer row, AnswerWrite write, string? value, int? version)
    {
        var change = db.AnswerChanges.Add(new AnswerChange
        {
            OfficeId = db.OfficeId, AnswerId = row.Id, WriteId = write.Id, BaseVersion = write.BaseVersion, Version = version,
            MetVersion = version is null ? row.Version : null, At = batch.Now, RespondentId = batch.RespondentId, ByName = batch.ByName,
        }).Entity;
        change.Value = batch.Cipher.Seal(value, change.Id);
    }

    /// <summary>The question, where the key is one that it can have here.</summary>
    private static Definitions.Question? QuestionOf(QuestionnaireSheet sheet, AnswerKey key)
    {
        foreach (var group in sheet.Definition.Groups)
        {
            if (group.Questions.FirstOrDefault(question => question.Key == key.Question) is not { Kind: not QuestionKind.Files } question)
                continue;

            var isOnce = group.Repeat is null
                ? key.Repetition is null
                : key.Repetition is { } id && sheet.Repetitions.Contains(new Repetition(group.Key, id));
            return isOnce && (group.PerPerson ? key.Person is Person.Main : key.Person is Person.Common) ? question : null;
        }

        return null;
    }

    private string? ByName(Guid? respondentId) => respondentId is null ? member.User?.Name : null;

    private AnswerRepetition RowOf(CarriedRepetition carried, Guid assignmentId, DateTimeOffset? removedAt = null) => new()
    {
        OfficeId = db.OfficeId, Id = carried.Id, AssignmentId = assignmentId,
        Group = carried.Group, AddedAt = carried.AddedAt, RemovedAt = removedAt,
    };

    /// <summary>What writes of one batch share.</summary>
    private sealed record Batch(
        QuestionnaireSheet Sheet,
        OfficeCipher Cipher,
        Guid? RespondentId,
        string? ByName,
        DateTimeOffset Now,
        Dictionary<AnswerKey, Answer> Rows)
    {
        public Dictionary<AnswerKey, StoredAnswer> Stored { get; } = new(Sheet.Stored);

        /// <summary>What was carried over from last year and has a row now.</summary>
        public HashSet<Guid> Begun { get; } = [];

        /// <summary>Of each answer the last write in this batch: what it was made on, and what it became.</summary>
        public Dictionary<AnswerKey, (int Base, int Version)> Last { get; } = [];

        /// <summary>Sent back, and not answered since: the same answer once more is an answer.</summary>
        public bool IsAskedAgain(AnswerKey key) => Sheet.Correction?.Waits(key, Stored.GetValueOrDefault(key)?.Version ?? 0) == true;

        /// <summary>
        /// Whoever answers again before the first answer is acknowledged still names the version of before: it follows their own.
        /// </summary>
        public bool Follows(AnswerWrite write, Answer row) =>
            Last.TryGetValue(write.Key, out var last) && last == (write.BaseVersion, row.Version);
    }
}
