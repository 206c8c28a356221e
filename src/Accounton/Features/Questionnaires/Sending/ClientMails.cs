using Accounton.Data;
using Accounton.Features.Clients;
using Accounton.Features.Mail;
using Accounton.Localisation;

namespace Accounton.Features.Questionnaires.Sending;

/// <summary>A mail about a questionnaire in words.</summary>
/// <param name="Body">With <see cref="MailRow.LinkMark"/> where the link comes.</param>
public sealed record ClientMail(string Subject, string Body);

/// <summary>
/// Writes mails about questionnaires. The link, and that it is personal, stand in each, whatever the office's own words are.
/// </summary>
public static class ClientMails
{
    private const string Break = "\n\n";

    /// <param name="kind">Not a code or a requested link, which are of another making.</param>
    /// <param name="about">The questionnaire and its client.</param>
    /// <param name="office">The office's name.</param>
    /// <param name="words">The office's own, in the reader's language.</param>
    /// <param name="t">In the reader's language.</param>
    public static ClientMail Write(QuestionnaireMail kind, MailedQuestionnaire about, string office, string? words, Texts t)
    {
        var title = about.Template.TitleIn(t, about.Assignment.ClosingDate);
        var key = kind == QuestionnaireMail.Reminder
            ? $"QuestionnaireMail.Reminder.{ReminderTexts.Of(about.Assignment)}"
            : $"QuestionnaireMail.{kind}";
        var answered = about.Assignment.Answered;
        var asked = about.Assignment.Asked;
        var text = t[key + ".Body", office, title, answered, asked];
        var begin = words is null ? t["QuestionnaireMail.Greeting"] + Break + text
            : kind == QuestionnaireMail.Invitation ? OwnWords.Fill(words, NameOf(about.Client, t), title)
            : OwnWords.Fill(words, NameOf(about.Client, t), title) + Break + text;
        string[] parts = [begin, t["QuestionnaireMail.Open", MailRow.LinkMark], t["QuestionnaireMail.Personal"]];
        return new(t[key + ".Subject", office, title], t.ForClient(string.Join(Break, parts), office));
    }

    /// <summary>As one writes to somebody.</summary>
    private static string NameOf(Client client, Texts t)
    {
        var person = PlainNames.Clean($"{client.FirstName} {client.LastName}".Trim());
        return person.Length > 0 ? person : client.CompanyName is { } company ? PlainNames.Clean(company) : t["QuestionnaireMail.Nameless"];
    }
}
