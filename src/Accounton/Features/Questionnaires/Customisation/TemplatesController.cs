using Accounton.Features.Questionnaires.Definitions;
using Accounton.Localisation;
using Accounton.Tenancy;
using Accounton.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Accounton.Features.Questionnaires.Customisation;

/// <summary>What an office asks otherwise than the standard questionnaires do: what it hides, and its own introduction.</summary>
[Authorize(Policies.Admin)]
public sealed class TemplatesController(TemplateDrafts drafts, CurrentMember member, Texts texts) : Controller
{
    [HttpGet(TemplatePages.List)]
    public async Task<IActionResult> List(CancellationToken cancellationToken)
    {
        var states = new List<TemplateState>();
        foreach (var standard in StandardDefinitions.All)
            states.Add(await drafts.ReadAsync(standard, cancellationToken));
        return View("Templates", states);
    }

    [HttpGet(TemplatePages.Route)]
    public async Task<IActionResult> Show(string name, string? open, CancellationToken cancellationToken)
    {
        if (TemplatePages.Find(name) is not { } standard)
            return NotFound();

        var state = await drafts.ReadAsync(standard, cancellationToken);
        return View("Template", new TemplateModel(state, IntroForm.Of(state), open, member.Office!.OfficeLanguage));
    }

    [HttpPost(TemplatePages.Route + "/hide")]
    public Task<IActionResult> Hide(string name, Guid stamp, string? section, string? question, CancellationToken cancellationToken) =>
        ChangeAsync(name, stamp, section, question, changes => changes with
        {
            HiddenSections = [.. changes.HiddenSections.Append(section).OfType<string>().Distinct()],
            HiddenQuestions = [.. changes.HiddenQuestions.Append(question).OfType<string>().Distinct()],
        }, cancellationToken);

    [HttpPost(TemplatePages.Route + "/show")]
    public Task<IActionResult> Unhide(string name, Guid stamp, string? section, string? question, CancellationToken cancellationToken) =>
        ChangeAsync(name, stamp, section, question, changes => changes with
        {
            HiddenSections = [.. changes.HiddenSections.Where(key => key != section)],
            HiddenQuestions = [.. changes.HiddenQuestions.Where(key => key != question)],
        }, cancellationToken);

    [HttpPost(TemplatePages.Route + "/intro")]
    public async Task<IActionResult> Intro(string name, [Bind(Prefix = "Intro")] IntroForm form, CancellationToken cancellationToken)
    {
        if (TemplatePages.Find(name) is not { } standard)
            return NotFound();

        var intro = OwnTexts.Read(form.Texts, "Intro.Texts", OwnTexts.MostLong, ModelState, texts);
        DraftOutcome? outcome = ModelState.IsValid
            ? await drafts.ChangeAsync(standard, form.Stamp, changes => changes with { Intro = intro }, cancellationToken)
            : null;
        if (outcome == DraftOutcome.Kept)
        {
            this.Notify(State.Success, texts["Templates.Kept"]);
            return LocalRedirect(TemplatePages.Home(standard));
        }

        // Somebody else's change does not take away what was typed here.
        Response.StatusCode = outcome is null ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status409Conflict;
        if (outcome is not null)
            ModelState.AddModelError("", texts["Templates.Meanwhile"]);
        ModelState.Remove("Intro.Stamp");
        var state = await drafts.ReadAsync(standard, cancellationToken);
        form.Stamp = state.Stamp;
        return View("Template", new TemplateModel(state, form, null, member.Office!.OfficeLanguage));
    }

    /// <summary>Last year's changes, in this year's questionnaire.</summary>
    [HttpPost(TemplatePages.Route + "/adopt")]
    public async Task<IActionResult> Adopt(string name, Guid stamp, CancellationToken cancellationToken)
    {
        if (TemplatePages.Find(name) is not { } standard)
            return NotFound();

        var isKept = await drafts.AdoptAsync(standard, stamp, cancellationToken) == DraftOutcome.Kept;
        this.Notify(isKept ? State.Success : State.Warning, texts[isKept ? "Templates.Kept" : "Templates.Meanwhile"]);
        return LocalRedirect(TemplatePages.Home(standard));
    }

    [HttpPost(TemplatePages.Route + "/discard")]
    public async Task<IActionResult> Discard(string name, Guid stamp, CancellationToken cancellationToken)
    {
        if (TemplatePages.Find(name) is not { } standard)
            return NotFound();

        var isKept = await drafts.DiscardAsync(standard, stamp, cancellationToken) == DraftOutcome.Kept;
        this.Notify(isKept ? State.Success : State.Warning, texts[isKept ? "Templates.Discarded" : "Templates.Meanwhile"]);
        return LocalRedirect(TemplatePages.Home(standard));
    }

    private async Task<IActionResult> ChangeAsync(
        string name,
        Guid stamp,
        string? section,
        string? question,
        Func<TemplateChanges, TemplateChanges> change,
        CancellationToken cancellationToken)
    {
        if (TemplatePages.Find(name) is not { } standard)
            return NotFound();

        var asked = standard.Sections.FirstOrDefault(one =>
            one.Key == section || one.Groups.Any(group => group.Questions.Any(inner => inner.Key == question)));
        if (asked is null)
            return NotFound();

        var outcome = await drafts.ChangeAsync(standard, stamp, change, cancellationToken);
        if (outcome != DraftOutcome.Kept)
            this.Notify(State.Warning, texts[outcome == DraftOutcome.Meanwhile ? "Templates.Meanwhile" : "Templates.CannotHide"]);
        return LocalRedirect(TemplatePages.At(standard, asked.Key));
    }
}
