using Accounton.Data;
using Accounton.Features.Questionnaires.Answering;
using Accounton.Features.Questionnaires.Definitions;
using Accounton.Localisation;
using Accounton.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Questionnaires.Messages;

/// <summary>What the office writes to a client about a question, and that a thread is settled.</summary>
[Route(QuestionnairesController.Path + "/{id:guid}/messages/{question}")]
public sealed class ThreadsController(AccountonContext db, QuestionnaireSheets sheets, QuestionThreads threads, Texts texts) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(Guid id, string question, CancellationToken cancellationToken) =>
        await ModelAsync(id, question, new MessageForm(), null, cancellationToken) is { } model ? View("Thread", model) : NotFound();

    [HttpPost("")]
    public async Task<IActionResult> Write(Guid id, string question, MessageForm form, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, question, cancellationToken) is not { } found)
            return NotFound();

        if (await threads.WriteAsync(id, null, found.Key, form.WriteId, form.Text, cancellationToken) is not { } fault)
        {
            this.Notify(State.Success, texts["Messages.Sent"]);
            return Back(id, question, form.Back);
        }

        ModelState.AddModelError(nameof(form.Text), texts["MessageFault." + fault, ThreadMessage.TextLength]);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return View("Thread", await ModelAsync(id, question, form, fault, cancellationToken));
    }

    [HttpPost("resolve")]
    public async Task<IActionResult> Resolve(Guid id, string question, string? back, CancellationToken cancellationToken) =>
        await FindAsync(id, question, cancellationToken) is { } found && await threads.ResolveAsync(id, found.Key, cancellationToken)
            ? Back(id, question, back)
            : NotFound();

    private LocalRedirectResult Back(Guid id, string question, string? back) =>
        LocalRedirect(Url.IsLocalUrl(back) ? back : $"{QuestionnairesController.Path}/{id}#m-{question.Replace('.', '-')}");

    private async Task<ThreadModel?> ModelAsync(
        Guid id, string question, MessageForm form, MessageFault? fault, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, question, cancellationToken) is not { } found)
            return null;

        var lines = await threads.ReadAsync(id, found.Key, cancellationToken);
        return ThreadModel.Of(found.Sheet, found.Key, lines.Count == 0 ? null : lines[0], texts) with { Form = form, Fault = fault };
    }

    private async Task<(QuestionnaireSheet Sheet, AnswerKey Key)?> FindAsync(Guid id, string question, CancellationToken cancellationToken)
    {
        if (!await db.Assignments.AnyAsync(a => a.Id == id, cancellationToken))
            return null;

        var sheet = await sheets.ReadAsync(id, cancellationToken);
        return sheet.Find(question) is { } key ? (sheet, key) : null;
    }
}
