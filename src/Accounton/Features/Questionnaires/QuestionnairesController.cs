using Accounton.Data;
using Accounton.Features.Clients;
using Accounton.Features.Questionnaires.Board;
using Accounton.Features.Questionnaires.Sending;
using Accounton.Localisation;
using Accounton.Web;
using Accounton.Web.Components;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Accounton.Features.Questionnaires;

/// <summary>The board: the questionnaires that clients have, by state.</summary>
[Route(Path)]
public sealed class QuestionnairesController(
    BoardList board, Templates templates, Colleagues colleagues, LocalTime time, Texts texts) : Controller
{
    public const string Path = "/questionnaires";

    [HttpGet("")]
    public async Task<IActionResult> Index(BoardFilter filter, string? after, string? before, CancellationToken cancellationToken)
    {
        // It is not looked for in an address, so that no browser learns to complete it.
        if (ClientSearch.IsNationalNumber(filter.Search))
        {
            this.Notify(State.Warning, texts["Clients.NumberInAddress"]);
            return LocalRedirect((filter with { Search = null }).Address());
        }

        var page = await board.PageAsync(filter, Cursor.Parse(after), Cursor.Parse(before), cancellationToken);
        var given = (await templates.AllAsync(cancellationToken)).Where(template => template.Id != Guid.Empty).ToList();
        return View(new BoardModel(filter, page, given, await colleagues.ReadAsync(cancellationToken), time.Today));
    }
}

/// <summary>The board with what it is narrowed to.</summary>
public sealed record BoardModel(
    BoardFilter Filter, BoardPage Page, IReadOnlyList<Template> Templates, IReadOnlyList<Colleague> Colleagues, DateOnly Today)
{
    /// <summary>Nobody has a questionnaire at all.</summary>
    public bool IsEmpty => !Filter.IsNarrowed && Page.Counts.Count == 0;

    public IReadOnlyList<Tab> Tabs(Texts texts) => [Tab(null, texts["Board.Running"], texts), .. Enum.GetValues<AssignmentState>()
        .Select(state => Tab(state, texts["AssignmentState." + state], texts))];

    public IEnumerable<SelectListItem> Questionnaires(Texts texts) =>
        Templates.Select(template => new SelectListItem(template.TitleIn(texts), template.Id.ToString()));

    public IEnumerable<SelectListItem> People(Texts texts) =>
    [
        .. Colleagues.Select(colleague => new SelectListItem(colleague.Name, colleague.Email)),
        new(texts["Clients.WithoutResponsible"], BoardFilter.Nobody),
        new(texts["Clients.NoMember"], BoardFilter.Stranger),
    ];

    public IEnumerable<SelectListItem> Dues(Texts texts) =>
        Enum.GetValues<BoardDue>().Select(due => new SelectListItem(texts["BoardDue." + due], due.ToString()));

    public IEnumerable<SelectListItem> Marks(Texts texts) =>
        Enum.GetValues<BoardMark>().Select(mark => new SelectListItem(texts["BoardMark." + mark], mark.ToString()));

    public string TitleOf(Assignment assignment, Texts texts) =>
        Templates.First(template => template.Id == assignment.TemplateId).TitleIn(texts, assignment.ClosingDate);

    public bool IsOverdue(Assignment assignment) =>
        assignment.DueOn < Today && assignment.State is AssignmentState.NotSent or AssignmentState.Sent or AssignmentState.Opened;

    private Tab Tab(AssignmentState? state, string text, Texts texts) => new(
        text, (Filter with { State = state }).Address(), Filter.State == state, Page.Count(state),
        Page.IsMore(state) ? texts["Board.More", texts.Number(BoardList.MostCounted)] : null);

    /// <summary>All of this board, to be sent.</summary>
    public SendFilter SendFilter => SendFilter.Of(Filter);
}
