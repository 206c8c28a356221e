using Accounton.Features.SignIn;
using Accounton.Localisation;
using Accounton.Vendors;
using Accounton.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Accounton.Features.Settings.Integrations;

/// <summary>Which back-offices an office is linked with, and linking them.</summary>
[Route("/settings/integrations")]
public sealed class IntegrationsController(IntegrationCards cards, CurrentMember member) : Controller
{
    /// <summary>The address of the page.</summary>
    public const string Path = "/settings/integrations";

    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancellationToken) =>
        View(new IntegrationsModel(await cards.ReadAsync(cancellationToken), new SynetonForm()));

    /// <summary>The card alone, which looks again by itself while a run is going on.</summary>
    [HttpGet("cards/{vendor}")]
    public async Task<IActionResult> Card(Vendor vendor, CancellationToken cancellationToken) =>
        (await cards.ReadAsync(cancellationToken)).FirstOrDefault(c => c.Vendor == vendor) is { } card
            ? PartialView("_Card", new CardModel(card, new SynetonForm()))
            : NotFound();

    [HttpPost("adminpulse/connect"), Authorize(Policies.Admin)]
    public IActionResult ConnectAdminPulse([FromServices] IEnumerable<IClientSource> sources, [FromServices] Texts texts)
    {
        var source = sources.Single(s => s.Vendor == Vendor.AdminPulse);
        if (!source.IsConfigured)
        {
            this.Notify(State.Danger, texts["Integrations.NotConfigured"]);
            return LocalRedirect(Path);
        }

        var link = new AuthenticationProperties { RedirectUri = Path };
        link.Items[AdminPulseLink.OfficeItem] = member.Office!.OfficeId.ToString("N");
        link.Items[AdminPulseLink.UserItem] = member.SignedIn.Id.ToString("N");
        return Challenge(link, ((LinkMethod.OAuth)source.LinkMethod).Scheme);
    }
}

/// <summary>The page: its cards, and the Syneton form as it was sent.</summary>
public sealed record IntegrationsModel(IReadOnlyList<IntegrationCard> Cards, SynetonForm Syneton);

/// <summary>One card, and the Syneton form as it was sent.</summary>
public sealed record CardModel(IntegrationCard Card, SynetonForm Syneton);
