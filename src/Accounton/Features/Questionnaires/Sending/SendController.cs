using Accounton.Localisation;
using Accounton.Web;
using Microsoft.AspNetCore.Mvc;

namespace Accounton.Features.Questionnaires.Sending;

/// <summary>Sending questionnaires: a page says to whom and to whom not, and only its button sends.</summary>
[Route(QuestionnairesController.Path)]
public sealed class SendController(QuestionnaireInvitations invitations, Texts texts) : Controller
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
        return offers.Count == 0 ? NotFound() : View("Send", new SendModel(offers, back));
    }

    [HttpPost("send/now")]
    public async Task<IActionResult> Send(Guid[] ids, string? back, CancellationToken cancellationToken)
    {
        var offers = await invitations.OfferAsync(Some(ids), again: ids.Length == 1, cancellationToken);
        if (offers.Count == 0)
            return NotFound();

        var sent = await invitations.SendAsync(offers, cancellationToken);
        this.Notify(sent > 0 ? State.Success : State.Warning, sent > 0 ? texts.Count("Sending.Sent", sent) : texts["Sending.NoneSent"]);
        return Back(back);
    }

    private static Guid[] Some(Guid[] ids) => [.. ids.Distinct().Take(MostSelected)];

    private LocalRedirectResult Back(string? back) => LocalRedirect(Url.IsLocalUrl(back) ? back : QuestionnairesController.Path);
}

/// <summary>What is about to be sent.</summary>
public sealed record SendModel(IReadOnlyList<SendOffer> Offers, string? Back)
{
    public IReadOnlyList<SendOffer> Wanted => [.. Offers.Where(offer => offer.Refusal is null)];

    public IReadOnlyList<SendOffer> Refused => [.. Offers.Where(offer => offer.Refusal is not null)];
}
