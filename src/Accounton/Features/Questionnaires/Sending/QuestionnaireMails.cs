using Accounton.Data;
using Accounton.Features.Mail;
using Accounton.Features.OneTimeLinks;
using Accounton.Features.Questionnaires.Answering;
using Accounton.Features.Questionnaires.Definitions;
using Accounton.Localisation;
using Accounton.Tenancy;
using Accounton.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Accounton.Features.Questionnaires.Sending;

/// <summary>
/// Mails to respondents, in their language, each with a link of its own. What somebody waits for overtakes what goes to many.
/// </summary>
public sealed class QuestionnaireMails(
    AccountonContext db, Mails mails, Texts texts, ClientClock time, IOptions<AppOptions> app, IOptions<QuestionnaireOptions> options)
{
    /// <summary>
    /// Adds a mail about a questionnaire to its client, to be saved with what it tells of; then <see cref="Mails.Trigger(MailRow)"/>. Null
    /// when the client cannot be mailed. Reminders count from now on.
    /// </summary>
    public async Task<OutgoingMail?> AddAsync(Guid assignmentId, QuestionnaireMail kind, CancellationToken cancellationToken)
    {
        var about = await (
            from assignment in db.Assignments.AsNoTracking()
            join client in db.Clients on assignment.ClientId equals client.Id
            join template in db.Templates on assignment.TemplateId equals template.Id
            where assignment.Id == assignmentId
            select new MailedQuestionnaire(assignment, client, template)).SingleAsync(cancellationToken);
        if (await AddAllAsync(kind, [about], cancellationToken) is not [var added])
            return null;

        var next = time.NextReminder(new ReminderTerms(about.Assignment.ReminderWeeks, about.Assignment.RemindUntil), time.Now, null);
        await db.UpdateOwnAsync<Assignment>(
            a => a.Id == assignmentId, set => set.SetProperty(a => a.NextReminderAt, next), cancellationToken);
        return added.Mail;
    }

    /// <summary>Adds a mail about each of some questionnaires whose client can be mailed.</summary>
    public async Task<IReadOnlyList<AddedMail>> AddAllAsync(
        QuestionnaireMail kind, IReadOnlyCollection<MailedQuestionnaire> all, CancellationToken cancellationToken)
    {
        var office = db.OfficeId;
        var own = await db.Offices.Where(o => o.Id == office).Select(o => new { o.Name, o.Language }).SingleAsync(cancellationToken);
        var settings = await db.ClientMailSettings.AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        var ids = all.Select(one => one.Assignment.Id).ToList();
        var respondents = await db.Respondents.Where(r => EF.Parameter(ids).Contains(r.AssignmentId) && r.Person == Person.Main)
            .ToDictionaryAsync(r => r.AssignmentId, cancellationToken);
        var name = PlainNames.Clean(own.Name);
        var added = new List<AddedMail>();
        foreach (var about in all)
        {
            var respondent = respondents.GetValueOrDefault(about.Assignment.Id);
            // Who is sent it again is let in again.
            if (respondent is not null && kind == QuestionnaireMail.Invitation)
                respondent.WithdrawnAt = null;
            var facts = new QuestionnaireMailFacts(
                about.Assignment.State, about.Client.IsArchived, respondent?.WithdrawnAt is not null, respondent?.Email
                    ?? about.Client.Email);
            if (QuestionnaireMailRules.Drop(kind, facts) is not null)
                continue;

            respondent ??= db.Respondents.Add(New(about, own.Language)).Entity;
            var t = TextsOf(respondent);
            var letter = ClientMails.Write(kind, about, name, settings?.WordsOf(kind, t.Language), t);
            added.Add(new(about, mails.Add(
                MailAddresses.Parse(facts.Email)!, letter.Subject, letter.Body, NewLink(respondent), about: About(
                    kind, respondent), notBefore: time.NextLoud)));
        }

        return added;
    }

    /// <summary>Mails a code, and saves all that the context holds.</summary>
    public Task SendCodeAsync(Guid respondentId, string code, CancellationToken cancellationToken) =>
        SendAsync(respondentId, (respondent, to, office) =>
        {
            var t = TextsOf(respondent);
            return mails.Add(
                to,
                t["QuestionnaireMail.Code.Subject", office],
                t.ForClient(t["QuestionnaireMail.Code.Body", office, MailRow.CodeMark], office),
                code: code,
                about: About(QuestionnaireMail.Code, respondent),
                isUrgent: true);
        }, cancellationToken);

    /// <summary>Mails a new link in the place of one that is too old, and saves all that the context holds.</summary>
    public Task SendNewLinkAsync(Guid respondentId, CancellationToken cancellationToken) =>
        SendAsync(respondentId, (respondent, to, office) =>
        {
            var t = TextsOf(respondent);
            return mails.Add(
                to,
                t["QuestionnaireMail.NewLink.Subject", office],
                t.ForClient(t["QuestionnaireMail.NewLink.Body", office, MailRow.LinkMark], office),
                NewLink(respondent),
                about: About(QuestionnaireMail.NewLink, respondent),
                isUrgent: true);
        }, cancellationToken);

    private static MailAbout About(QuestionnaireMail kind, Respondent respondent) =>
        new(kind.ToString(), respondent.AssignmentId, respondent.Id);

    private Respondent New(MailedQuestionnaire about, string officeLanguage) => new()
    {
        OfficeId = db.OfficeId,
        AssignmentId = about.Assignment.Id,
        Person = Person.Main,
        Language = (Language.Find(about.Client.Language) ?? Language.Find(officeLanguage) ?? Language.Dutch).Code,
        CreatedAt = time.Now,
    };

    private async Task SendAsync(Guid respondentId, Func<Respondent, string, string, OutgoingMail> add, CancellationToken cancellationToken)
    {
        var respondent = await db.Respondents.SingleAsync(r => r.Id == respondentId, cancellationToken);
        var to = respondent.Email ?? await (
            from assignment in db.Assignments
            join client in db.Clients on assignment.ClientId equals client.Id
            where assignment.Id == respondent.AssignmentId
            select client.Email).SingleAsync(cancellationToken);
        var mail = MailAddresses.Parse(to) is { } address ? add(respondent, address, await OfficeNameAsync(cancellationToken)) : null;
        await db.SaveChangesAsync(cancellationToken);
        if (mail is not null)
            mails.Trigger(mail);
    }

    private async Task<string> OfficeNameAsync(CancellationToken cancellationToken)
    {
        var office = db.OfficeId;
        return PlainNames.Clean(await db.Offices.Where(o => o.Id == office).Select(o => o.Name).SingleAsync(cancellationToken));
    }

    private Uri NewLink(Respondent respondent)
    {
        var token = OneTimeToken.New();
        var now = time.Now;
        db.RespondentLinks.Add(new RespondentLink
        {
            OfficeId = db.OfficeId, RespondentId = respondent.Id, TokenHash = token.Hash,
            CreatedAt = now, ExpiresAt = now + options.Value.LinkLifetime,
        });
        return new Uri(app.Value.PublicUrl!, RespondentPages.Link(token.Text.Reveal()));
    }

    private Texts TextsOf(Respondent respondent) => texts.In(Language.Find(respondent.Language) ?? Language.Dutch);
}
