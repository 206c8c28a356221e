using Accounton.Features.Questionnaires.Answering;
using Accounton.Localisation;
using Accounton.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Accounton.Features.Questionnaires.Messages;

/// <summary>What a client writes to the office about a question, and reads of it; also when the questionnaire is handed in.</summary>
[Authorize(RespondentSetup.Policy), OpenOfficeOnly, Route(RespondentPages.Route + "/messages/{question}")]
public sealed class ClientMessagesController(
    CurrentRespondent current, QuestionnaireSheets sheets, QuestionThreads threads, Texts texts) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(Guid respondent, string question, CancellationToken cancellationToken) =>
        await ModelAsync(respondent, question, new MessageForm(), cancellationToken) is { } model
            ? View("ClientThread", model)
            : NotFound();

    [HttpPost("")]
    public async Task<IActionResult> Write(Guid respondent, string question, MessageForm form, CancellationToken cancellationToken)
    {
        if (await ModelAsync(respondent, question, form, cancellationToken) is not { } model || model.Sheet.Find(question) is not { } key)
            return NotFound();

        if (await threads.WriteAsync(
            current.Known.AssignmentId, current.Known.RespondentId, key, form.WriteId, form.Text, cancellationToken) is { } fault)
        {
            ModelState.AddModelError(nameof(form.Text), texts["MessageFault." + fault, ThreadMessage.TextLength]);
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return View("ClientThread", model);
        }

        this.Notify(State.Success, texts["Messages.Sent"]);
        return LocalRedirect(model.Back);
    }

    private async Task<ClientThreadModel?> ModelAsync(
        Guid respondent, string question, MessageForm form, CancellationToken cancellationToken)
    {
        var sheet = await sheets.ReadAsync(current.Known.AssignmentId, cancellationToken);
        if (sheet.Find(question) is not { } key)
            return null;

        var lines = await threads.ReadAsync(sheet.Assignment.Id, key, cancellationToken);
        return new(
            respondent, sheet, question, sheet.Label(key, texts), sheet.SectionOf(key).Key, lines.Count == 0 ? null : lines[0], form);
    }
}
