using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Core.Infrastructure;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Routing;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Accounton.Web;

/// <summary>Answers a form whose antiforgery token is refused with a page that says why and keeps what was typed.</summary>
public sealed class RejectedFormFilter(
    IModelMetadataProvider metadata, FormLabels labels, PageFrame page, IUrlHelperFactory urls, IEnumerable<IErrorPages> parts)
        : IAsyncAlwaysRunResultFilter
{
    private const string View = "/Web/Errors/RejectedForm.cshtml";

    public async Task OnResultExecutionAsync(ResultExecutingContext context, ResultExecutionDelegate next)
    {
        if (context.Result is IAntiforgeryValidationFailedResult)
            context.Result = await SignedInMeanwhileAsync(context) ?? await ExplainAsync(context.HttpContext);
        await next();
    }

    private async Task<IActionResult?> SignedInMeanwhileAsync(ResultExecutingContext context)
    {
        var request = context.HttpContext.Request;
        if (context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<SignedOutOnlyAttribute>() is null
            || await IsUnreadableAsync(request) || await page.FindAsync() is null)
            return null;

        var next = request.HasFormContentType
            ? (await request.ReadFormAsync(request.HttpContext.RequestAborted))[SignedOutOnlyAttribute.Next].ToString()
            : "";
        var isLocal = urls.GetUrlHelper(context).IsLocalUrl(next);
        return new ViewResult
        {
            ViewName = View,
            ViewData = Model(
                new RejectedForm(RejectionReason.SignedIn, request.Path, isLocal ? next : "/", [], LeftOut: false, Token: null)),
            StatusCode = StatusCodes.Status400BadRequest,
        };
    }

    private async Task<IActionResult> ExplainAsync(HttpContext context)
    {
        if (await IsUnreadableAsync(context.Request))
            return Unreadable(context.Request);

        var office = context.Features.Get<DrawnForOtherOffice>();
        var status = office is null ? StatusCodes.Status400BadRequest : StatusCodes.Status409Conflict;
        if (context.Request.IsFragment())
        {
            return new PartialViewResult
            {
                ViewName = "/Web/Errors/Fragment.cshtml",
                ViewData = Model(office is null ? "Error.Expired.Fragment" : "Error.OtherOffice.Fragment"),
                StatusCode = status,
            };
        }

        var kept = await RejectedForm.ReadAsync(context.Request, context.Request.Path, labels.Get(context.GetEndpoint()));
        if (office is not null)
        {
            var frame = await page.FindAsync();
            kept = kept with
            {
                Reason = RejectionReason.OtherOffice,
                DrawnFor = frame?.OtherOffices.FirstOrDefault(other => other.Id == office.Office),
            };
        }

        return new ViewResult { ViewName = ViewFor(context), ViewData = Model(kept), StatusCode = status };
    }

    /// <summary>There is a form, and nobody can read it: a NUL in it, or more than a form may have.</summary>
    internal static async Task<bool> IsUnreadableAsync(HttpRequest request)
    {
        try
        {
            if (request.HasFormContentType)
                await request.ReadFormAsync(request.HttpContext.RequestAborted);
            return false;
        }
        catch (InvalidDataException)
        {
            return true;
        }
    }

    private IActionResult Unreadable(HttpRequest request) => request.IsFragment()
        ? new PartialViewResult
        {
            ViewName = "/Web/Errors/Fragment.cshtml", ViewData = Model("Error.Unreadable.Text"),
            StatusCode = StatusCodes.Status400BadRequest,
        }
        : new ViewResult
        {
            ViewName = ViewFor(request.HttpContext),
            ViewData = Model(new RejectedForm(
                RejectionReason.Unreadable,
                RequestOrigin.OnThisSite(request.Path),
                request.PageItCameFrom(),
                [],
                LeftOut: false,
                Token: null)),
            StatusCode = StatusCodes.Status400BadRequest,
        };

    private string ViewFor(HttpContext context) => parts.FirstOrDefault(part => part.IsFor(context))?.RejectedForm ?? View;

    private ViewDataDictionary Model(object model) => new(metadata, new ModelStateDictionary()) { Model = model };
}
