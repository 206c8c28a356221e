using System.ComponentModel.DataAnnotations;
using Accounton.Data;
using Accounton.Features.Questionnaires.Answering;
using Accounton.Features.Questionnaires.Definitions;
using Accounton.Localisation;
using Accounton.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Questionnaires.Messages;

/// <summary>Sending a questionnaire back: which questions, and why.</summary>
[Route(QuestionnairesController.Path + "/{id:guid}/send-back")]
public sealed class SendBackController(AccountonContext db, QuestionnaireSheets sheets, Corrections corrections, Texts texts) : Controller
{
    /// <param name="id">Which questionnaire.</param>
    /// <param name="questions">Names of questions that are chosen already.</param>
    /// <param name="cancellationToken">The request's.</param>
    [HttpGet("")]
    public async Task<IActionResult> Index(Guid id, string[] questions, CancellationToken cancellationToken)
    {
        if (await SheetAsync(id, cancellationToken) is not { } sheet)
            return NotFound();
        return IsHandedIn(sheet) ? View("SendBack", new SendBackModel(sheet, new SendBackForm { Questions = questions })) : NotHandedIn(id);
    }

    [HttpPost("")]
    public async Task<IActionResult> SendBack(Guid id, SendBackForm form, CancellationToken cancellationToken)
    {
        if (await SheetAsync(id, cancellationToken) is not { } sheet)
            return NotFound();
        if (!IsHandedIn(sheet))
            return NotHandedIn(id);

        var (reason, fault) = MessageText.Check(form.Reason);
        if (fault is not null)
            ModelState.AddModelError(nameof(form.Reason), texts["MessageFault." + fault, CorrectionRequest.ReasonLength]);
        AnswerKey[] keys = [.. form.Questions.Select(sheet.Find).OfType<AnswerKey>()];
        if (keys.Length == 0)
            ModelState.AddModelError(nameof(form.Questions), texts["SendBack.ChooseFirst"]);
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return View("SendBack", new SendBackModel(sheet, form));
        }

        var outcome = await corrections.SendBackAsync(id, keys, reason!, cancellationToken);
        if (!outcome.IsDone)
            return NotHandedIn(id);

        this.Notify(outcome.IsMailed ? State.Success : State.Warning, texts[outcome.IsMailed ? "SendBack.Done" : "SendBack.DoneNotMailed"]);
        return LocalRedirect($"{QuestionnairesController.Path}/{id}");
    }

    private static bool IsHandedIn(QuestionnaireSheet sheet) => sheet.Assignment.State.After(AssignmentAct.SendBack) is not null;

    private async Task<QuestionnaireSheet?> SheetAsync(Guid id, CancellationToken cancellationToken) =>
        await db.Assignments.AnyAsync(a => a.Id == id, cancellationToken) ? await sheets.ReadAsync(id, cancellationToken) : null;

    private LocalRedirectResult NotHandedIn(Guid id)
    {
        this.Notify(State.Warning, texts["SendBack.NotHandedIn"]);
        return LocalRedirect($"{QuestionnairesController.Path}/{id}");
    }
}

/// <summary>What is asked again, and why.</summary>
public sealed class SendBackForm
{
    [Display(Name = "SendBack.Reason"), DataType(DataType.MultilineText)]
    public string? Reason { get; set; }

    /// <summary>Names of questions (<see cref="AnswerName"/>).</summary>
    public string[] Questions { get; set; } = [];
}

/// <summary>A questionnaire that is about to be sent back.</summary>
public sealed record SendBackModel(QuestionnaireSheet Sheet, SendBackForm Form)
{
    public string Home => $"{QuestionnairesController.Path}/{Sheet.Assignment.Id}";

    public bool IsChosen(AnswerKey key) => Form.Questions.Contains(AnswerName.Of(key));
}
