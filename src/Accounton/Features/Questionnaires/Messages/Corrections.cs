using Accounton.Data;
using Accounton.Features.Audit;
using Accounton.Features.Mail;
using Accounton.Features.Questionnaires.Answering;
using Accounton.Features.Questionnaires.Definitions;
using Accounton.Features.Questionnaires.Sending;
using Accounton.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Questionnaires.Messages;

/// <summary>What came of sending a questionnaire back.</summary>
/// <param name="IsDone">False when it is not handed in (any more), or none of the questions is asked in it.</param>
/// <param name="IsMailed">False when the client cannot be mailed.</param>
public sealed record CorrectionOutcome(bool IsDone, bool IsMailed);

/// <summary>
/// Sends a questionnaire back to its client: some questions are asked again, with the reason, and nothing else can be changed.
/// </summary>
public sealed class Corrections(
    AccountonContext db,
    QuestionnaireSheets sheets,
    AssignmentRows assignments,
    OfficeCiphers ciphers,
    QuestionnaireMails questionnaires,
    Mails mails,
    CurrentMember member,
    AuditLog audit,
    TimeProvider clock)
{
    /// <param name="assignmentId">Which questionnaire.</param>
    /// <param name="questions">What is asked again; what is not asked in it is left out.</param>
    /// <param name="reason">A checked text (<see cref="MessageText"/>).</param>
    /// <param name="cancellationToken">The request's.</param>
    public async Task<CorrectionOutcome> SendBackAsync(
        Guid assignmentId, IReadOnlyCollection<AnswerKey> questions, string reason, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var before = AssignmentStates.Before(AssignmentAct.SendBack);
        var now = clock.GetUtcNow();
        var isHandedIn = await db.UpdateOwnAsync<Assignment>(
            a => a.Id == assignmentId && before.Contains(a.State),
            set => set.SetProperty(a => a.State, AssignmentStates.Next(AssignmentAct.SendBack)).SetProperty(a => a.SentBackAt, now),
            cancellationToken) == 1;
        if (!isHandedIn)
            return new(IsDone: false, IsMailed: false);

        var sheet = await sheets.ReadAsync(assignmentId, cancellationToken);
        var asked = sheet.Sections.SelectMany(section => section.Questions)
            .Select(question => question.Key).Where(questions.Contains).ToList();
        if (asked.Count == 0)
            return new(IsDone: false, IsMailed: false);

        var request = db.CorrectionRequests.Add(new CorrectionRequest
        {
            OfficeId = db.OfficeId, AssignmentId = assignmentId, Reason = "",
            At = now, MemberId = member.User?.Id, MemberName = member.User?.Name,
        }).Entity;
        request.Reason = (await ciphers.CurrentAsync(cancellationToken)).EncryptMessage(reason, request.Id);
        db.CorrectionQuestions.AddRange(asked.Select(key => new CorrectionQuestion
        {
            OfficeId = db.OfficeId, RequestId = request.Id, Question = key.Question,
            RepetitionId = key.Repetition ?? Guid.Empty, Person = key.Person,
            Version = sheet.Stored.GetValueOrDefault(key)?.Version ?? 0,
        }));
        audit.Add(new QuestionnaireSentBack(
            assignmentId, sheet.Assignment.ClientId, sheet.ClientName, sheet.Template.Kind, sheet.Template.IncomeYear, asked.Count));
        var mail = await questionnaires.AddAsync(assignmentId, QuestionnaireMail.SentBack, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await assignments.NoteAsync(await sheets.ReadAsync(assignmentId, cancellationToken), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        if (mail is not null)
            mails.Trigger(mail);
        return new(IsDone: true, mail is not null);
    }
}
