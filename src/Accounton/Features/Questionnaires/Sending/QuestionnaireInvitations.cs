using Accounton.Data;
using Accounton.Features.Audit;
using Accounton.Features.Clients;
using Accounton.Features.Mail;
using Accounton.Localisation;
using Accounton.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Questionnaires.Sending;

/// <summary>Why a questionnaire is not sent.</summary>
public enum SendRefusal
{
    /// <summary>The client has no e-mail address, or one that cannot be written to.</summary>
    NoEmail = 1,

    /// <summary>The client is archived.</summary>
    Archived = 2,

    /// <summary>It was handed in, by the client or for the client.</summary>
    HandedIn = 3,

    /// <summary>It was sent before: who wants to send it again does so on its own page.</summary>
    WasSent = 4,

    /// <summary>A mail left less than a minute ago.</summary>
    JustSent = 5,
}

/// <summary>What decides whether a questionnaire is sent.</summary>
public readonly record struct SendFacts(AssignmentState State, DateTimeOffset? SentAt, bool IsArchived, string? Email);

/// <summary>A questionnaire that may be sent, in which language, or why not.</summary>
/// <param name="Language">That of the mail: the client's, or the office's when it is none of ours.</param>
public sealed record SendOffer(Assignment Assignment, Client Client, Template Template, Language Language, SendRefusal? Refusal)
{
    /// <summary>The client's language is none that questionnaires are in.</summary>
    public bool IsOtherLanguage => Language.Code != Client.Language;
}

/// <summary>
/// Sends questionnaires to clients by mail, a page at a time, once for each press of the button, however
/// often that is pressed at once.
/// </summary>
public sealed class QuestionnaireInvitations(
    AccountonContext db, QuestionnaireMails questionnaires, Mails mails, AuditLog audit, ClientClock time)
{
    private const int MostTries = 3;

    private static readonly TimeSpan BetweenMails = TimeSpan.FromMinutes(1);

    /// <summary>Why a client's questionnaire is not sent; null when it is.</summary>
    /// <param name="facts">Of the questionnaire and its client.</param>
    /// <param name="again">Also when it was sent before.</param>
    /// <param name="now">To see whether that was just now.</param>
    public static SendRefusal? Refuse(SendFacts facts, bool again, DateTimeOffset now) =>
        facts.IsArchived ? SendRefusal.Archived
        : !facts.State.IsOpen() ? SendRefusal.HandedIn
        : MailAddresses.Parse(facts.Email) is null ? SendRefusal.NoEmail
        : facts.SentAt is null ? null
        : !again ? SendRefusal.WasSent
        : now - facts.SentAt < BetweenMails ? SendRefusal.JustSent
        : null;

    /// <param name="ids">Of assignments; those there are not are left out.</param>
    /// <param name="again">Also what was sent before.</param>
    /// <param name="cancellationToken">The request's.</param>
    public async Task<IReadOnlyList<SendOffer>> OfferAsync(IReadOnlyCollection<Guid> ids, bool again, CancellationToken cancellationToken)
    {
        var rows = await (
            from assignment in db.Assignments.AsNoTracking()
            join client in db.Clients on assignment.ClientId equals client.Id
            join template in db.Templates on assignment.TemplateId equals template.Id
            where EF.Parameter(ids).Contains(assignment.Id)
            orderby client.SortName
            select new { assignment, client, template }).ToListAsync(cancellationToken);
        var office = db.OfficeId;
        var language = Language.Find(await db.Offices.Where(o => o.Id == office).Select(o => o.Language).SingleAsync(cancellationToken))
            ?? Language.Dutch;
        return
        [
            .. rows.Select(row => new SendOffer(
                row.assignment, row.client, row.template, Language.Find(row.client.Language) ?? language, Refuse(
                    new(row.assignment.State, row.assignment.SentAt, row.client.IsArchived, row.client.Email), again, time.Now))),
        ];
    }

    /// <summary>Sends those that are not refused; how many. What somebody else sends at the same moment is not sent twice.</summary>
    /// <param name="ids">Of assignments.</param>
    /// <param name="again">Also what was sent before.</param>
    /// <param name="terms">When they are reminded.</param>
    /// <param name="author">Who sends; null for the member who is signed in.</param>
    /// <param name="note">Told how many are sent, in the same transaction.</param>
    /// <param name="cancellationToken">The request's, or the job's.</param>
    public async Task<int> SendAsync(
        IReadOnlyCollection<Guid> ids,
        bool again,
        ReminderTerms terms,
        ChangeAuthor? author,
        Func<int, Task>? note,
        CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            db.ChangeTracker.Clear();
            SendOffer[] wanted = [.. (await OfferAsync(ids, again, cancellationToken)).Where(offer => offer.Refusal is null)];
            if (wanted.Length == 0)
            {
                await (note?.Invoke(0) ?? Task.CompletedTask);
                return 0;
            }

            if (await TrySendAsync(wanted, terms, author, note, cancellationToken) is { } sent)
                return sent;

            if (attempt == MostTries)
                throw new InvalidOperationException("Questionnaires changed each time they were about to be sent.");
        }
    }

    private async Task<int?> TrySendAsync(
        SendOffer[] wanted, ReminderTerms terms, ChangeAuthor? author, Func<int, Task>? note, CancellationToken cancellationToken)
    {
        var ids = wanted.Select(offer => offer.Assignment.Id).ToList();
        var now = time.Now;
        var next = time.NextReminder(terms, now, null);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);

        // Compared with what was looked at: of two at once one sends, and the other looks again.
        var states = AssignmentStates.Before(AssignmentAct.Send);
        var before = wanted.Length == 1 ? wanted[0].Assignment.SentAt : null;
        var mine = await db.UpdateOwnAsync<Assignment>(
            a => EF.Parameter(ids).Contains(a.Id) && a.SentAt == before && states.Contains(a.State),
            set => set.SetProperty(a => a.SentAt, now).SetProperty(a => a.MailTrouble, (MailTrouble?)null)
                .SetProperty(a => a.ReminderWeeks, terms.Weeks)
                .SetProperty(a => a.RemindUntil, terms.Until).SetProperty(a => a.NextReminderAt, next)
                .SetProperty(a => a.State, AssignmentStates.Next(AssignmentAct.Send)), cancellationToken);
        if (mine < wanted.Length)
            return null;

        foreach (var offer in wanted.Where(offer => offer.Assignment.State == AssignmentState.NotSent))
            offer.Assignment.State = AssignmentState.Sent;
        var added = await questionnaires.AddAllAsync(
            QuestionnaireMail.Invitation,
            [.. wanted.Select(offer => new MailedQuestionnaire(offer.Assignment, offer.Client, offer.Template))],
            cancellationToken);
        foreach (var offer in wanted)
        {
            var sent = new QuestionnaireSent(
                offer.Assignment.Id, offer.Client.Id, offer.Client.ListName(), offer.Template.Kind, offer.Template.IncomeYear);
            if (author is null)
                audit.Add(sent);
            else
                audit.Add(sent, author.ById, author.ByName);
        }

        await db.SaveChangesAsync(cancellationToken);
        await (note?.Invoke(wanted.Length) ?? Task.CompletedTask);
        await transaction.CommitAsync(cancellationToken);
        if (added.Count > 0)
            mails.Trigger(added[0].Mail);
        return wanted.Length;
    }
}
