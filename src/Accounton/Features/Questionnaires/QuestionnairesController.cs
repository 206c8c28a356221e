using Accounton.Data;
using Accounton.Features.Clients;
using Accounton.Features.Questionnaires.Answering;
using Accounton.Features.Questionnaires.Definitions;
using Accounton.Features.Questionnaires.Messages;
using Accounton.Features.Questionnaires.Uploads;
using Accounton.Localisation;
using Accounton.Tenancy;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Questionnaires;

/// <summary>The questionnaires that clients have, and one of them as its client will see it.</summary>
[Route(Path)]
public sealed class QuestionnairesController(
    AccountonContext db, Templates templates, ClientFiles files, QuestionnaireSheets sheets, DocumentSheets documents, QuestionThreads threads, CurrentMember member,
    Texts texts) : Controller
{
    public const string Path = "/questionnaires";

    private const int PageSize = 50;

    [HttpGet("")]
    public async Task<IActionResult> Index(Guid? template, AssignmentState? state, string? after, string? before, CancellationToken cancellationToken)
    {
        var offered = await templates.AllAsync(cancellationToken);
        var chosen = offered.FirstOrDefault(t => t.Id == template) ?? offered[0];
        var rows =
            from assignment in db.Assignments.AsNoTracking()
            join client in db.Clients on assignment.ClientId equals client.Id
            where assignment.TemplateId == chosen.Id && (state == null || assignment.State == state)
            select new AssignedRow { Id = assignment.Id, State = assignment.State, AssignedAt = assignment.AssignedAt, ClosingDate = assignment.ClosingDate, SortName = client.SortName, Client = client };
        var count = await rows.OrderBy(row => row.Id).Select(row => row.Id).Take(ClientList.MostCounted + 1).CountAsync(cancellationToken);
        var page = await rows.PageAsync(row => row.SortName, row => row.Id, Cursor.Parse(after), Cursor.Parse(before), PageSize, cancellationToken);
        return View(new QuestionnairesModel(offered, chosen, state, count, page));
    }

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Details(Guid id, CancellationToken cancellationToken)
    {
        if (await db.Assignments.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, cancellationToken) is not { } assignment)
            return NotFound();

        var template = await db.Templates.AsNoTracking().SingleAsync(t => t.Id == assignment.TemplateId, cancellationToken);
        var client = await db.Clients.AsNoTracking().SingleAsync(c => c.Id == assignment.ClientId, cancellationToken);
        var language = Language.Find(client.Language) ?? Language.Find(member.Office!.OfficeLanguage) ?? Language.Dutch;
        var file = await files.ReadAsync(client, null, cancellationToken, language);
        var sheet = await sheets.ReadAsync(id, cancellationToken);
        var written = await threads.ReadAsync(id, null, cancellationToken);
        return View(new AssignmentModel(assignment, template, await templates.DefinitionAsync(assignment, cancellationToken), file, texts.In(language))
        {
            Documents = new(id, await documents.ReadAsync(sheet, cancellationToken)),
            Threads = [.. written.Select(lines => ThreadModel.Of(sheet, lines.Key, lines, texts))],
        });
    }
}

/// <summary>A line of the list.</summary>
public sealed class AssignedRow
{
    public Guid Id { get; init; }
    public AssignmentState State { get; init; }
    public DateTimeOffset AssignedAt { get; init; }
    public DateOnly ClosingDate { get; init; }
    public required string SortName { get; init; }
    public required Client Client { get; init; }
}

/// <summary>The list, of one questionnaire at a time.</summary>
public sealed record QuestionnairesModel(IReadOnlyList<Template> Templates, Template Template, AssignmentState? State, int Count, KeysetPage<AssignedRow> Page)
{
    /// <summary>All but the latest, which is what nothing chosen means.</summary>
    public IEnumerable<SelectListItem> Others(Texts texts) => Templates.Skip(1).Select(template => new SelectListItem(template.TitleIn(texts), template.Id.ToString()));

    public IEnumerable<SelectListItem> States(Texts texts) => Enum.GetValues<AssignmentState>().Select(state => new SelectListItem(texts["AssignmentState." + state], state.ToString()));

    /// <summary>The address of a page of this list.</summary>
    public string Address(string page, Cursor at)
    {
        var query = new Dictionary<string, string?> { ["template"] = Template.Id.ToString(), [page] = at.ToString() };
        if (State is { } state)
            query["state"] = state.ToString();
        return QuestionnairesController.Path + QueryString.Create(query);
    }
}

/// <summary>A client's questionnaire, in the client's language.</summary>
public sealed record AssignmentModel(Assignment Assignment, Template Template, Definition Definition, ClientFile File, Texts ForClient)
{
    public required OfficeDocuments Documents { get; init; }

    public IReadOnlyList<ThreadModel> Threads { get; init; } = [];

    public Section First => Definition.Sections[0];

    /// <summary>Its groups, with the questions that the client's record fills in.</summary>
    public IEnumerable<(Group Group, IReadOnlyList<Question> Questions)> Parts =>
        First.Groups.Select(group => (group, (IReadOnlyList<Question>)[.. group.Questions.Where(question => question.Field is not null)])).Where(part => part.Item2.Count > 0);
}
