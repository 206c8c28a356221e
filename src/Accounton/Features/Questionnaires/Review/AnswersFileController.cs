using Accounton.Data;
using Accounton.Features.Audit;
using Accounton.Features.Questionnaires.Board;
using Accounton.Localisation;
using Accounton.Web;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Questionnaires.Review;

/// <summary>
/// Answers to download as a workbook: of one questionnaire, of those selected on the board, or of all that it shows. That they were taken
/// is noted first.
/// </summary>
[Route(QuestionnairesController.Path)]
public sealed class AnswersFileController(
    AccountonContext db, BoardList board, AnswersWorkbook workbook, AuditLog audit, LocalTime time, Texts texts) : Controller
{
    private const int MostSelected = 500;

    [HttpGet("{id:guid}/answers.xlsx")]
    public async Task<IActionResult> One(Guid id, CancellationToken cancellationToken) =>
        await db.Assignments.AnyAsync(a => a.Id == id, cancellationToken)
            ? await FileAsync(db.Assignments.AsNoTracking().Where(a => a.Id == id), cancellationToken)
            : NotFound();

    [HttpPost("answers.xlsx")]
    public async Task<IActionResult> Selected(Guid[] ids, string? back, CancellationToken cancellationToken)
    {
        var some = ids.Distinct().Take(MostSelected).ToList();
        var found = db.Assignments.AsNoTracking().Where(a => some.Contains(a.Id));
        if (some.Count > 0)
            return await found.AnyAsync(cancellationToken) ? await FileAsync(found, cancellationToken) : NotFound();

        this.Notify(State.Warning, texts["Sending.SelectFirst"]);
        return LocalRedirect(Url.IsLocalUrl(back) ? back : QuestionnairesController.Path);
    }

    [HttpGet("answers.xlsx")]
    public async Task<IActionResult> Found(BoardFilter filter, CancellationToken cancellationToken) =>
        await FileAsync(await board.FindAsync(filter, cancellationToken), cancellationToken);

    private async Task<IActionResult> FileAsync(IQueryable<Assignment> assignments, CancellationToken cancellationToken)
    {
        if (!HttpContext.IsHead())
        {
            audit.Add(new AnswersExported(await assignments.CountAsync(a => a.AnsweredAt != null, cancellationToken)));
            await db.SaveChangesAsync(cancellationToken);
        }

        Response.ContentType = AnswersWorkbook.ContentType;
        Response.Headers.CacheControl = "no-store";
        Response.Headers.ContentDisposition = $"attachment; filename=\"{texts["AnswersFile.Name"]}-{time.Today:yyyy-MM-dd}.xlsx\"";
        if (HttpContext.IsHead())
            return new EmptyResult();

        // A package's few bytes of structure are written at once, whoever waits for its parts.
        if (HttpContext.Features.Get<IHttpBodyControlFeature>() is { } body)
            body.AllowSynchronousIO = true;
        await workbook.WriteAsync(assignments, Response.Body, cancellationToken);
        return new EmptyResult();
    }
}
