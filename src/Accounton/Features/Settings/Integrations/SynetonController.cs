using Accounton.Data;
using Accounton.Data.Sensitive;
using Accounton.Features.Connections;
using Accounton.Jobs;
using Accounton.Localisation;
using Accounton.Tenancy;
using Accounton.Vendors;
using Accounton.Vendors.Syneton;
using Accounton.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Accounton.Features.Settings.Integrations;

/// <summary>Linking Admin IS | Consult by key and address; both are tried before they are stored.</summary>
[Route("/settings/integrations/syneton"), Authorize(Policies.Admin)]
public sealed class SynetonController(IntegrationCards cards, ConnectionLinker linker, CurrentMember member, Texts texts) : Controller
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
        if (!SynetonUrl.TryNormalise(form.Url, out var url))
        {
            if (!string.IsNullOrWhiteSpace(form.Url))
            {
                ModelState.AddModelError("Syneton.Url", texts["Integrations.Syneton.NotAUrl"]);
                form.Help = ConnectionHelp.At("url");
            }
        }
        else if (SynetonUrl.IsInClear(url) && !form.MayBeInClear)
        {
            ModelState.AddModelError("Syneton.MayBeInClear", texts["Integrations.Syneton.InClear"]);
            form.Help = ConnectionHelp.At("http");
        }

        var key = NormalText.From(form.ApiKey, SynetonForm.KeyLength);
        if (key is null && !string.IsNullOrWhiteSpace(form.ApiKey))
            ModelState.AddModelError("Syneton.ApiKey", texts["Validation.Required"]);
        if (!ModelState.IsValid)
            return await AgainAsync(form, cancellationToken);

        try
        {
            var result = await linker.LinkAsync(
                Vendor.Syneton, new LinkSecrets(new TokenSet(new Secret(key!), null, null, null), url), cancellationToken);
            if (result == LinkResult.Linked)
                this.Notify(State.Success, texts["Integrations.Syneton.Linked", SynetonUrl.Text(url!), member.Office!.OfficeName]);
            else
                this.Notify(State.Warning, texts["Integrations.Syneton.OtherServer"]);
        }
        catch (VendorException e)
        {
            form.Help = ConnectionHelp.Of(e.Fault.ToString());
            ModelState.AddModelError(OfTheKey.Contains(e.Fault) ? "Syneton.ApiKey" : "Syneton.Url", SentenceOf(e.Fault, form.Url));
            return await AgainAsync(form, cancellationToken);
        }
        catch (OfficeSuspendedException)
        {
            // The next page says so.
        }

        return LocalRedirect(IntegrationsController.Path);
    }

    /// <summary>What is wrong; where https was only our guess, also how to say that it is not.</summary>
    private string SentenceOf(VendorFault fault, string typed)
    {
        var sentence = texts.Fault(FaultPlace.Link, Vendor.Syneton, fault.ToString());
        return SynetonUrl.HasScheme(typed) || !SynetonUrl.MayBeHttpOnly(fault)
            ? sentence
            : $"{sentence} {texts["Integrations.Syneton.TriedHttps"]}";
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
