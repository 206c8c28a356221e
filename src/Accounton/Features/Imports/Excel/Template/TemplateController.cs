using Accounton.Localisation;
using Accounton.Tenancy;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Accounton.Features.Imports.Excel.Template;

/// <summary>The workbook to fill in.</summary>
[Authorize(Policies.Admin)]
public sealed class TemplateController(Texts texts) : Controller
{
    public const string Path = "/imports/template";

    /// <param name="language">Another one than the user's.</param>
    [HttpGet(Path)]
    public FileContentResult Download(string? language)
    {
        var inLanguage = Language.Find(language) is { } other ? texts.In(other) : texts;
        return File(
            WorkbookFile.Create(inLanguage, TemplateColumns.ToFillIn), WorkbookFile.ContentType, inLanguage["Workbook.TemplateFile"]);
    }
}
