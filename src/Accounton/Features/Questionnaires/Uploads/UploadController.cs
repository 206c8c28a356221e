using System.Globalization;
using Accounton.Features.Questionnaires.Answering;
using Accounton.Localisation;
using Accounton.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Accounton.Features.Questionnaires.Uploads;

/// <summary>
/// The client's files: a page for each document that is asked for, what is sent from it or from beside the
/// question, and what was sent.
/// </summary>
[Authorize(RespondentSetup.Policy), OpenOfficeOnly, Route(RespondentPages.Route)]
public sealed class UploadController(
    CurrentRespondent current,
    QuestionnaireSheets sheets,
    DocumentSheets documents,
    UploadWriter writing,
    FileForm form,
    LocalTime time,
    Texts texts) : Controller
{
    /// <summary>The longest that a document may be promised ahead.</summary>
    private const int MostDaysAhead = 366;

    [HttpGet("d/{document}")]
    public async Task<IActionResult> Index(Guid respondent, string document, CancellationToken cancellationToken) =>
        await ModelAsync(respondent, document, cancellationToken) is { } model
            ? Request.IsFragment() ? PartialView("_Asked", model) : View("Document", model)
            : Gone(respondent);

    [HttpPost("d/{document}/files"), IgnoreAntiforgeryToken, ReadsFileForm]
    public async Task<IActionResult> Send(Guid respondent, string document, CancellationToken cancellationToken)
    {
        if (await form.BeginAsync(HttpContext, cancellationToken) is { } refused)
            return StatusCode(refused);
        if (await ModelAsync(respondent, document, cancellationToken) is not { } before)
            return Gone(respondent);

        var receipts = new List<UploadReceipt>();
        var target = new UploadTarget(current.Known.AssignmentId, current.Known.RespondentId, before.Asked.Key);
        while (await form.NextAsync(cancellationToken) is { } file)
            receipts.Add(await writing.ReceiveAsync(target, file.FileName, file.FileStream!, cancellationToken));

        if (await ModelAsync(respondent, document, cancellationToken) is not { } model)
            return Gone(respondent);

        model = model with { Receipts = receipts, IsNothingChosen = receipts.Count == 0 };
        if (model.Refused.Any() || model.IsNothingChosen)
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        if (Request.IsFragment())
            return PartialView("_Asked", model);
        return Response.StatusCode == StatusCodes.Status422UnprocessableEntity ? View("Document", model) : LocalRedirect(model.Path);
    }

    [HttpPost("d/{document}/files/{file:guid}/remove")]
    public async Task<IActionResult> Remove(Guid respondent, string document, Guid file, CancellationToken cancellationToken)
    {
        if (!await writing.RemoveAsync(current.Known.AssignmentId, file, cancellationToken))
            this.Notify(State.Warning, texts["Upload.NotRemoved"]);
        return await BackAsync(respondent, document, cancellationToken);
    }

    [HttpPost("d/{document}/files/{file:guid}/forward")]
    public async Task<IActionResult> Forward(Guid respondent, string document, Guid file, CancellationToken cancellationToken)
    {
        await writing.MoveForwardAsync(current.Known.AssignmentId, file, cancellationToken);
        return await BackAsync(respondent, document, cancellationToken);
    }

    /// <summary>That the client does not have it, or will send it later; neither takes back what was said.</summary>
    [HttpPost("d/{document}/say")]
    public async Task<IActionResult> Say(
        Guid respondent, string document, DocumentStatement? statement, string? laterOn, CancellationToken cancellationToken)
    {
        if (await ModelAsync(respondent, document, cancellationToken) is not { } model)
            return Gone(respondent);

        DateOnly? day = null;
        if (statement == DocumentStatement.Later && !IsDay(laterOn, out day))
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return View("Document", model with { LaterTyped = laterOn ?? "", IsLaterWrong = true });
        }

        if (!await writing.StateAsync(current.Known.AssignmentId, model.Asked.Key, statement, day, cancellationToken))
            this.Notify(State.Warning, texts["UploadOutcome.Closed"]);
        return LocalRedirect(statement is null ? model.Path : model.BackPath);
    }

    /// <summary>What the client sent, to read again.</summary>
    [HttpGet("files/{file:guid}")]
    public async Task<IActionResult> File(Guid respondent, Guid file, CancellationToken cancellationToken)
    {
        if (await documents.FindAsync(current.Known.AssignmentId, file, cancellationToken) is not { } found)
            return NotFound();
        return found.CanOpen ? new StoredFileResult(found) : StoredFileResult.Refuse(found, texts);
    }

    private bool IsDay(string? typed, out DateOnly? day)
    {
        var isDay = DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read)
            || DateOnly.TryParse(typed, texts.Language.Culture, DateTimeStyles.None, out read);
        day = read;
        return isDay && read >= time.Today && read <= time.Today.AddDays(MostDaysAhead);
    }

    private async Task<DocumentModel?> ModelAsync(Guid respondent, string document, CancellationToken cancellationToken)
    {
        var sheet = await sheets.ReadAsync(current.Known.AssignmentId, cancellationToken);
        if (!sheet.IsOpen)
            return null;

        var all = await documents.ReadAsync(sheet, cancellationToken);
        return all.Find(document) is { } asked ? new(respondent, asked, all) : null;
    }

    private async Task<IActionResult> BackAsync(Guid respondent, string document, CancellationToken cancellationToken)
    {
        if (await ModelAsync(respondent, document, cancellationToken) is not { } model)
            return Gone(respondent);
        return Request.IsFragment() ? PartialView("_Asked", model) : LocalRedirect(model.Path);
    }

    /// <summary>
    /// The document is not asked for any more, or everything was handed in: a script is told by a code, since it cannot follow.
    /// </summary>
    private IActionResult Gone(Guid respondent) =>
        Request.IsFragment() ? StatusCode(StatusCodes.Status410Gone) : LocalRedirect(RespondentPages.Home(respondent));
}

/// <summary>A document with its files, on its own page or beside its question.</summary>
public sealed record DocumentModel(Guid Respondent, AskedDocument Asked, DocumentSheet All)
{
    /// <summary>What came of the files that were just sent.</summary>
    public IReadOnlyList<UploadReceipt> Receipts { get; init; } = [];
    public bool IsNothingChosen { get; init; }

    /// <summary>A day as it was typed, when it could not be taken.</summary>
    public string? LaterTyped { get; init; }
    public bool IsLaterWrong { get; init; }

    public string Path => $"{RespondentPages.Home(Respondent)}/d/{Asked.Name}";

    /// <summary>The question that it belongs to.</summary>
    public string BackPath => $"{RespondentPages.Home(Respondent)}/s/{Asked.Section.Section.Key}#d-{Id}";

    public string Id => Asked.Name.Replace('.', '-');

    public IEnumerable<UploadReceipt> Refused =>
        Receipts.Where(receipt => receipt.Outcome is not (UploadOutcome.Stored or UploadOutcome.SameFile));

    public IEnumerable<UploadReceipt> Twice => Receipts.Where(receipt => receipt.Outcome is UploadOutcome.SameFile);
}
