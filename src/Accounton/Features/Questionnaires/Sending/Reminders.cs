using Accounton.Data;
using Accounton.Features.Mail;
using Accounton.Jobs;
using Accounton.Tenancy;
using Hangfire;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Questionnaires.Sending;

/// <summary>How far a client is, which decides what a reminder says.</summary>
public enum ReminderText
{
    NotOpened = 1,
    HalfDone = 2,

    /// <summary>The office asked for some answers again.</summary>
    SentBack = 3,

    /// <summary>All is answered, but documents are missing.</summary>
    DocumentsMissing = 4,
}

/// <summary>Which reminder a questionnaire calls for.</summary>
public static class ReminderTexts
{
    public static ReminderText Of(Assignment assignment) =>
        assignment.SentBackAt is not null ? ReminderText.SentBack
        : assignment.State == AssignmentState.Sent ? ReminderText.NotOpened
        : assignment.Asked > 0 && assignment.Answered >= assignment.Asked && assignment.MissingDocuments > 0 ? ReminderText.DocumentsMissing
        : ReminderText.HalfDone;
}

/// <summary>
/// Reminds clients, a page at a time. Which are due stands in a column of their own; a page is taken by one conditional update,
/// so that of two jobs at once one writes it.
/// </summary>
public sealed class Reminders(AccountonContext db, QuestionnaireMails questionnaires, Mails mails, ClientClock time)
{
    private const int PageSize = 100;

    /// <summary>The client chose a day; false when it is none that can be chosen, or all was handed in.</summary>
    public async Task<bool> ChooseAsync(Guid assignmentId, DateOnly day, CancellationToken cancellationToken)
    {
        if (!time.DaysToChoose.Contains(day))
            return false;

        var next = time.NextReminder(new ReminderTerms(null, null), time.Now, day);
        return await db.UpdateOwnAsync<Assignment>(
            a => a.Id == assignmentId && (a.State == AssignmentState.Sent || a.State == AssignmentState.Opened),
            set => set.SetProperty(a => a.RemindOn, day).SetProperty(a => a.NextReminderAt, next), cancellationToken) > 0;
    }

    /// <summary>Mails those that are due; how many. Null when there are no more.</summary>
    public async Task<int?> WritePageAsync(CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        var now = time.Now;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var due = await (
            from assignment in db.Assignments.AsNoTracking()
            join client in db.Clients on assignment.ClientId equals client.Id
            join template in db.Templates on assignment.TemplateId equals template.Id
            where assignment.NextReminderAt <= now
            orderby assignment.NextReminderAt
            select new MailedQuestionnaire(assignment, client, template)).Take(PageSize).ToListAsync(cancellationToken);
        if (due.Count == 0)
            return null;

        var ids = due.Select(one => one.Assignment.Id).ToList();
        var taken = await db.UpdateOwnAsync<Assignment>(
            a => EF.Parameter(ids).Contains(a.Id) && a.NextReminderAt <= now,
            set => set.SetProperty(a => a.NextReminderAt, (DateTimeOffset?)null).SetProperty(a => a.RemindOn, (DateOnly?)null),
            cancellationToken);
        if (taken < due.Count)
            return 0;

        var added = await questionnaires.AddAllAsync(QuestionnaireMail.Reminder, due, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        foreach (var group in added.GroupBy(mail => time.NextReminder(TermsOf(mail.About.Assignment), now, null)))
        {
            var again = group.Select(mail => mail.About.Assignment.Id).ToList();
            await db.UpdateOwnAsync<Assignment>(
                a => EF.Parameter(again).Contains(a.Id),
                set => set.SetProperty(a => a.SentAt, now).SetProperty(a => a.RemindedAt, now)
                    .SetProperty(a => a.NextReminderAt, group.Key), cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        if (added.Count > 0)
            mails.Trigger(added[0].Mail);
        return added.Count;
    }

    private static ReminderTerms TermsOf(Assignment assignment) => new(assignment.ReminderWeeks, assignment.RemindUntil);
}

/// <summary>Sends an office's reminders that are due.</summary>
[JobRules, JobName("Remind an office's clients ({0})")]
public sealed class RemindersJob(Reminders reminders)
{
    [AutomaticRetry(Attempts = 0)]
    public async Task RunAsync(Guid officeId, CancellationToken cancellationToken)
    {
        while (await reminders.WritePageAsync(cancellationToken) is not null)
            cancellationToken.ThrowIfCancellationRequested();
    }
}

/// <summary>The offices of which reminders are due.</summary>
public sealed class ReminderDueWork(AccountonContext db, IBackgroundJobClient jobs) : IDueWork
{
    public async Task<IReadOnlyList<DueStep>> FindAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
    [
        .. (await CrossOfficeQueries.OfficesWithRemindersAsync(db, now, cancellationToken)).Select(office => DueStep.Trigger(
            "remind clients", () => jobs.Enqueue<RemindersJob>(JobQueues.Big, job => job.RunAsync(office, CancellationToken.None)))),
    ];
}
