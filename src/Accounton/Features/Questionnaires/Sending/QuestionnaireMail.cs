using Accounton.Data;
using Accounton.Features.Clients;
using Accounton.Features.Mail;
using Accounton.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Questionnaires.Sending;

/// <summary>Why a client is mailed about a questionnaire. Stored by name.</summary>
public enum QuestionnaireMail
{
    Invitation = 1,
    Reminder = 2,

    /// <summary>Some answers are asked for again.</summary>
    SentBack = 3,

    /// <summary>The office wrote something beside a question.</summary>
    Message = 4,

    /// <summary>Asked for by the client, who waits for it.</summary>
    Code = 5,

    /// <inheritdoc cref="Code"/>
    NewLink = 6,
}

/// <summary>Why a mail to a client does not leave any more. Stored by name.</summary>
public enum MailDrop
{
    HandedIn = 1,
    Archived = 2,

    /// <summary>The respondent's links work no more.</summary>
    Withdrawn = 3,
    NoEmail = 4,

    /// <summary>Somebody put the questionnaire back to not sent.</summary>
    TakenBack = 5,

    /// <summary>The client answered what the office asked, or the office settled it.</summary>
    Settled = 6,
}

/// <summary>What decides whether a mail to a client still leaves.</summary>
/// <param name="IsSettled">No message of the office waits for the client's answer.</param>
public sealed record QuestionnaireMailFacts(
    AssignmentState State, bool IsArchived, bool IsWithdrawn, string? Email, bool IsSettled = false);

/// <summary>The rules of mails to clients, looked at when a mail is made and again as it leaves.</summary>
public static class QuestionnaireMailRules
{
    /// <summary>A client waits for it: it overtakes what goes to many, and knows no quiet hours.</summary>
    public static bool IsUrgent(QuestionnaireMail mail) => mail is QuestionnaireMail.Code or QuestionnaireMail.NewLink;

    /// <summary>Why it does not leave; null when it does.</summary>
    public static MailDrop? Drop(QuestionnaireMail mail, QuestionnaireMailFacts facts) =>
        facts.IsWithdrawn ? MailDrop.Withdrawn
        : MailAddresses.Parse(facts.Email) is null ? MailDrop.NoEmail
        : IsUrgent(mail) ? null
        : facts.IsArchived ? MailDrop.Archived
        : mail == QuestionnaireMail.Message ? facts.IsSettled ? MailDrop.Settled : null
        : facts.State switch
        {
            AssignmentState.NotSent => MailDrop.TakenBack,
            AssignmentState.ToProcess or AssignmentState.Processed => MailDrop.HandedIn,
            _ => null,
        };
}

/// <summary>Asked as a mail to a client leaves; and notes with the questionnaire that one did not arrive, or may not have.</summary>
public sealed class QuestionnaireMailReason(AccountonContext db, ClientClock time) : IMailReason
{
    public bool Knows(string reason) => Enum.TryParse<QuestionnaireMail>(reason, out _);

    public async Task<MailVerdict> JudgeAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        var facts = await (
            from respondent in db.Respondents
            join assignment in db.Assignments on respondent.AssignmentId equals assignment.Id
            join client in db.Clients on assignment.ClientId equals client.Id
            where respondent.Id == mail.RespondentId
            select new QuestionnaireMailFacts(
                assignment.State, client.IsArchived, respondent.WithdrawnAt != null, respondent.Email ?? client.Email,
                !db.QuestionThreads.Any(t => t.AssignmentId == assignment.Id && t.ResolvedAt == null && !t.IsLastFromClient)))
                    .SingleAsync(cancellationToken);

        // To the address there is now: it may have been corrected while the mail waited.
        var kind = Enum.Parse<QuestionnaireMail>(mail.Reason!);
        return new(
            QuestionnaireMailRules.Drop(kind, facts)?.ToString(),
            MailAddresses.Parse(facts.Email),
            QuestionnaireMailRules.IsUrgent(kind) ? null : time.NextLoud);
    }

    public Task NoteTroubleAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        var trouble = mail.State == MailState.Uncertain ? MailTrouble.Uncertain : MailTrouble.Refused;
        return db.UpdateOwnAsync<Assignment>(
            a => a.Id == mail.AssignmentId, set => set.SetProperty(a => a.MailTrouble, trouble), cancellationToken);
    }
}

/// <summary>A questionnaire whose client is mailed.</summary>
public sealed record MailedQuestionnaire(Assignment Assignment, Client Client, Template Template);

/// <summary>A mail that was added.</summary>
public sealed record AddedMail(MailedQuestionnaire About, OutgoingMail Mail);
