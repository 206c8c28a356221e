using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Accounton.Features.Questionnaires.Answering;

/// <summary>While an office is suspended its clients are told so, on whatever page they come.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OpenOfficeOnlyAttribute : Attribute, IAsyncResourceFilter
{
    public Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
    {
        var services = context.HttpContext.RequestServices;
        if (services.GetRequiredService<CurrentRespondent>().At is not { IsSuspended: true })
            return next();

        context.Result = new ViewResult
        {
            ViewName = "/Features/Questionnaires/Answering/Suspended.cshtml",
            ViewData = new ViewDataDictionary(services.GetRequiredService<IModelMetadataProvider>(), new ModelStateDictionary()),
            StatusCode = StatusCodes.Status503ServiceUnavailable,
        };
        return Task.CompletedTask;
    }
}
