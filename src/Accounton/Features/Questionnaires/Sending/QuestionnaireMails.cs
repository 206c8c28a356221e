using Accounton.Data;
using Accounton.Features.Mail;
using Accounton.Features.OneTimeLinks;
using Accounton.Features.Questionnaires.Answering;
using Accounton.Features.Questionnaires.Definitions;
using Accounton.Localisation;
using Accounton.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Accounton.Features.Questionnaires.Sending;

/// <summary>Mails to respondents, in their language, each with a link of its own. What somebody waits for overtakes what goes to many.</summary>
public sealed class QuestionnaireMails(
    AccountonContext db, Mails mails, Texts texts, IOptions<AppOptions> app, IOptions<QuestionnaireOptions> options, TimeProvider clock)
{
    /// <summary>
    /// Adds a mail about a questionnaire to its client, to be saved with what it tells of; then <see cref="Mails.Trigger(MailRow)"/>. Null
    /// when the client cannot be mailed.
    /// </summary>
    public async Task<OutgoingMail?> AddAsync(ClientMail kind, Guid assignmentId, CancellationToken cancellationToken)
    {
        var about = await (
            from assignment in db.Assignments.AsNoTracking()
            join client in db.Clients on assignment.ClientId equals client.Id
            join template in db.Templates on assignment.TemplateId equals template.Id
            where assignment.Id == assignmentId
            select new { assignment, client.Email, client.IsArchived, client.Language, template }).SingleAsync(cancellationToken);
        var office = db.OfficeId;
        var own = await db.Offices.Where(o => o.Id == office).Select(o => new { o.Name, o.Language }).SingleAsync(cancellationToken);
        var respondent = await db.Respondents.SingleOrDefaultAsync(r => r.AssignmentId == assignmentId && r.Person == Person.Main, cancellationToken)
            ?? db.Respondents.Add(NewRespondent(assignmentId, (Language.Find(about.Language) ?? Language.Find(own.Language) ?? Language.Dutch).Code)).Entity;
        var facts = new ClientMailFacts(about.assignment.State, about.IsArchived, respondent.WithdrawnAt is not null, respondent.Email ?? about.Email);
        if (ClientMails.Drop(kind, facts) is not null)
            return null;

        var t = TextsOf(respondent);
        return Add(kind, respondent, facts.Email!, own.Name, about.template.TitleIn(t, about.assignment.ClosingDate));
    }

    /// <summary>The main respondent of an assignment that has none yet.</summary>
    public Respondent NewRespondent(Guid assignmentId, string language) => new()
    {
        OfficeId = db.OfficeId,
        AssignmentId = assignmentId,
        Person = Person.Main,
        Language = language,
        CreatedAt = clock.GetUtcNow(),
    };

    /// <summary>Adds a mail with a link.</summary>
    public OutgoingMail Add(ClientMail kind, Respondent respondent, string to, string office, string title)
    {
        var (t, (subject, body)) = (TextsOf(respondent), KeysOf(kind));
        return mails.Add(
            to, t[subject, office, title], t.ForClient(t[body, office, title, MailRow.LinkMark], office), NewLink(respondent),
            about: About(kind, respondent), isUrgent: ClientMails.IsUrgent(kind));
    }

    /// <summary>Mails a code, and saves all that the context holds.</summary>
    public Task SendCodeAsync(Guid respondentId, string code, CancellationToken cancellationToken) =>
        SendAsync(respondentId, (respondent, to, office) =>
        {
            var t = TextsOf(respondent);
            return mails.Add(
                to, t["Mail.RespondentCode.Subject", office], t.ForClient(t["Mail.RespondentCode.Body", office, MailRow.CodeMark], office), code: code,
                about: About(ClientMail.Code, respondent), isUrgent: true);
        }, cancellationToken);

    /// <summary>Mails a new link in the place of one that is too old, and saves all that the context holds.</summary>
    public Task SendNewLinkAsync(Guid respondentId, CancellationToken cancellationToken) =>
        SendAsync(respondentId, (respondent, to, office) =>
        {
            var t = TextsOf(respondent);
            return mails.Add(
                to, t["Mail.NewRespondentLink.Subject", office], t.ForClient(t["Mail.NewRespondentLink.Body", office, MailRow.LinkMark], office), NewLink(respondent),
                about: About(ClientMail.NewLink, respondent), isUrgent: true);
        }, cancellationToken);

    private static MailAbout About(ClientMail kind, Respondent respondent) => new(kind.ToString(), respondent.AssignmentId, respondent.Id);

    private static (string Subject, string Body) KeysOf(ClientMail kind) => kind switch
    {
        ClientMail.Invitation => ("Mail.Questionnaire.Subject", "Mail.Questionnaire.Body"),
        ClientMail.SentBack => ("Mail.SentBack.Subject", "Mail.SentBack.Body"),
        ClientMail.OfficeQuestion => ("Mail.OfficeQuestion.Subject", "Mail.OfficeQuestion.Body"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
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
