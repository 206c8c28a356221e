using System.ComponentModel.DataAnnotations;
using Accounton.Data;
using Accounton.Localisation;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Questionnaires.Sending;

/// <summary>How often clients are reminded, and until when, as it is chosen.</summary>
public sealed class ReminderForm
{
    /// <summary>0 for never.</summary>
    [Display(Name = "Reminders.Weeks")]
    public int ReminderWeeks { get; set; }

    [DataType(DataType.Date), Display(Name = "Reminders.Until")]
    public DateOnly? RemindUntil { get; set; }

    public static IEnumerable<SelectListItem> Choices(Texts texts) =>
    [
        new(texts["Reminders.Never"], "0"),
        .. Enumerable.Range(1, ReminderPlan.MostWeeks)
            .Select(weeks => new SelectListItem(texts.Count("Reminders.EveryWeeks", weeks), $"{weeks}")),
    ];
}

/// <summary>What is proposed for reminders, and what was chosen.</summary>
public sealed class ReminderChoices(AccountonContext db, ClientClock time)
{
    private const int UsualDays = 56;

    /// <summary>What the questionnaire has already, else what the office chose for all.</summary>
    public async Task<ReminderForm> UsualAsync(Assignment? assignment, CancellationToken cancellationToken)
    {
        var settings = await db.ClientMailSettings.AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        var (weeks, until) = assignment?.SentAt is null
            ? (settings?.ReminderWeeks, settings?.RemindUntil)
            : (assignment.ReminderWeeks, assignment.RemindUntil);
        return new ReminderForm { ReminderWeeks = weeks ?? 0, RemindUntil = until >= time.Today ? until : time.Today.AddDays(UsualDays) };
    }

    /// <summary>Null when the last day is missing, over, or years away.</summary>
    public ReminderTerms? TermsOf(ReminderForm form) =>
        form.ReminderWeeks is < 1 or > ReminderPlan.MostWeeks
        ? new ReminderTerms(null, null)
        : form.RemindUntil >= time.Today && form.RemindUntil <= time.Today.AddYears(1)
        ? new ReminderTerms(form.ReminderWeeks, form.RemindUntil)
        : null;
}
