using System.ComponentModel.DataAnnotations;
using Accounton.Features.Imports.Excel.Reading;
using Accounton.Features.Imports.Start;
using Accounton.Localisation;
using Accounton.Tenancy;
using Accounton.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Accounton.Features.Imports.Excel;

/// <summary>An import from a workbook: the template, and the upload.</summary>
[Route(Path), Authorize(Policies.Admin)]
public sealed class ExcelController(WorkbookUpload upload, Texts texts) : Controller
{
    public const string Path = NewImportController.Path + "/excel";

    private const int NamedAtMost = 10;

    /// <param name="fault">Of a file that was refused before it was read.</param>
    [HttpGet("")]
    public IActionResult Index(WorkbookFault? fault)
    {
        if (fault is { } known && Enum.IsDefined(known))
            ModelState.AddModelError(nameof(ExcelForm.File), Sentence(known));
        return View("Upload", new ExcelForm());
    }

    [HttpPost(""), WorkbookSize, DisableRequestSizeLimit(Order = WorkbookSizeAttribute.First)]
    [RequestFormLimits(
        MultipartBodyLengthLimit = WorkbookSizeAttribute.Most,
        MemoryBufferThreshold = WorkbookSizeAttribute.Most,
        Order = WorkbookSizeAttribute.First)]
    public async Task<IActionResult> Upload(ExcelForm form, CancellationToken cancellationToken)
    {
        if (form.File is null)
            return Refused(texts["Excel.ChooseFile"]);

        try
        {
            await using var file = form.File.OpenReadStream();
            var uploaded = await upload.TakeAsync(file, form.File.FileName, cancellationToken);
            if (uploaded.NotRecognised.Count > 0 && uploaded.Batch.State != ImportState.Mapping)
                this.Notify(
                    State.Info, texts["Excel.NotRecognised", string.Join(
                        ", ", uploaded.NotRecognised.Take(NamedAtMost).Select(heading => $"“{heading}”"))]);
            return LocalRedirect(uploaded.Batch.State == ImportState.Mapping
                ? ColumnsController.PathOf(uploaded.Batch.Id)
                : $"{ImportsController.Path}/{uploaded.Batch.Id}");
        }
        catch (WorkbookException e)
        {
            return Refused(Sentence(e.Fault));
        }
    }

    private ViewResult Refused(string sentence)
    {
        ModelState.Clear();
        ModelState.AddModelError(nameof(ExcelForm.File), sentence);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return View("Upload", new ExcelForm());
    }

    private string Sentence(WorkbookFault fault) =>
        texts["WorkbookFault." + fault, WorkbookLimits.Megabytes, texts.Number(WorkbookLimits.Rows)];
}

/// <summary>The form to upload with.</summary>
public sealed class ExcelForm
{
    [Required]
    public IFormFile? File { get; init; }
}

/// <summary>
/// Refuses a file that is too large by what the request says of itself, before any of it is read; what is taken is kept in
/// memory, since it holds national numbers and a disk would show them.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class WorkbookSizeAttribute : Attribute, IAuthorizationFilter, IOrderedFilter
{
    /// <summary>The file and the form around it.</summary>
    public const int Most = WorkbookLimits.Bytes + (1024 * 1024);

    /// <summary>Before the form is read for its antiforgery token.</summary>
    public const int First = -100;

    public int Order => First;

    public void OnAuthorization(AuthorizationFilterContext context)
    {
        if (context.HttpContext.Request.ContentLength > Most)
            context.Result = new LocalRedirectResult($"{ExcelController.Path}?fault={WorkbookFault.TooLarge}");
    }
}
