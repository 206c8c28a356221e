using System.ComponentModel.DataAnnotations;
using Accounton.Data;
using Accounton.Features.Audit;
using Accounton.Features.Clients;
using Accounton.Features.Questionnaires.Definitions;
using Accounton.Features.Settings.OfficeProfile;
using Accounton.Localisation;
using Accounton.Tenancy;
using Accounton.Vendors;
using Accounton.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Questionnaires.Sending;

/// <summary>What the office says in its mails to clients, and how often it reminds them.</summary>
[Authorize(Policies.Admin), Route(Path)]
public sealed class MailSettingsController(
    AccountonContext db, MailPreviews previews, ReminderChoices choices, AuditLog audit, ClientClock time, Texts texts) : Controller
{
    public const string Path = "/settings/office/mails";

    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancellationToken) =>
        View("MailSettings", MailSettingsForm.Of(await db.ClientMailSettings.AsNoTracking().SingleOrDefaultAsync(cancellationToken)));

    [HttpPost("")]
    public async Task<IActionResult> Keep(MailSettingsForm form, CancellationToken cancellationToken)
    {
        Check(form);
        if (form.ReminderWeeks > 0 && form.RemindUntil is not null && choices.TermsOf(form.Reminders) is null)
            ModelState.AddModelError(nameof(form.RemindUntil), texts["Reminders.UntilWrong"]);
        if (!ModelState.IsValid)
            return Again(form);

        var settings = await db.ClientMailSettings.SingleOrDefaultAsync(cancellationToken)
            ?? db.ClientMailSettings.Add(new ClientMailSettings { OfficeId = db.OfficeId }).Entity;
        form.ApplyTo(settings);
        audit.Add(new OfficeChanged([nameof(ClientMailSettings)]));
        await db.SaveChangesAsync(cancellationToken);
        this.Notify(State.Success, texts["MailSettings.Kept"]);
        return LocalRedirect(Path);
    }

    /// <summary>A mail as its reader would see it with what is in the form now, which is not kept.</summary>
    [HttpPost("preview")]
    public async Task<IActionResult> Preview(MailSettingsForm form, string? show, CancellationToken cancellationToken)
    {
        Check(form);
        if (!ModelState.IsValid)
            return Again(form);

        var (kind, language) = show?.Split('.') is [var first, var second]
            && Enum.TryParse<QuestionnaireMail>(first, out var one) && Language.Find(second) is { } two
            ? (one, two) : (QuestionnaireMail.Invitation, Language.Dutch);
        if (kind is not (QuestionnaireMail.Invitation or QuestionnaireMail.Reminder))
            return BadRequest();

        var settings = new ClientMailSettings { OfficeId = db.OfficeId };
        form.ApplyTo(settings);
        return Content(
            await previews.ShowAsync(kind, Example(), settings.WordsOf(kind, language), language, cancellationToken),
            "text/html; charset=utf-8");
    }

    /// <summary>A client that there is not, with a questionnaire that was sent.</summary>
    private MailedQuestionnaire Example()
    {
        var definition = StandardDefinitions.Current.First(one => one.Kind == StandardDefinitions.PersonalIncomeTax);
        return new(
            new Assignment { OfficeId = db.OfficeId, State = AssignmentState.Sent, SentAt = time.Now },
            new Client
            {
                OfficeId = db.OfficeId, Type = ClientType.Person, FirstName = "An", LastName = "Peeters", SortName = "", NameWords = "",
            },
            new Template { OfficeId = db.OfficeId, Kind = definition.Kind, IncomeYear = definition.IncomeYear ?? Template.NoYear });
    }

    private void Check(MailSettingsForm form)
    {
        foreach (var (name, words) in form.Words)
        {
            if (OwnWords.Check(words) is { } fault)
                ModelState.AddModelError(name, texts["OwnWordsFault." + fault]);
        }
    }

    private ViewResult Again(MailSettingsForm form)
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return View("MailSettings", form);
    }
}

/// <summary>The office's words and reminders.</summary>
public sealed class MailSettingsForm
{
    [Display(Name = "Reminders.Weeks")]
    public int ReminderWeeks { get; set; }

    [DataType(DataType.Date), Display(Name = "Reminders.Until")]
    public DateOnly? RemindUntil { get; set; }

    [StringLength(ClientMailSettings.WordsLength), Display(Name = "MailSettings.InDutch")]
    public string? InvitationNl { get; set; }

    [StringLength(ClientMailSettings.WordsLength), Display(Name = "MailSettings.InFrench")]
    public string? InvitationFr { get; set; }

    [StringLength(ClientMailSettings.WordsLength), Display(Name = "MailSettings.InEnglish")]
    public string? InvitationEn { get; set; }

    [StringLength(ClientMailSettings.WordsLength), Display(Name = "MailSettings.InDutch")]
    public string? ReminderNl { get; set; }

    [StringLength(ClientMailSettings.WordsLength), Display(Name = "MailSettings.InFrench")]
    public string? ReminderFr { get; set; }

    [StringLength(ClientMailSettings.WordsLength), Display(Name = "MailSettings.InEnglish")]
    public string? ReminderEn { get; set; }

    public ReminderForm Reminders => new() { ReminderWeeks = ReminderWeeks, RemindUntil = RemindUntil };

    public IEnumerable<(string Name, string? Words)> Words =>
    [
        (nameof(InvitationNl), InvitationNl), (nameof(InvitationFr), InvitationFr), (nameof(InvitationEn), InvitationEn),
        (nameof(ReminderNl), ReminderNl), (nameof(ReminderFr), ReminderFr), (nameof(ReminderEn), ReminderEn),
    ];

    public static MailSettingsForm Of(ClientMailSettings? settings) => settings is null ? new() : new()
    {
        ReminderWeeks = settings.ReminderWeeks ?? 0,
        RemindUntil = settings.RemindUntil,
        InvitationNl = settings.InvitationNl,
        InvitationFr = settings.InvitationFr,
        InvitationEn = settings.InvitationEn,
        ReminderNl = settings.ReminderNl,
        ReminderFr = settings.ReminderFr,
        ReminderEn = settings.ReminderEn,
    };

    public void ApplyTo(ClientMailSettings settings)
    {
        settings.ReminderWeeks = ReminderWeeks is >= 1 and <= ReminderPlan.MostWeeks ? ReminderWeeks : null;
        settings.RemindUntil = settings.ReminderWeeks is null ? null : RemindUntil;
        settings.InvitationNl = OwnWords.Kept(InvitationNl);
        settings.InvitationFr = OwnWords.Kept(InvitationFr);
        settings.InvitationEn = OwnWords.Kept(InvitationEn);
        settings.ReminderNl = OwnWords.Kept(ReminderNl);
        settings.ReminderFr = OwnWords.Kept(ReminderFr);
        settings.ReminderEn = OwnWords.Kept(ReminderEn);
    }
}
