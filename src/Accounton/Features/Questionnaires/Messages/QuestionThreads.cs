using Accounton.Data;
using Accounton.Features.Mail;
using Accounton.Features.Questionnaires.Definitions;
using Accounton.Features.Questionnaires.Sending;
using Accounton.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Questionnaires.Messages;

/// <summary>A message in the clear.</summary>
/// <param name="MemberName">Who of the office wrote it; null for the client.</param>
public sealed record MessageLine(string Text, DateTimeOffset At, bool IsFromClient, string? MemberName);

/// <summary>What was written about one question, in the clear: lives in memory only.</summary>
public sealed record ThreadLines(
    AnswerKey Key, DateTimeOffset? ResolvedAt, string? ResolvedByName, bool IsLastFromClient, IReadOnlyList<MessageLine> Messages)
{
    public bool IsOpen => ResolvedAt is null;

    /// <summary>The office wrote last, and waits for the client.</summary>
    public bool WaitsForClient => IsOpen && !IsLastFromClient;
}

/// <summary>
/// Messages of client and office about questions. Each write takes the assignment's row first, so that the number of open
/// threads that it holds is always right.
/// </summary>
public sealed class QuestionThreads(
    AccountonContext db, OfficeCiphers ciphers, QuestionnaireMails questionnaires, Mails mails, CurrentMember member, TimeProvider clock)
{
    /// <summary>In one questionnaire, so that nobody fills the database.</summary>
    public const int MostMessages = 500;

    /// <summary>A mail to the client tells of all that the office writes in this time.</summary>
    private static readonly TimeSpan BetweenMails = TimeSpan.FromMinutes(15);

    /// <summary>All threads of a questionnaire, or one; those that wait for an answer first.</summary>
    public async Task<IReadOnlyList<ThreadLines>> ReadAsync(Guid assignmentId, AnswerKey? only, CancellationToken cancellationToken)
    {
        var threads = await db.QuestionThreads.AsNoTracking().Where(t => t.AssignmentId == assignmentId).ToListAsync(cancellationToken);
        if (only is { } key)
            threads.RemoveAll(thread => KeyOf(thread) != key);
        if (threads.Count == 0)
            return [];

        var ids = threads.ConvertAll(thread => thread.Id);
        var cipher = await ciphers.CurrentAsync(cancellationToken);
        var messages = (await db.ThreadMessages.AsNoTracking().Where(m => ids.Contains(m.ThreadId)).ToListAsync(cancellationToken))
            .OrderBy(message => message.At).ThenBy(message => message.Id)
            .ToLookup(message => message.ThreadId, message => new MessageLine(
                cipher.DecryptMessage(message.Text, message.Id), message.At, message.RespondentId is not null, message.MemberName));
        return
        [
            .. threads.OrderBy(thread => thread.ResolvedAt is not null)
                .ThenByDescending(thread => thread.LastAt).Select(thread => new ThreadLines(
                KeyOf(thread), thread.ResolvedAt, thread.ResolvedByName, thread.IsLastFromClient, [.. messages[thread.Id]])),
        ];
    }

    /// <summary>By the client, or with null by the member that is signed in. What was sent before is not written again.</summary>
    /// <returns>What is wrong with it; null when it was written.</returns>
    public async Task<MessageFault?> WriteAsync(
        Guid assignmentId, Guid? respondentId, AnswerKey key, Guid writeId, string? typed, CancellationToken cancellationToken)
    {
        var (text, fault) = MessageText.Check(typed);
        if (fault is not null)
            return fault;

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = clock.GetUtcNow();
        await TakeAsync(assignmentId, now, cancellationToken);
        var threads = await db.QuestionThreads.Where(t => t.AssignmentId == assignmentId).ToListAsync(cancellationToken);
        var ids = threads.ConvertAll(thread => thread.Id);
        if (await db.ThreadMessages.CountAsync(m => ids.Contains(m.ThreadId), cancellationToken) >= MostMessages)
            return MessageFault.TooMany;

        var thread = threads.Find(one => KeyOf(one) == key);
        if (thread is not null && await db.ThreadMessages.AnyAsync(m => m.ThreadId == thread.Id && m.WriteId == writeId, cancellationToken))
            return null;

        if (thread is null)
        {
            thread = db.QuestionThreads.Add(new QuestionThread
            {
                OfficeId = db.OfficeId, AssignmentId = assignmentId, Question = key.Question,
                RepetitionId = key.Repetition ?? Guid.Empty, Person = key.Person,
            }).Entity;
            threads.Add(thread);
        }

        thread.LastAt = now;
        thread.IsLastFromClient = respondentId is not null;
        thread.ResolvedAt = null;
        thread.ResolvedByName = null;
        var message = db.ThreadMessages.Add(new ThreadMessage
        {
            OfficeId = db.OfficeId, ThreadId = thread.Id, WriteId = writeId, Text = "", At = now, RespondentId = respondentId,
            MemberId = respondentId is null ? member.User?.Id : null, MemberName = respondentId is null ? member.User?.Name : null,
        }).Entity;
        message.Text = (await ciphers.CurrentAsync(cancellationToken)).EncryptMessage(text!, message.Id);
        var mail = respondentId is null ? await MailAsync(assignmentId, now, cancellationToken) : null;
        await SaveAsync(assignmentId, threads, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        if (mail is not null)
            mails.Trigger(mail);
        return null;
    }

    /// <summary>The office is done with a thread. False when there is none.</summary>
    public async Task<bool> ResolveAsync(Guid assignmentId, AnswerKey key, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = clock.GetUtcNow();
        await TakeAsync(assignmentId, now, cancellationToken);
        var threads = await db.QuestionThreads.Where(t => t.AssignmentId == assignmentId).ToListAsync(cancellationToken);
        if (threads.Find(one => KeyOf(one) == key) is not { } thread)
            return false;

        if (thread.ResolvedAt is null)
        {
            thread.ResolvedAt = now;
            thread.ResolvedByName = member.User?.Name;
        }
        await SaveAsync(assignmentId, threads, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private static AnswerKey KeyOf(QuestionThread thread) =>
        new(thread.Question, thread.RepetitionId == Guid.Empty ? null : thread.RepetitionId, thread.Person);

    /// <summary>
    /// Holds the assignment's row until the transaction ends. What was written about is not taken away, as
    /// what was answered is not.
    /// </summary>
    private Task<int> TakeAsync(Guid assignmentId, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.UpdateOwnAsync<Assignment>(
            a => a.Id == assignmentId, set => set.SetProperty(a => a.AnsweredAt, a => a.AnsweredAt ?? now), cancellationToken);

    private async Task SaveAsync(Guid assignmentId, List<QuestionThread> threads, CancellationToken cancellationToken)
    {
        await db.SaveChangesAsync(cancellationToken);
        var open = threads.Count(thread => thread.ResolvedAt is null);
        await db.UpdateOwnAsync<Assignment>(a => a.Id == assignmentId, set => set.SetProperty(a => a.OpenThreads, open), cancellationToken);
    }

    private async Task<OutgoingMail?> MailAsync(Guid assignmentId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var before = now - BetweenMails;
        var isDue = await db.UpdateOwnAsync<Assignment>(
            a => a.Id == assignmentId && (a.MessageMailedAt == null || a.MessageMailedAt <= before),
            set => set.SetProperty(a => a.MessageMailedAt, now),
            cancellationToken) == 1;
        return isDue ? await questionnaires.AddAsync(assignmentId, QuestionnaireMail.Message, cancellationToken) : null;
    }
}
