using Accounton.Features.Connections;
using Accounton.Localisation;
using Accounton.Tenancy;
using Accounton.Vendors;
using Accounton.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Accounton.Features.Settings.Integrations;

/// <summary>Which back-offices an office is linked with, and linking them.</summary>
[Route("/settings/integrations")]
public sealed class IntegrationsController(IntegrationCards cards) : Controller
{
    /// <summary>The address of the page.</summary>
    public const string Path = ConnectionPages.Path;

    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancellationToken) =>
        View(new IntegrationsModel(await cards.ReadAsync(cancellationToken), new SynetonForm()));

    /// <summary>
    /// The part of a card that looks again by itself while a run goes on; at its end the whole card, whose buttons change too.
    /// </summary>
    [HttpGet("cards/{vendor}")]
    public async Task<IActionResult> Card(Vendor vendor, CancellationToken cancellationToken) =>
        (await cards.ReadAsync(cancellationToken)).FirstOrDefault(c => c.Vendor == vendor) is { } card ? Fragment(card) : NotFound();

    [HttpPost("adminpulse/connect"), Authorize(Policies.Admin)]
    public async Task<IActionResult> ConnectAdminPulse(
        [FromServices] IEnumerable<IClientSource> sources,
        [FromServices] AdminPulseLink link,
        [FromServices] Texts texts,
        CancellationToken cancellationToken)
    {
        var source = sources.Single(s => s.Vendor == Vendor.AdminPulse);
        if (!source.IsConfigured)
        {
            this.Notify(State.Danger, texts["Integrations.NotConfigured", texts.AskSupport]);
            return LocalRedirect(Path);
        }

        return Challenge(await link.StartAsync(cancellationToken), ((LinkMethod.OAuth)source.LinkMethod).Scheme);
    }

    private PartialViewResult Fragment(IntegrationCard card)
    {
        if (card.IsBusy)
            return PartialView("_Live", card);

        Response.Headers["HX-Retarget"] = $"#card-{card.Vendor}";
        return PartialView("_Card", new CardModel(card, new SynetonForm()));
    }
}

/// <summary>The page: its cards, and the Syneton form as it was sent.</summary>
public sealed record IntegrationsModel(IReadOnlyList<IntegrationCard> Cards, SynetonForm Syneton);

/// <summary>One card, and the Syneton form as it was sent.</summary>
public sealed record CardModel(IntegrationCard Card, SynetonForm Syneton);
