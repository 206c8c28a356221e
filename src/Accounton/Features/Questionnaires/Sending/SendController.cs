using Accounton.Localisation;
using Accounton.Web;
using Microsoft.AspNetCore.Mvc;

namespace Accounton.Features.Questionnaires.Sending;

/// <summary>Sending questionnaires that were chosen: a page says to whom and to whom not, and only its button sends.</summary>
[Route(QuestionnairesController.Path)]
public sealed class SendController(
    QuestionnaireInvitations invitations, MailPreviews previews, ReminderChoices choices, ClientClock time, Texts texts) : Controller
{
    private const int MostSelected = 500;

    [HttpPost("send")]
    public async Task<IActionResult> Ask(Guid[] ids, string? back, CancellationToken cancellationToken)
    {
        if (ids.Length == 0)
        {
            this.Notify(State.Warning, texts["Sending.SelectFirst"]);
            return Back(back);
        }

        // One alone is also sent again.
        var offers = await invitations.OfferAsync(Some(ids), again: ids.Length == 1, cancellationToken);
        return offers.Count == 0
            ? NotFound()
            : View("Send", new SendModel(
                offers, back, await choices.UsualAsync(offers[0].Assignment, cancellationToken), time.NextLoud > time.Now
                    ? time.NextLoud
                    : null));
    }

    [HttpPost("send/now")]
    public async Task<IActionResult> Send(Guid[] ids, ReminderForm reminders, string? back, CancellationToken cancellationToken)
    {
        var again = ids.Length == 1;
        var offers = await invitations.OfferAsync(Some(ids), again, cancellationToken);
        if (offers.Count == 0)
            return NotFound();

        if (choices.TermsOf(reminders) is not { } terms)
        {
            ModelState.AddModelError(nameof(ReminderForm.RemindUntil), texts["Reminders.UntilWrong"]);
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return View("Send", new SendModel(offers, back, reminders, time.NextLoud > time.Now ? time.NextLoud : null));
        }

        var sent = await invitations.SendAsync(
            [.. offers.Select(offer => offer.Assignment.Id)], again, terms, author: null, note: null, cancellationToken);
        this.Notify(sent > 0 ? State.Success : State.Warning, sent > 0 ? texts.Count("Sending.Sent", sent) : texts["Sending.NoneSent"]);
        return Back(back);
    }

    /// <summary>The mail as the first of them will see it, with a link that leads nowhere.</summary>
    [HttpPost("send/preview")]
    public async Task<IActionResult> Preview(Guid[] ids, CancellationToken cancellationToken) =>
        (await invitations.OfferAsync(Some(ids), again: true, cancellationToken)) is { Count: > 0 } offers
            ? Content(await previews.ShowAsync(QuestionnaireMail.Invitation, offers[0], cancellationToken), "text/html; charset=utf-8")
            : NotFound();

    private static Guid[] Some(Guid[] ids) => [.. ids.Distinct().Take(MostSelected)];

    private LocalRedirectResult Back(string? back) => LocalRedirect(Url.IsLocalUrl(back) ? back : QuestionnairesController.Path);
}

/// <summary>What is about to be sent.</summary>
/// <param name="LeavesAt">When the mails leave, if not at once.</param>
public sealed record SendModel(IReadOnlyList<SendOffer> Offers, string? Back, ReminderForm Reminders, DateTimeOffset? LeavesAt)
{
    public IReadOnlyList<SendOffer> Wanted => [.. Offers.Where(offer => offer.Refusal is null)];

    public IReadOnlyList<SendOffer> Refused => [.. Offers.Where(offer => offer.Refusal is not null)];
}
