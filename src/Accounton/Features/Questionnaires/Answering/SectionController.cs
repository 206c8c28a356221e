using System.Text.Json;
using System.Text.Json.Serialization;
using Accounton.Features.Questionnaires.Definitions;
using Accounton.Features.Questionnaires.Uploads;
using Accounton.Localisation;
using Accounton.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Accounton.Features.Questionnaires.Answering;

/// <summary>One section a page: its fields are saved one by one by a script, and all that changed when the page is sent.</summary>
[Authorize(RespondentSetup.Policy), OpenOfficeOnly, Route(RespondentPages.Route)]
public sealed class SectionController(
    CurrentRespondent current, QuestionnaireSheets sheets, DocumentSheets documents, AnswerWriter writing, Texts texts, TimeProvider clock)
        : Controller
{
    /// <summary>Before the name of the question about which the client wants to write.</summary>
    public const string Message = "message ";

    private const int MostWrites = 500;

    [HttpGet("s/{section}")]
    public async Task<IActionResult> Index(Guid respondent, string section, CancellationToken cancellationToken)
    {
        var sheet = await sheets.ReadAsync(current.Known.AssignmentId, cancellationToken);
        if (!sheet.IsOpen)
            return LocalRedirect(RespondentPages.Home(respondent));
        return await ModelAsync(sheet, section, cancellationToken) is { } model
            ? View("Section", model)
            : LocalRedirect(RespondentPages.Home(respondent));
    }

    /// <summary>
    /// Without a script, and at the end of a page: writes what differs from what was drawn. Going back
    /// writes too, and never asks for anything.
    /// </summary>
    [HttpPost("s/{section}")]
    public async Task<IActionResult> Save(
        Guid respondent, string section, string? go, string? add, Guid? remove, string? document, CancellationToken cancellationToken)
    {
        var before = await sheets.ReadAsync(current.Known.AssignmentId, cancellationToken);
        var typed = Changed(before, isNext: go == "next");
        var (sheet, receipts) = await writing.WriteAsync(before.Assignment.Id, current.Known.RespondentId, typed, cancellationToken);
        if (receipts.Any(receipt => receipt.Outcome == WriteOutcome.Closed))
            this.Notify(State.Warning, texts["Answering.Closed"]);

        if (add is not null)
        {
            var added = await writing.AddRepetitionAsync(before.Assignment.Id, add, cancellationToken);
            return LocalRedirect($"{RespondentPages.Home(respondent)}/s/{section}" + (added is null ? "" : $"#r-{added:N}"));
        }

        if (remove is { } repetition)
        {
            await writing.RemoveRepetitionAsync(before.Assignment.Id, repetition, cancellationToken);
            return LocalRedirect($"{RespondentPages.Home(respondent)}/s/{section}");
        }

        if (document is not null && (await documents.ReadAsync(sheet, cancellationToken)).Find(document) is { } asked)
            return LocalRedirect($"{RespondentPages.Home(respondent)}/d/{asked.Name}");

        var faults = receipts.Where(receipt => receipt.Fault is not null)
            .ToDictionary(receipt => receipt.Key, receipt => (typed.First(write => write.Id == receipt.Id).Typed, receipt.Fault!.Value));
        var model = await ModelAsync(sheet, section, cancellationToken, faults, receipts);
        if (faults.Count > 0 && go == "next" && model is not null)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return View("Section", model);
        }

        if (receipts.Any(receipt => receipt.Outcome == WriteOutcome.Conflict))
        {
            this.Notify(State.Warning, texts["Answering.Conflict"]);
            return LocalRedirect($"{RespondentPages.Home(respondent)}/s/{section}");
        }

        return LocalRedirect(go switch
        {
            "back" when model?.Previous is { } previous => $"{RespondentPages.Home(respondent)}/s/{previous.Section.Key}",
            "next" when model?.Next is { } next => $"{RespondentPages.Home(respondent)}/s/{next.Section.Key}",
            "next" => $"{RespondentPages.Home(respondent)}/summary",
            _ when go?.StartsWith(Message, StringComparison.Ordinal) == true && sheet.Find(go[Message.Length..]) is not null =>
                $"{RespondentPages.Home(respondent)}/messages/{go[Message.Length..]}",
            _ => RespondentPages.Home(respondent),
        });
    }

    /// <summary>From the script: answers in the order in which they were given. The acknowledgement is the section as it is now.</summary>
    [HttpPost("answers")]
    public async Task<IActionResult> Write(Guid respondent, [FromBody] WriteForm form, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid || form.Writes.Count > MostWrites)
            return BadRequest();

        var definition = (await sheets.ReadAsync(current.Known.AssignmentId, cancellationToken)).Definition;
        AnswerWrite[] writes = [.. form.Writes.Select(write =>
            new AnswerWrite(write.Id, AnswerName.Find(definition, write.Name) ?? new AnswerKey(write.Name), write.Version, write.Value))];
        var (sheet, receipts) = await writing.WriteAsync(current.Known.AssignmentId, current.Known.RespondentId, writes, cancellationToken);
        var faults = receipts.Where(receipt => receipt.Fault is not null).GroupBy(receipt => receipt.Key)
            .ToDictionary(
                group => group.Key, group => (writes.First(write => write.Id == group.Last().Id).Typed, group.Last().Fault!.Value));
        if (await ModelAsync(sheet, form.Section, cancellationToken, faults, receipts) is { } model)
            return PartialView("_Questions", model);
        return Content(Receipts.Json(receipts, sheet, RespondentPages.Home(respondent)), "application/json");
    }

    private async Task<SectionModel?> ModelAsync(
        QuestionnaireSheet sheet,
        string section,
        CancellationToken cancellationToken,
        IReadOnlyDictionary<AnswerKey, (string? Typed, AnswerFault Fault)>? faults = null,
        IReadOnlyList<AnswerReceipt>? receipts = null) =>
        sheet.ToAnswer.FirstOrDefault(one => one.Section.Key == section) is { } found
            ? new(
                current.Known.RespondentId,
                sheet,
                found,
                clock.GetUtcNow(),
                faults ?? new Dictionary<AnswerKey, (string? Typed, AnswerFault Fault)>(),
                receipts ?? [],
                await documents.ReadAsync(sheet, cancellationToken))
            : null;

    private List<AnswerWrite> Changed(QuestionnaireSheet sheet, bool isNext)
    {
        var writes = new List<AnswerWrite>();
        foreach (var field in Request.Form.Where(field => field.Key.StartsWith("was.", StringComparison.Ordinal)))
        {
            var name = field.Key["was.".Length..];
            var typed = string.Join(',', Request.Form["a." + name].Where(value => !string.IsNullOrEmpty(value)));
            if (typed == field.Value || AnswerName.Find(sheet.Definition, name) is not { } key)
                continue;

            // Only who goes on confirms what merely stands there.
            if (!isNext && IsAsDrawn(sheet, key, typed))
                continue;

            writes.Add(new(Guid.CreateVersion7(), key, int.TryParse(Request.Form["v." + name], out var version) ? version : 0, typed));
        }

        return writes;
    }

    /// <summary>What is proposed, or asked again, and was not touched.</summary>
    private bool IsAsDrawn(QuestionnaireSheet sheet, AnswerKey key, string typed)
    {
        if (sheet.Definition.Find(key.Question) is not { } question || (sheet.Stored.ContainsKey(key) && !sheet.IsAskedAgain(key)))
            return false;

        var drawn = new QuestionModel(
            new(question, key, null), sheet.Stored.GetValueOrDefault(key), sheet.Proposals.GetValueOrDefault(key), null, null);
        return drawn.IsFixed || typed == drawn.Field(texts);
    }
}

/// <summary>Answers from the script.</summary>
public sealed class WriteForm
{
    public string Section { get; set; } = "";

    public IReadOnlyList<WrittenField> Writes { get; set; } = [];
}

/// <summary>One of them.</summary>
public sealed record WrittenField(Guid Id, string Name, int Version, string? Value);

/// <summary>What came of a script's writes, as the script reads it.</summary>
public static class Receipts
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>With the page of each question, for who is on another one.</summary>
    public static string Json(IReadOnlyList<AnswerReceipt> receipts, QuestionnaireSheet sheet, string home) =>
        JsonSerializer.Serialize(
            receipts.Select(receipt => new { receipt.Id, receipt.Outcome, Page = PageOf(receipt.Key, sheet, home) }), Options);

    /// <summary>Where a question is asked now; null when it is not.</summary>
    private static string? PageOf(AnswerKey key, QuestionnaireSheet sheet, string home) =>
        sheet.ToAnswer.FirstOrDefault(section => section.Questions.Any(question => question.Key == key)) is { } found
            ? $"{home}/s/{found.Section.Key}#q-{AnswerName.Of(key).Replace('.', '-')}"
            : null;
}
