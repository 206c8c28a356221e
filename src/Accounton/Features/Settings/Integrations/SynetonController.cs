using Accounton.Data.Sensitive;
using Accounton.Features.SignIn;
using Accounton.Localisation;
using Accounton.Vendors;
using Accounton.Vendors.Syneton;
using Accounton.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Accounton.Features.Settings.Integrations;

/// <summary>Linking Admin IS | Consult by key and address; both are tried before they are stored.</summary>
[Route("/settings/integrations/syneton"), Authorize(Policies.Admin)]
public sealed class SynetonController(IntegrationCards cards, Linking linking, CurrentMember member, Texts texts) : Controller
{
    private static readonly HashSet<VendorFault> OfTheKey = [VendorFault.KeyRefused, VendorFault.MissingRight, VendorFault.ReconnectNeeded];

    /// <summary>The form on a page of its own, to link again what is linked.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancellationToken)
    {
        var card = await CardAsync(cancellationToken);
        return View("Syneton", new CardModel(card, new SynetonForm { Url = card.Connection?.BaseUrl ?? "" }));
    }

    [HttpPost("connect")]
    public async Task<IActionResult> Connect([Bind(Prefix = "Syneton")] SynetonForm form, CancellationToken cancellationToken)
    {
        var candidates = SynetonUrl.Candidates(form.Url);
        if (candidates.Count == 0 && !string.IsNullOrWhiteSpace(form.Url))
            ModelState.AddModelError("Syneton.Url", texts["Integrations.Syneton.NotAUrl"]);
        if (!ModelState.IsValid)
            return await AgainAsync(form, cancellationToken);

        if (await TryAsync(candidates, new Secret(form.ApiKey.Trim()), cancellationToken) is { } fault)
        {
            ModelState.AddModelError(OfTheKey.Contains(fault) ? "Syneton.ApiKey" : "Syneton.Url", texts["Fault." + fault, texts["Vendor.Syneton"]]);
            return await AgainAsync(form, cancellationToken);
        }

        return LocalRedirect(IntegrationsController.Path);
    }

    /// <summary>Tries the addresses that were meant, in order; null when one is linked, else what is wrong with the first or the last that told more.</summary>
    private async Task<VendorFault?> TryAsync(IReadOnlyList<Uri> candidates, Secret key, CancellationToken cancellationToken)
    {
        VendorFault? first = null;
        foreach (var url in candidates)
        {
            try
            {
                var result = await linking.LinkAsync(Vendor.Syneton, new LinkSecrets(new TokenSet(key, null, null, null), url), cancellationToken);
                this.Notify(
                    result == LinkResult.Linked ? State.Success : State.Warning,
                    result == LinkResult.Linked ? texts["Integrations.Syneton.Linked", SynetonUrl.Text(url), member.Office!.OfficeName] : texts["Integrations.Syneton.OtherServer"]);
                return null;
            }
            catch (VendorException e)
            {
                first ??= e.Fault;
                if (!SynetonUrl.MayTryNext(e.Fault))
                    return e.Fault;
            }
        }

        return first;
    }

    private async Task<IActionResult> AgainAsync(SynetonForm form, CancellationToken cancellationToken)
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        var card = await CardAsync(cancellationToken);
        return card.IsLinked
            ? View("Syneton", new CardModel(card, form))
            : View("/Features/Settings/Integrations/Index.cshtml", new IntegrationsModel(await cards.ReadAsync(cancellationToken), form));
    }

    private async Task<IntegrationCard> CardAsync(CancellationToken cancellationToken) =>
        (await cards.ReadAsync(cancellationToken)).Single(c => c.Vendor == Vendor.Syneton);
}
