using Accounton.Data;
using Accounton.Features.Audit;
using Accounton.Features.Imports.Review;
using Accounton.Features.Imports.Start;
using Accounton.Localisation;
using Accounton.Tenancy;
using Accounton.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Imports;

/// <summary>One import: its progress, its overview or its result, by how far it is.</summary>
[Route("/imports/{id:guid}"), Authorize(Policies.Admin)]
public sealed class ImportController(
    AccountonContext db, ImportPreviews previews, ImportStarter starter, CurrentMember member, AuditLog audit, Texts texts) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(Guid id, ImportPreviewQuery query, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } batch)
            return NotFound();

        return batch.State switch
        {
            ImportState.Mapping => LocalRedirect($"{Request.Path}/columns"),
            ImportState.Reviewing => View("Review/Overview", await previews.ReadAsync(batch, query, cancellationToken)),
            ImportState.Applied or ImportState.Undone => View("Apply/Result", await previews.ResultAsync(batch, cancellationToken)),
            ImportState.Abandoned or ImportState.Failed or ImportState.ApplyFailed or ImportState.UndoFailed => View("Ended", batch),
            _ => View("Progress", batch),
        };
    }

    /// <summary>The part of the progress page that looks again by itself; when there is more to see, the whole page is.</summary>
    [HttpGet("progress")]
    public async Task<IActionResult> Progress(Guid id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } batch)
            return NotFound();

        if (batch.State is ImportState.Fetching or ImportState.Comparing or ImportState.Applying or ImportState.Undoing)
            return PartialView("_Progress", batch);

        Response.Headers["HX-Redirect"] = $"{ImportsController.Path}/{id}";
        return NoContent();
    }

    [HttpPost("again")]
    public async Task<IActionResult> Again(Guid id, bool withWhatIsThere, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } batch)
            return NotFound();

        await starter.TryAgainAsync(batch, withWhatIsThere, cancellationToken);
        return Back(id);
    }

    [HttpPost("abandon")]
    public async Task<IActionResult> Abandon(Guid id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is null)
            return NotFound();

        var done = await starter.AbandonAsync(id, cancellationToken);
        this.Notify(done ? State.Success : State.Warning, texts[done ? "Imports.Abandoned" : "Imports.TooLate"]);
        return done ? LocalRedirect(ImportsController.Path) : Back(id);
    }

    /// <summary>Asked for by the row's state, so a second click finds it under way.</summary>
    [HttpPost("undo")]
    public async Task<IActionResult> Undo(Guid id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } batch)
            return NotFound();

        var userId = member.SignedIn.Id;
        var name = member.SignedIn.Name;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var asked = await db.UpdateOwnAsync<ImportBatch>(
            b => b.Id == id && (b.State == ImportState.Applied || b.State == ImportState.ApplyFailed),
            set => set.SetProperty(b => b.State, ImportState.Undoing)
                .SetProperty(b => b.UndoneById, userId).SetProperty(b => b.UndoneByName, name)
                .SetProperty(b => b.Fault, (string?)null).SetProperty(b => b.Done, 0).SetProperty(b => b.Total, (int?)null),
            cancellationToken);
        if (asked > 0)
            audit.Add(new ImportUndoAsked(id, batch.Source));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        if (asked > 0)
            starter.Go(id);
        return Back(id);
    }

    /// <summary>Goes on with applying or undoing that a fault ended.</summary>
    [HttpPost("resume")]
    public async Task<IActionResult> Resume(Guid id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is null)
            return NotFound();

        await starter.ResumeAsync(id, cancellationToken);
        return Back(id);
    }

    private Task<ImportBatch?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        db.ImportBatches.AsNoTracking().SingleOrDefaultAsync(b => b.Id == id, cancellationToken);

    private LocalRedirectResult Back(Guid id) => LocalRedirect($"{ImportsController.Path}/{id}");
}
