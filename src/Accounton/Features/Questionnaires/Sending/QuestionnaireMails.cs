using System.Net.Mail;
using Accounton.Data;
using Accounton.Features.Links;
using Accounton.Features.Mail;
using Accounton.Features.Questionnaires.Answering;
using Accounton.Localisation;
using Accounton.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Accounton.Features.Questionnaires.Sending;

/// <summary>Mails to respondents, in their language, each with a link of its own. What somebody waits for overtakes what goes to many.</summary>
public sealed class QuestionnaireMails(
    AccountonContext db, Mails mails, Texts texts, IOptions<AppOptions> app, IOptions<QuestionnaireOptions> options, TimeProvider clock)
{
    /// <summary>Whether an address can be written to at all.</summary>
    public static bool IsAddress(string? address) => MailAddress.TryCreate(address, out _);

    /// <summary>Adds an invitation, to be saved with what it tells of.</summary>
    public OutgoingMail AddInvitation(Respondent respondent, string to, string office, string title)
    {
        var t = TextsOf(respondent);
        return mails.Add(
            to, t["Mail.Questionnaire.Subject", office, title], t["Mail.Questionnaire.Body", office, title, MailRow.LinkMark], NewLink(respondent),
            about: new MailAbout(InvitationReason.Name, respondent.Id));
    }

    /// <summary>Mails a code, and saves all that the context holds.</summary>
    public Task SendCodeAsync(Guid respondentId, string code, CancellationToken cancellationToken) =>
        SendAsync(respondentId, (respondent, to, office) =>
        {
            var t = TextsOf(respondent);
            return mails.Add(
                to, t["Mail.RespondentCode.Subject", office], t["Mail.RespondentCode.Body", office, MailRow.CodeMark], code: code,
                about: new MailAbout(RespondentReason.Name, respondent.Id), isUrgent: true);
        }, cancellationToken);

    /// <summary>Mails a new link in the place of one that is too old, and saves all that the context holds.</summary>
    public Task SendNewLinkAsync(Guid respondentId, CancellationToken cancellationToken) =>
        SendAsync(respondentId, (respondent, to, office) =>
        {
            var t = TextsOf(respondent);
            return mails.Add(
                to, t["Mail.NewRespondentLink.Subject", office], t["Mail.NewRespondentLink.Body", office, MailRow.LinkMark], NewLink(respondent),
                about: new MailAbout(RespondentReason.Name, respondent.Id), isUrgent: true);
        }, cancellationToken);

    private async Task SendAsync(Guid respondentId, Func<Respondent, string, string, OutgoingMail> add, CancellationToken cancellationToken)
    {
        var respondent = await db.Respondents.SingleAsync(r => r.Id == respondentId, cancellationToken);
        var to = respondent.Email ?? await (
            from assignment in db.Assignments
            join client in db.Clients on assignment.ClientId equals client.Id
            where assignment.Id == respondent.AssignmentId
            select client.Email).SingleAsync(cancellationToken);
        var mail = IsAddress(to) ? add(respondent, to!, await OfficeNameAsync(cancellationToken)) : null;
        await db.SaveChangesAsync(cancellationToken);
        if (mail is not null)
            mails.Trigger(mail);
    }

    private Task<string> OfficeNameAsync(CancellationToken cancellationToken)
    {
        var office = db.OfficeId;
        return db.Offices.Where(o => o.Id == office).Select(o => o.Name).SingleAsync(cancellationToken);
    }

    private Uri NewLink(Respondent respondent)
    {
        var (token, now) = (OneTimeToken.New(), clock.GetUtcNow());
        db.RespondentLinks.Add(new RespondentLink
        {
            OfficeId = db.OfficeId, RespondentId = respondent.Id, TokenHash = token.Hash, CreatedAt = now, ExpiresAt = now + options.Value.LinkLifetime,
        });
        return new Uri(app.Value.PublicUrl!, RespondentPages.Door(token.Text.Reveal()));
    }

    private Texts TextsOf(Respondent respondent) => texts.In(Language.Find(respondent.Language) ?? Language.Dutch);
}

/// <summary>An invitation leaves only while the questionnaire can still be filled in by this client.</summary>
public sealed class InvitationReason(AccountonContext db) : IMailReason
{
    public const string Name = "QuestionnaireInvitation";

    string IMailReason.Name => Name;

    public Task<bool> HoldsAsync(Guid about, CancellationToken cancellationToken) => (
        from respondent in db.Respondents
        join assignment in db.Assignments on respondent.AssignmentId equals assignment.Id
        join client in db.Clients on assignment.ClientId equals client.Id
        where respondent.Id == about && respondent.WithdrawnAt == null && !client.IsArchived
            && (assignment.State == AssignmentState.Sent || assignment.State == AssignmentState.Opened)
        select respondent.Id).AnyAsync(cancellationToken);
}

/// <summary>A code or a new link leaves only while the respondent is let in.</summary>
public sealed class RespondentReason(AccountonContext db) : IMailReason
{
    public const string Name = "Respondent";

    string IMailReason.Name => Name;

    public Task<bool> HoldsAsync(Guid about, CancellationToken cancellationToken) =>
        db.Respondents.AnyAsync(r => r.Id == about && r.WithdrawnAt == null, cancellationToken);
}
