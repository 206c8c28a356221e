using System.Diagnostics;
using System.Globalization;
using Accounton.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace Accounton.Web.Errors;

/// <summary>
/// The page for a status code without one. A request that went wrong comes here with its own method and form,
/// so every method is taken and no token is asked for: nothing is done here.
/// </summary>
[AllowAnonymous, IgnoreAntiforgeryToken]
public sealed class ErrorController(PageFrame page, FormLabels labels, IEnumerable<IErrorPages> parts) : Controller
{
    private static readonly int[] Explained = [400, 403, 404, 413, 429, 500, 503];

    [Route("/error/{code:int:range(400,599)}")]
    public async Task<IActionResult> Show()
    {
        // Not bound: nothing is where the form that came along cannot be read, which may be just what is told.
        var code = int.Parse(RouteData.Values["code"]!.ToString()!, CultureInfo.InvariantCulture);
        var thrown = HttpContext.Features.Get<IExceptionHandlerFeature>();
        if (thrown is not null)
            code = Response.StatusCode;
        var own = parts.FirstOrDefault(part => part.IsFor(HttpContext));
        var original = HttpContext.Features.Get<IStatusCodeReExecuteFeature>();

        // Who comes here by the address itself met no fault: nothing goes into the log as one.
        Response.StatusCode = thrown is null && original is null ? StatusCodes.Status404NotFound : code;
        if (code >= 500)
            page.Show(null);

        if (code == 401 && original is not null && Request.HasFormContentType
            && !Request.IsFragment() && !await RejectedFormFilter.IsUnreadableAsync(Request))
        {
            var kept = await RejectedForm.ReadAsync(Request, original.OriginalPath, labels.Get(original.Endpoint));
            return View(own?.RejectedForm ?? "RejectedForm", kept with { Reason = RejectionReason.SignedOut });
        }

        var words = thrown?.Error is KeysClosedException ? "Keys" : Nearest(code).ToString(CultureInfo.InvariantCulture);
        var problem = new Problem(words, Activity.Current?.TraceId.ToString() ?? HttpContext.TraceIdentifier);
        return Request.IsFragment() ? PartialView("Fragment", $"Error.{problem.Words}.Text") : View(own?.Problem ?? "Error", problem);
    }

    private static int Nearest(int code) => code switch
    {
        _ when Explained.Contains(code) => code,
        405 or 410 => 404,
        >= 500 => 500,
        _ => 400,
    };
}

/// <summary>What went wrong, and the reference to ask about.</summary>
/// <param name="Words">A status code that there is a text for, or a name: the middle of the texts' keys.</param>
/// <param name="Reference">As the log has it.</param>
public sealed record Problem(string Words, string Reference);
