using Accounton.Data;
using Accounton.Features.Audit;
using Accounton.Localisation;
using Accounton.Tenancy;
using Accounton.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Imports.Excel.Template;

/// <summary>The refused rows of an import, to correct and upload again.</summary>
[Authorize(Policies.Admin)]
public sealed class InvalidController(AccountonContext db, InvalidWorkbook workbook, AuditLog audit, Texts texts) : Controller
{
    public static string PathOf(Guid batchId) => $"/imports/{batchId}/invalid.xlsx";

    [HttpGet("/imports/{id:guid}/invalid.xlsx")]
    public async Task<IActionResult> Download(Guid id, CancellationToken cancellationToken)
    {
        if (!await db.ImportBatches.AnyAsync(b => b.Id == id, cancellationToken))
            return NotFound();

        // Packed it is small; it leaves only after it is written down that it does.
        var file = new MemoryStream();
        var rows = await workbook.WriteAsync(id, file, cancellationToken);
        if (!HttpContext.IsHead())
        {
            audit.Add(new InvalidRowsDownloaded(id, rows));
            await db.SaveChangesAsync(cancellationToken);
        }

        file.Position = 0;
        Response.Headers.CacheControl = "no-store";
        return File(file, WorkbookFile.ContentType, texts["Workbook.InvalidFile"]);
    }
}
