using Accounton.Data;
using Accounton.Features.Questionnaires.Definitions;
using Accounton.Localisation;
using Accounton.Tenancy;
using Accounton.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Questionnaires.Customisation;

/// <summary>A new version of a questionnaire: what it changes and for whom is shown first, and only the button there makes it.</summary>
[Route(TemplatePages.Route + "/publish"), Authorize(Policies.Admin)]
public sealed class PublicationController(AccountonContext db, TemplateDrafts drafts, Texts texts) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Show(string name, CancellationToken cancellationToken)
    {
        if (TemplatePages.Find(name) is not { } standard)
            return NotFound();

        var state = await drafts.ReadAsync(standard, cancellationToken);
        if (!state.HasDraft)
            return LocalRedirect(TemplatePages.Home(standard));

        var template = state.Template!.Id;
        var running = await db.Assignments.CountAsync(
            a => a.TemplateId == template && a.State != AssignmentState.Processed, cancellationToken);
        return View(
            "Publication",
            new PublicationModel(state, DefinitionChanges.Between(state.Published.Definition, state.Current.Definition), running));
    }

    [HttpPost("")]
    public async Task<IActionResult> Publish(string name, Guid stamp, CancellationToken cancellationToken)
    {
        if (TemplatePages.Find(name) is not { } standard)
            return NotFound();

        var isKept = await drafts.PublishAsync(standard, stamp, cancellationToken) == DraftOutcome.Kept;
        this.Notify(isKept ? State.Success : State.Warning, texts[isKept ? "Templates.Published" : "Templates.Meanwhile"]);
        return LocalRedirect(TemplatePages.Home(standard));
    }
}

/// <summary>What a new version changes, and how many questionnaires it leaves as they are.</summary>
public sealed record PublicationModel(TemplateState State, DefinitionChanges Changes, int Running)
{
    public Definition Before => State.Published.Definition;

    public Definition After => State.Current.Definition;
}
