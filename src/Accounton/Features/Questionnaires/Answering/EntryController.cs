using System.ComponentModel.DataAnnotations;
using Accounton.Localisation;
using Accounton.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Accounton.Features.Questionnaires.Answering;

/// <summary>
/// Going on with a device that is not known (any more): by a code to the address on file. Says the same for
/// a respondent there is not.
/// </summary>
[AllowAnonymous, AnyOffice, OpenOfficeOnly, EnableRateLimiting(RespondentSetup.Limit), Route(RespondentPages.Route)]
public sealed class EntryController(CurrentRespondent current, RespondentCodes codes, DeviceCookie cookie, Texts texts) : Controller
{
    [HttpGet("enter")]
    public IActionResult Enter(Guid respondent, bool sent, string? back) =>
        current.At is { IsKnownDevice: true }
            ? LocalRedirect(RespondentPages.Back(respondent, back))
            : View(new CodeForm { Respondent = respondent, WasSent = sent, Back = back });

    [HttpPost("code")]
    public async Task<IActionResult> Send(Guid respondent, string? back, CancellationToken cancellationToken)
    {
        var device = cookie.Keep(HttpContext);
        if (current.At is { IsKnownDevice: false } at)
            await codes.SendAsync(at.RespondentId, device, cancellationToken);

        var query = new Dictionary<string, string?> { ["sent"] = "true", ["back"] = back };
        return LocalRedirect(RespondentPages.Entry(respondent) + QueryString.Create(query.Where(pair => pair.Value is not null)));
    }

    [HttpPost("enter")]
    public async Task<IActionResult> Enter(Guid respondent, CodeForm form, CancellationToken cancellationToken)
    {
        if (ModelState.IsValid && current.At is { } at && cookie.Find(HttpContext) is { } device
            && await codes.TryAsync(at.RespondentId, device, form.Code, cancellationToken))
            return LocalRedirect(RespondentPages.Back(respondent, form.Back));

        if (ModelState.IsValid)
            ModelState.AddModelError(nameof(form.Code), texts["RespondentCode.Wrong"]);
        form.Respondent = respondent;
        form.WasSent = true;
        form.Code = null;
        ModelState.SetModelValue(nameof(form.Code), null, null);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return View(form);
    }
}

/// <summary>A code as it is typed.</summary>
public sealed class CodeForm
{
    [Required, StringLength(20), Display(Name = "RespondentCode.Code")]
    public string? Code { get; set; }

    /// <summary>The page to go on to.</summary>
    [StringLength(300)]
    public string? Back { get; set; }

    [Microsoft.AspNetCore.Mvc.ModelBinding.BindNever]
    public Guid Respondent { get; set; }

    [Microsoft.AspNetCore.Mvc.ModelBinding.BindNever]
    public bool WasSent { get; set; }
}
