using Accounton.Localisation;
using Accounton.Tenancy;

namespace Accounton.Features.Questionnaires.Sending;

/// <summary>What an office chose for the mails to its clients: one row at most; without it everything is as it comes.</summary>
public sealed class ClientMailSettings : IOfficeOwned
{
    public const int WordsLength = 1000;

    public Guid OfficeId { get; init; }
    public Guid Id { get; init; }

    /// <summary>Between two mails, unless a sending says otherwise.</summary>
    public int? ReminderWeeks { get; set; }

    /// <summary>The last day on which reminders leave, unless a sending says otherwise.</summary>
    public DateOnly? RemindUntil { get; set; }

    /// <summary>The office's own words in the place of the usual ones, with marks as <see cref="OwnWords"/> has them.</summary>
    public string? InvitationNl { get; set; }
    public string? InvitationFr { get; set; }
    public string? InvitationEn { get; set; }
    public string? ReminderNl { get; set; }
    public string? ReminderFr { get; set; }
    public string? ReminderEn { get; set; }

    public string? WordsOf(QuestionnaireMail kind, Language language) => (kind, language.Code) switch
    {
        (QuestionnaireMail.Invitation, "nl") => InvitationNl,
        (QuestionnaireMail.Invitation, "fr") => InvitationFr,
        (QuestionnaireMail.Invitation, "en") => InvitationEn,
        (QuestionnaireMail.Reminder, "nl") => ReminderNl,
        (QuestionnaireMail.Reminder, "fr") => ReminderFr,
        (QuestionnaireMail.Reminder, "en") => ReminderEn,
        _ => null,
    };
}
