using Accounton.Data;
using Accounton.Tenancy;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Imports;

/// <summary>The office's imports: what was done, and what is still to be gone on with.</summary>
[Route(Path), Authorize(Policies.Admin)]
public sealed class ImportsController(AccountonContext db) : Controller
{
    public const string Path = "/imports";

    private const int PageSize = 30;

    [HttpGet("")]
    public async Task<IActionResult> Index(int page, CancellationToken cancellationToken)
    {
        page = Math.Clamp(page, 0, 10_000);
        var batches = await db.ImportBatches.AsNoTracking().OrderByDescending(b => b.CreatedAt)
            .Skip(page * PageSize).Take(PageSize + 1).ToListAsync(cancellationToken);
        return View(new ImportsModel([.. batches.Take(PageSize)], page, batches.Count > PageSize));
    }
}

public sealed record ImportsModel(IReadOnlyList<ImportBatch> Batches, int Page, bool HasMore);
