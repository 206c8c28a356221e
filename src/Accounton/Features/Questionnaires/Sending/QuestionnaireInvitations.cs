using Accounton.Data;
using Accounton.Features.Audit;
using Accounton.Features.Clients;
using Accounton.Features.Mail;
using Accounton.Features.Questionnaires.Answering;
using Accounton.Features.Questionnaires.Definitions;
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

/// <summary>A questionnaire that may be sent, in which language, or why not.</summary>
/// <param name="Language">That of the mail: the client's, or the office's when it is none of ours.</param>
public sealed record SendOffer(Assignment Assignment, Client Client, Template Template, Language Language, SendRefusal? Refusal)
{
    /// <summary>The client's language is none that questionnaires are in.</summary>
    public bool IsOtherLanguage => Language.Code != Client.Language;
}

/// <summary>Sends questionnaires to clients by mail, once for each press of the button, however often that is pressed at once.</summary>
public sealed class QuestionnaireInvitations(
    AccountonContext db, QuestionnaireMails questionnaires, Mails mails, AuditLog audit, Texts texts, TimeProvider clock)
{
    private static readonly TimeSpan BetweenMails = TimeSpan.FromMinutes(1);

    /// <param name="ids">Of assignments; those there are not are left out.</param>
    /// <param name="again">Also what was sent before.</param>
    /// <param name="cancellationToken">The request's.</param>
    public async Task<IReadOnlyList<SendOffer>> OfferAsync(IReadOnlyCollection<Guid> ids, bool again, CancellationToken cancellationToken)
    {
        var rows = await (
            from assignment in db.Assignments.AsNoTracking()
            join client in db.Clients on assignment.ClientId equals client.Id
            join template in db.Templates on assignment.TemplateId equals template.Id
            where ids.Contains(assignment.Id)
            orderby client.SortName
            select new { assignment, client, template }).ToListAsync(cancellationToken);
        var office = db.OfficeId;
        var language = Language.Find(await db.Offices.Where(o => o.Id == office).Select(o => o.Language).SingleAsync(cancellationToken)) ?? Language.Dutch;
        return [.. rows.Select(row => new SendOffer(row.assignment, row.client, row.template, Language.Find(row.client.Language) ?? language, Refuse(row.assignment, row.client, again)))];
    }

    /// <summary>Sends those that are not refused; how many.</summary>
    public async Task<int> SendAsync(IReadOnlyList<SendOffer> offers, CancellationToken cancellationToken)
    {
        var office = db.OfficeId;
        var name = await db.Offices.Where(o => o.Id == office).Select(o => o.Name).SingleAsync(cancellationToken);
        var sent = 0;
        foreach (var offer in offers.Where(offer => offer.Refusal is null))
        {
            db.ChangeTracker.Clear();
            if (await SendAsync(offer, name, cancellationToken) is not { } mail)
                continue;

            mails.Trigger(mail);
            sent++;
        }

        return sent;
    }

    private SendRefusal? Refuse(Assignment assignment, Client client, bool again) =>
        client.IsArchived ? SendRefusal.Archived
        : !assignment.State.IsOpen() ? SendRefusal.HandedIn
        : MailAddresses.Parse(client.Email) is null ? SendRefusal.NoEmail
        : assignment.SentAt is null ? null
        : !again ? SendRefusal.WasSent
        : clock.GetUtcNow() - assignment.SentAt < BetweenMails ? SendRefusal.JustSent
        : null;

    private async Task<OutgoingMail?> SendAsync(SendOffer offer, string office, CancellationToken cancellationToken)
    {
        var (id, before, now) = (offer.Assignment.Id, offer.Assignment.SentAt, clock.GetUtcNow());
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);

        // Compared with what was looked at: of two at once one sends.
        var states = AssignmentStates.Before(AssignmentAct.Send);
        var isMine = await db.UpdateOwnAsync<Assignment>(
            a => a.Id == id && a.SentAt == before && states.Contains(a.State),
            set => set.SetProperty(a => a.SentAt, now).SetProperty(a => a.MailTrouble, (MailTrouble?)null)
                .SetProperty(a => a.State, AssignmentStates.Next(AssignmentAct.Send)), cancellationToken);
        if (isMine == 0)
            return null;

        var respondent = await db.Respondents.SingleOrDefaultAsync(r => r.AssignmentId == id && r.Person == Person.Main, cancellationToken)
            ?? db.Respondents.Add(questionnaires.NewRespondent(id, offer.Language.Code)).Entity;
        respondent.WithdrawnAt = null;
        var title = offer.Template.TitleIn(texts.In(Language.Find(respondent.Language) ?? offer.Language), offer.Assignment.ClosingDate);
        var mail = questionnaires.Add(ClientMail.Invitation, respondent, respondent.Email ?? offer.Client.Email!, office, title);
        audit.Add(new QuestionnaireSent(id, offer.Client.Id, offer.Client.ListName(), offer.Template.Kind, offer.Template.IncomeYear));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return mail;
    }
}
