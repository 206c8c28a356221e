using Accounton.Localisation;
using Accounton.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Accounton.Features.Questionnaires.Answering;

/// <summary>
/// The page behind the link of a mail. Looking changes nothing, since mail scanners look too: only the button opens the
/// questionnaire. The link's token stands in no other address.
/// </summary>
[AllowAnonymous, AnyOffice, OpenOfficeOnly, EnableRateLimiting(RespondentSetup.Limit), Route("/q/{token}")]
public sealed class LinkController(CurrentRespondent current, RespondentEntry entry, Texts texts, TimeProvider clock) : Controller
{
    [HttpGet("")]
    public IActionResult Index() => current.At is null ? NoLink() : View(IsTooOld ? "TooOld" : "Link");

    [HttpPost("")]
    public async Task<IActionResult> Open(CancellationToken cancellationToken)
    {
        if (current.At is null)
            return NoLink();

        if (IsTooOld)
        {
            await entry.RenewAsync(cancellationToken);
            return View("Renewed");
        }

        await entry.OpenAsync(HttpContext, texts.Language, cancellationToken);
        return LocalRedirect(RespondentPages.Home(current.At.RespondentId));
    }

    private bool IsTooOld => current.At!.LinkExpiresAt <= clock.GetUtcNow();

    /// <summary>The same for a link that was withdrawn and one that never was.</summary>
    private ViewResult NoLink()
    {
        Response.StatusCode = StatusCodes.Status410Gone;
        return View("NoLink");
    }
}
