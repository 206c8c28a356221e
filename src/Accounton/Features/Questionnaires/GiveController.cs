using Accounton.Data;
using Accounton.Features.Clients;
using Accounton.Features.Questionnaires.Definitions;
using Accounton.Localisation;
using Accounton.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Questionnaires;

/// <summary>Gives a questionnaire to one client, or to those that were selected in the list.</summary>
[Route(ClientsController.Path)]
public sealed class GiveController(
    AccountonContext db, Assignments assignments, ClientQuestionnaires questionnaires, LocalTime time, Texts texts) : Controller
{
    [HttpPost("{id:guid}/questionnaire")]
    public async Task<IActionResult> One(Guid id, string? kind, DateOnly? closing, CancellationToken cancellationToken)
    {
        var client = await db.Clients.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, cancellationToken);
        if (client is null)
            return NotFound();

        var definition = kind is null ? StandardDefinitions.CurrentFor(client.Type) : StandardDefinitions.Named(kind);
        if (definition?.Clients.Contains(client.Type) != true)
            return NotFound();

        if (Assignments.ClosingDate(definition, closing, time.Today) is not { } date)
        {
            this.Notify(State.Warning, texts["Questionnaires.ClosingDateMissing"]);
            return LocalRedirect($"{ClientsController.Path}/{id}");
        }

        var given = await assignments.GiveAsync(definition, date, [client.Id], cancellationToken);
        this.Notify(
            given.Given > 0 ? State.Success : State.Warning,
            texts[given.Given > 0 ? "Client.QuestionnaireGiven" : "Client.QuestionnaireHad", definition.TitleIn(texts, date)]);
        return LocalRedirect($"{ClientsController.Path}/{id}");
    }

    [HttpPost("selected/questionnaire")]
    public async Task<IActionResult> Selected(
        Guid[] ids, string? kind, DateOnly? closing, string? back, CancellationToken cancellationToken)
    {
        if (StandardDefinitions.Named(kind ?? StandardDefinitions.PersonalIncomeTax) is not { } definition)
            return BadRequest();

        var clients = await SelectedClients.FindAsync(db, ids, cancellationToken);
        if (clients.Count == 0)
            return NotFound();

        var next = Url.IsLocalUrl(back) ? back : ClientsController.Path;
        if (Assignments.ClosingDate(definition, closing, time.Today) is not { } date)
        {
            ModelState.AddModelError("closing", texts["Questionnaires.ClosingDateMissing"]);
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            var asks = await questionnaires.AskAsync(SelectedAct.Questionnaire, clients, next, cancellationToken);
            return View("/Features/Clients/Selected.cshtml", new SelectedModel(SelectedAct.Questionnaire, clients, [], asks, back));
        }

        var given = await assignments.GiveAsync(definition, date, [.. clients.Select(client => client.Id)], cancellationToken);
        this.Notify(State.Success, texts.Count("Clients.QuestionnaireCount", given.Given, definition.TitleIn(texts, date)));
        return LocalRedirect(next);
    }
}
