using Accounton.Data;
using Accounton.Features.Audit;
using Accounton.Features.Clients;
using Accounton.Features.Questionnaires.Answering;
using Accounton.Features.Questionnaires.Board;
using Accounton.Features.Questionnaires.Definitions;
using Accounton.Features.Questionnaires.Messages;
using Accounton.Features.Questionnaires.Uploads;
using Accounton.Localisation;
using Accounton.Tenancy;
using Accounton.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Questionnaires.Review;

/// <summary>One questionnaire as the office works through it: first what differs, then all that was answered.</summary>
[Route(QuestionnairesController.Path + "/{id:guid}")]
public sealed class ReviewController(
    AccountonContext db,
    QuestionnaireSheets sheets,
    DifferenceReview review,
    AssignmentActs acts,
    DocumentSheets documents,
    QuestionThreads threads,
    Colleagues colleagues,
    OfficeCiphers ciphers,
    AuditLog audit,
    Texts texts) : Controller
{
    private const int MostTaken = 500;

    [HttpGet("")]
    public Task<IActionResult> Index(Guid id, CancellationToken cancellationToken) => ShowAsync(id, null, cancellationToken);

    /// <summary>Shows an answer whole of which only a part is seen else, and notes who asked for it.</summary>
    [HttpPost("number")]
    public async Task<IActionResult> Number(Guid id, string? answer, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } sheet || AnswerName.Find(sheet.Definition, answer ?? "") is not { } key
            || sheet.Definition.Find(key.Question) is not { Kind: QuestionKind.NationalNumber })
            return NotFound();

        audit.Add(
            new AnswerShown(id, sheet.Assignment.ClientId, sheet.ClientName, sheet.Template.Kind, sheet.Template.IncomeYear, key.Question));
        await db.SaveChangesAsync(cancellationToken);
        return await ShowAsync(id, key, cancellationToken);
    }

    [HttpPost("take")]
    public async Task<IActionResult> Take(Guid id, string? answer, int client, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } sheet || SeenAnswer.Parse(sheet.Definition, answer) is not { } seen)
            return NotFound();

        var outcome = await review.TakeAsync(id, seen, client, cancellationToken);
        this.Notify(outcome == TakeOutcome.Taken ? State.Success : State.Warning, texts["TakeOutcome." + outcome]);
        return Back(id);
    }

    [HttpPost("take-safe")]
    public async Task<IActionResult> TakeSafe(Guid id, string[] answers, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } sheet)
            return NotFound();

        var seen = answers.Take(MostTaken).Select(answer => SeenAnswer.Parse(sheet.Definition, answer)).OfType<SeenAnswer>().ToHashSet();
        var taken = await review.TakeSafeAsync(id, seen, cancellationToken);
        this.Notify(
            taken == seen.Count ? State.Success : State.Warning, taken == seen.Count ? texts.Count("Review.Taken", taken)
                : texts.Count("Review.TakenOf", taken, seen.Count));
        return Back(id);
    }

    [HttpPost("leave")]
    public async Task<IActionResult> Leave(Guid id, string? answer, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } sheet || SeenAnswer.Parse(sheet.Definition, answer) is not { } seen)
            return NotFound();

        if (await review.LeaveAsync(id, seen, cancellationToken) is var outcome && outcome != TakeOutcome.Taken)
            this.Notify(State.Warning, texts["TakeOutcome." + outcome]);
        return Back(id);
    }

    [HttpPost("withdraw")]
    public async Task<IActionResult> Withdraw(Guid id, CancellationToken cancellationToken)
    {
        if (!await db.Assignments.AnyAsync(a => a.Id == id, cancellationToken))
            return NotFound();

        if (await acts.WithdrawAsync(id, cancellationToken))
            this.Notify(State.Success, texts["Review.Withdrawn"]);
        return LocalRedirect($"{QuestionnairesController.Path}/{id}");
    }

    private async Task<QuestionnaireSheet?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        await db.Assignments.AnyAsync(a => a.Id == id, cancellationToken) ? await sheets.ReadAsync(id, cancellationToken) : null;

    private async Task<IActionResult> ShowAsync(Guid id, AnswerKey? whole, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } sheet)
            return NotFound();

        var client = await db.Clients.AsNoTracking().SingleAsync(c => c.Id == sheet.Assignment.ClientId, cancellationToken);
        var submissions = await db.Submissions.AsNoTracking().Where(s => s.AssignmentId == id).OrderByDescending(s => s.Number)
            .ToListAsync(cancellationToken);
        var hasLinks = await db.Respondents.AnyAsync(r => r.AssignmentId == id && r.WithdrawnAt == null, cancellationToken);
        return View("Review", new ReviewModel(
            sheet, client, await colleagues.OfAsync(client, cancellationToken), submissions, await HistoryAsync(id, cancellationToken),
            hasLinks, whole)
        {
            Documents = new(id, await documents.ReadAsync(sheet, cancellationToken)),
            Threads = [.. (await threads.ReadAsync(id, null, cancellationToken))
                .Select(lines => ThreadModel.Of(sheet, lines.Key, lines, texts))],
        });
    }

    /// <summary>Opened are only those of answers that were given more than once.</summary>
    private async Task<Dictionary<Guid, IReadOnlyList<EarlierAnswer>>> HistoryAsync(Guid id, CancellationToken cancellationToken)
    {
        var cipher = await ciphers.CurrentAsync(cancellationToken);
        var changes = await (
            from change in db.AnswerChanges.AsNoTracking()
            join answer in db.Answers on change.AnswerId equals answer.Id
            where answer.AssignmentId == id && (change.Version == null || change.Version != answer.Version)
            orderby change.At descending
            select change).ToListAsync(cancellationToken);
        return changes.GroupBy(change => change.AnswerId).ToDictionary(
            group => group.Key,
            group => (
                IReadOnlyList<EarlierAnswer>)[.. group.Select(
                    change => new EarlierAnswer(cipher.Open(change.Value, change.Id), change.At, change.ByName, change.Version is null))]);
    }

    private LocalRedirectResult Back(Guid id) => LocalRedirect($"{QuestionnairesController.Path}/{id}#differences");
}
