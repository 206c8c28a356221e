using Accounton.Data;
using Accounton.Features.Clients;
using Accounton.Localisation;
using Accounton.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Questionnaires.Sending;

/// <summary>Sending to all that a list was narrowed to: how many get a mail and why others do not, and then how far it is.</summary>
[Route(QuestionnairesController.Path)]
public sealed class BulkSendController(
    AccountonContext db, BulkSendings sendings, Templates templates, ReminderChoices choices, ClientClock time, Texts texts) : Controller
{
    public const string SendingPath = QuestionnairesController.Path + "/sendings";

    [HttpPost("send/all")]
    public async Task<IActionResult> Ask(SendFilter filter, string? back, CancellationToken cancellationToken)
    {
        filter = await WithTemplateAsync(Clean(filter), cancellationToken);
        if (filter is { Clients: not null, Template: null })
        {
            this.Notify(State.Warning, texts["Sending.NoneGiven"]);
            return LocalRedirect(Url.IsLocalUrl(back) ? back : QuestionnairesController.Path);
        }

        return await sendings.OfferAsync(filter, cancellationToken) is { } offer
            ? View("SendAll", Model(Guid.CreateVersion7(), filter, offer, await choices.UsualAsync(null, cancellationToken), back))
            : NotFound();
    }

    [HttpPost("send/all/now")]
    public async Task<IActionResult> Send(
        Guid sending, SendFilter filter, ReminderForm reminders, string? back, CancellationToken cancellationToken)
    {
        filter = Clean(filter);
        if (sending == Guid.Empty || await sendings.OfferAsync(filter, cancellationToken) is not { } offer)
            return NotFound();

        if (choices.TermsOf(reminders) is not { } terms)
        {
            ModelState.AddModelError(nameof(ReminderForm.RemindUntil), texts["Reminders.UntilWrong"]);
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return View("SendAll", Model(sending, filter, offer, reminders, back));
        }

        await sendings.StartAsync(sending, filter, offer.Total, terms, cancellationToken);
        return LocalRedirect($"{SendingPath}/{sending}");
    }

    [HttpGet("sendings/{id:guid}")]
    public async Task<IActionResult> Progress(Guid id, CancellationToken cancellationToken) =>
        await FindAsync(id, cancellationToken) is { } row ? View("Sending", row) : NotFound();

    /// <summary>The part of the page that changes.</summary>
    [HttpGet("sendings/{id:guid}/progress")]
    public async Task<IActionResult> Part(Guid id, CancellationToken cancellationToken) =>
        await FindAsync(id, cancellationToken) is { } row ? PartialView("_Sending", row) : NotFound();

    private BulkSendModel Model(Guid id, SendFilter filter, BulkOffer offer, ReminderForm reminders, string? back) =>
        new(
            id, filter, offer, reminders, Url.IsLocalUrl(back) ? back : QuestionnairesController.Path, time.NextLoud > time.Now
                ? time.NextLoud
                : null);

    private static SendFilter Clean(SendFilter filter) => filter with
    {
        Search = filter.Search is { Length: > ClientFilter.SearchLength } search ? search[..ClientFilter.SearchLength] : filter.Search,
        Responsible = filter.Responsible is { Length: > BulkSending.ResponsibleLength } ? null : filter.Responsible,
    };

    /// <summary>The list of clients names no questionnaire: then it is the newest.</summary>
    private async Task<SendFilter> WithTemplateAsync(SendFilter filter, CancellationToken cancellationToken) =>
        filter.Clients is null || filter.Template is not null
            ? filter
            : filter with
            {
                Template = (await templates.AllAsync(cancellationToken))[0].Id is var newest && newest != Guid.Empty ? newest : null,
            };

    private Task<BulkSending?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        db.BulkSendings.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, cancellationToken);
}

/// <summary>What is about to be sent to many.</summary>
/// <param name="LeavesAt">When the mails leave, if not at once.</param>
public sealed record BulkSendModel(
    Guid Id, SendFilter Filter, BulkOffer Offer, ReminderForm Reminders, string Back, DateTimeOffset? LeavesAt);
