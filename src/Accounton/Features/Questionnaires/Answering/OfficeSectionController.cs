using Accounton.Data;
using Accounton.Features.Questionnaires.Definitions;
using Accounton.Features.Questionnaires.Uploads;
using Accounton.Localisation;
using Accounton.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Questionnaires.Answering;

/// <summary>
/// A member of the office fills a questionnaire in for the client, section by section as the client would, and hands it in.
/// </summary>
[Route(QuestionnairesController.Path + "/{id:guid}")]
public sealed class OfficeSectionController(
    AccountonContext db, QuestionnaireSheets sheets, AnswerWriter writing, Texts texts, TimeProvider clock) : Controller
{
    private const int MostWrites = 500;

    /// <summary>Where something is open; else at the beginning.</summary>
    [HttpGet("fill")]
    public async Task<IActionResult> Begin(Guid id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } sheet)
            return NotFound();

        var section = sheet.ToAnswer.FirstOrDefault(part => !sheet.Of(part).IsComplete)
            ?? (sheet.ToAnswer is [var first, ..] ? first : null);
        return LocalRedirect(sheet.IsOpen && section is not null ? $"{Home(id)}/s/{section.Section.Key}" : Review(id));
    }

    [HttpGet("fill/s/{section}")]
    public async Task<IActionResult> Index(Guid id, string section, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } sheet)
            return NotFound();

        return sheet.IsOpen && Model(sheet, section) is { } model ? View("OfficeSection", model) : LocalRedirect(Review(id));
    }

    [HttpPost("fill/s/{section}")]
    public async Task<IActionResult> Save(
        Guid id, string section, string? go, string? add, Guid? remove, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } before)
            return NotFound();

        var typed = Changed(before, isNext: go == "next");
        var (sheet, receipts) = await writing.WriteAsync(id, null, typed, cancellationToken);
        if (receipts.Any(receipt => receipt.Outcome == WriteOutcome.Closed))
            this.Notify(State.Warning, texts["Answering.Closed"]);

        if (add is not null)
        {
            var added = await writing.AddRepetitionAsync(id, add, cancellationToken);
            return LocalRedirect($"{Home(id)}/s/{section}" + (added is null ? "" : $"#r-{added:N}"));
        }

        if (remove is { } repetition)
        {
            await writing.RemoveRepetitionAsync(id, repetition, cancellationToken);
            return LocalRedirect($"{Home(id)}/s/{section}");
        }

        var faults = receipts.Where(receipt => receipt.Fault is not null)
            .ToDictionary(receipt => receipt.Key, receipt => (typed.First(write => write.Id == receipt.Id).Typed, receipt.Fault!.Value));
        var model = Model(sheet, section, faults, receipts);
        if (faults.Count > 0 && go == "next" && model is not null)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return View("OfficeSection", model);
        }

        if (receipts.Any(receipt => receipt.Outcome == WriteOutcome.Conflict))
        {
            this.Notify(State.Warning, texts["Answering.Conflict"]);
            return LocalRedirect($"{Home(id)}/s/{section}");
        }

        return LocalRedirect(go switch
        {
            "back" when model?.Previous is { } previous => $"{Home(id)}/s/{previous.Section.Key}",
            "next" when model?.Next is { } next => $"{Home(id)}/s/{next.Section.Key}",
            _ when go?.StartsWith(SectionController.Message, StringComparison.Ordinal) == true =>
                $"{Review(id)}/messages/{Uri.EscapeDataString(go[SectionController.Message.Length..])}",
            _ => Review(id),
        });
    }

    /// <summary>From the script: answers in the order in which they were given.</summary>
    [HttpPost("fill/answers")]
    public async Task<IActionResult> Write(Guid id, [FromBody] WriteForm form, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid || form.Writes.Count > MostWrites)
            return BadRequest();
        if (await FindAsync(id, cancellationToken) is not { } before)
            return NotFound();

        AnswerWrite[] writes =
            [.. form.Writes.Select(
                write => new AnswerWrite(
                    write.Id, AnswerName.Find(before.Definition, write.Name) ?? new AnswerKey(write.Name), write.Version, write.Value))];
        var (sheet, receipts) = await writing.WriteAsync(id, null, writes, cancellationToken);
        var faults = receipts.Where(receipt => receipt.Fault is not null).GroupBy(receipt => receipt.Key)
            .ToDictionary(
                group => group.Key, group => (writes.First(write => write.Id == group.Last().Id).Typed, group.Last().Fault!.Value));
        return Model(sheet, form.Section, faults, receipts) is { } model
            ? PartialView("_Questions", model)
            : Content(Receipts.Json(receipts, sheet, Home(id)), "application/json");
    }

    /// <summary>Hands it in for the client, with the declarations that the client made or told.</summary>
    [HttpPost("submit")]
    public async Task<IActionResult> Submit(Guid id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } sheet)
            return NotFound();

        var isDone = await writing.SubmitAsync(id, null, cancellationToken);
        this.Notify(
            isDone ? State.Success : State.Warning, isDone
                ? texts["Review.SubmittedFor"]
                : texts.Count("Review.DeclareFirst", sheet.OpenDeclarations.Count()));
        return LocalRedirect(Review(id));
    }

    private async Task<QuestionnaireSheet?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        await db.Assignments.AnyAsync(a => a.Id == id, cancellationToken) ? await sheets.ReadAsync(id, cancellationToken) : null;

    private SectionModel? Model(
        QuestionnaireSheet sheet, string section, IReadOnlyDictionary<AnswerKey, (string? Typed, AnswerFault Fault)>? faults = null,
        IReadOnlyList<AnswerReceipt>? receipts = null) =>
        sheet.ToAnswer.FirstOrDefault(one => one.Section.Key == section) is { } found
            ? new(sheet.Assignment.Id, sheet, found, clock.GetUtcNow(), faults
                ?? new Dictionary<AnswerKey, (string? Typed, AnswerFault Fault)>(), receipts ?? [], new DocumentSheet(
                    [], 0, new UploadOptions()))
            {
                IsByOffice = true,
                Home = Home(sheet.Assignment.Id),
            }
            : null;

    /// <summary>What differs from what was drawn; what merely stood there as proposed is confirmed by going on.</summary>
    private List<AnswerWrite> Changed(QuestionnaireSheet sheet, bool isNext)
    {
        var writes = new List<AnswerWrite>();
        foreach (var field in Request.Form.Where(field => field.Key.StartsWith("was.", StringComparison.Ordinal)))
        {
            var name = field.Key["was.".Length..];
            var typed = string.Join(',', Request.Form["a." + name].Where(value => !string.IsNullOrEmpty(value)));
            if (typed == field.Value || AnswerName.Find(sheet.Definition, name) is not { } key
                || sheet.Definition.Find(key.Question) is not { } question)
                continue;

            var drawn = new QuestionModel(
                new(question, key, null), sheet.Stored.GetValueOrDefault(key), sheet.Proposals.GetValueOrDefault(key), null, null);
            if (!isNext && drawn.IsProposed && (drawn.IsFixed || typed == drawn.Field(texts)))
                continue;

            writes.Add(new(Guid.CreateVersion7(), key, int.TryParse(Request.Form["v." + name], out var version) ? version : 0, typed));
        }

        return writes;
    }

    private static string Review(Guid id) => $"{QuestionnairesController.Path}/{id}";

    private static string Home(Guid id) => Review(id) + "/fill";
}
