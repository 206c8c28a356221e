using Accounton.Data;
using Accounton.Localisation;
using Accounton.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Questionnaires.Board;

/// <summary>What can be done with several questionnaires at once, besides sending them.</summary>
public enum BoardAct
{
    Due = 1,
    State,
    Process,
}

/// <summary>
/// Acts on the questionnaires that were selected on the board: a page says what will happen, and only its button does it.
/// </summary>
[Route(QuestionnairesController.Path + "/selected")]
public sealed class SelectedAssignmentsController(AccountonContext db, AssignmentActs acts, LocalTime time, Texts texts) : Controller
{
    private const int MostSelected = 500;
    private const int MostYears = 3;

    [HttpPost("")]
    public async Task<IActionResult> Ask(Guid[] ids, BoardAct act, string? back, CancellationToken cancellationToken)
    {
        if (!Enum.IsDefined(act))
            return BadRequest();
        if (ids.Length == 0)
        {
            this.Notify(State.Warning, texts["Sending.SelectFirst"]);
            return Back(back);
        }

        return await ShowAsync(ids, act, back, cancellationToken);
    }

    [HttpPost("due")]
    public async Task<IActionResult> Due(Guid[] ids, DateOnly? due, bool none, string? back, CancellationToken cancellationToken)
    {
        if (!none && (due is not { } day || day < time.Today.AddYears(-1) || day > time.Today.AddYears(MostYears)))
        {
            ModelState.AddModelError("due", texts["Board.DueWrong"]);
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return await ShowAsync(ids, BoardAct.Due, back, cancellationToken);
        }

        if ((await RowsAsync(ids, cancellationToken)).Count == 0)
            return NotFound();

        var count = await acts.SetDueAsync(Some(ids), none ? null : due, cancellationToken);
        this.Notify(State.Success, none ? texts.Count("Board.DueGone", count) : texts.Count("Board.DueSet", count, texts.Day(due!.Value)));
        return Back(back);
    }

    [HttpPost("state")]
    public async Task<IActionResult> SetState(Guid[] ids, StateByHand state, string? back, CancellationToken cancellationToken)
    {
        if (!Enum.IsDefined(state))
        {
            ModelState.AddModelError("state", texts["Board.StateMissing"]);
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return await ShowAsync(ids, BoardAct.State, back, cancellationToken);
        }

        var rows = await RowsAsync(ids, cancellationToken);
        if (rows.Count == 0)
            return NotFound();

        var count = await acts.SetStateAsync(Some(ids), state, cancellationToken);
        var done = texts.Count("StateByHand.Done." + state, count);
        this.Notify(
            count == rows.Count ? State.Success : State.Warning, count == rows.Count ? done
                : $"{done} {texts.Count("Board.NotPossible", rows.Count - count)}");
        return Back(back);
    }

    private async Task<IActionResult> ShowAsync(Guid[] ids, BoardAct act, string? back, CancellationToken cancellationToken)
    {
        var rows = await RowsAsync(ids, cancellationToken);
        return rows.Count == 0 ? NotFound() : View("Selected", new SelectedAssignments(act, rows, back));
    }

    private async Task<IReadOnlyList<BoardRow>> RowsAsync(Guid[] ids, CancellationToken cancellationToken)
    {
        var some = Some(ids);
        var rows = await (
            from assignment in db.Assignments.AsNoTracking()
            join client in db.Clients on assignment.ClientId equals client.Id
            where some.Contains(assignment.Id)
            orderby assignment.SortName
            select new { assignment, client }).ToListAsync(cancellationToken);
        return [.. rows.Select(row => new BoardRow(row.assignment, row.client))];
    }

    private static Guid[] Some(Guid[] ids) => [.. ids.Distinct().Take(MostSelected)];

    private LocalRedirectResult Back(string? back) => LocalRedirect(Url.IsLocalUrl(back) ? back : QuestionnairesController.Path);
}

/// <summary>What is about to be done, and with which questionnaires.</summary>
public sealed record SelectedAssignments(BoardAct Act, IReadOnlyList<BoardRow> Rows, string? Back)
{
    /// <summary>Those that can be processed; the others are told.</summary>
    public IEnumerable<BoardRow> Able =>
        Act == BoardAct.Process ? Rows.Where(row => AssignmentActs.From(StateByHand.Processed).Contains(row.Assignment.State)) : Rows;
}
