using Accounton.Localisation;
using Accounton.Tenancy;
using Accounton.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Accounton.Features.Questionnaires.Customisation;

/// <summary>The questions that an office adds to a questionnaire.</summary>
[Route(TemplatePages.Route + "/questions"), Authorize(Policies.Admin)]
public sealed class OwnQuestionController(TemplateDrafts drafts, CurrentMember member, Texts texts) : Controller
{
    private Language OfficeLanguage => Language.Find(member.Office!.OfficeLanguage) ?? Language.Dutch;

    [HttpGet("new")]
    public async Task<IActionResult> New(string name, string? section, CancellationToken cancellationToken)
    {
        if (TemplatePages.Find(name) is not { } standard)
            return NotFound();

        var state = await drafts.ReadAsync(standard, cancellationToken);
        var place = state.Current.Complete.Sections.Where(one => one.Key == section).Select(OwnPlace.EndOf).FirstOrDefault();
        var form = new OwnQuestionForm { Stamp = state.Stamp, Place = place };
        return View("OwnQuestion", Model(state, null, form));
    }

    [HttpPost("new")]
    public Task<IActionResult> Add(
        string name, [Bind(Prefix = "Form")] OwnQuestionForm form, bool more, CancellationToken cancellationToken) =>
        KeepAsync(name, null, form, more, cancellationToken);

    [HttpGet("{key}")]
    public async Task<IActionResult> Edit(string name, string key, CancellationToken cancellationToken)
    {
        if (TemplatePages.Find(name) is not { } standard)
            return NotFound();

        var state = await drafts.ReadAsync(standard, cancellationToken);
        return Find(state, key) is { } question
            ? View("OwnQuestion", Model(state, question, OwnQuestionForm.Of(question, state.Stamp)))
            : NotFound();
    }

    [HttpPost("{key}")]
    public Task<IActionResult> Keep(
        string name, string key, [Bind(Prefix = "Form")] OwnQuestionForm form, bool more, CancellationToken cancellationToken) =>
        KeepAsync(name, key, form, more, cancellationToken);

    /// <summary>Takes it out of the draft. What was answered to it in earlier versions stays.</summary>
    [HttpPost("{key}/remove")]
    public async Task<IActionResult> Remove(string name, string key, Guid stamp, CancellationToken cancellationToken)
    {
        if (TemplatePages.Find(name) is not { } standard)
            return NotFound();
        if (Find(await drafts.ReadAsync(standard, cancellationToken), key) is not { } question)
            return NotFound();

        var outcome = await drafts.ChangeAsync(standard, stamp, changes => changes with
        {
            Questions =
            [
                .. changes.Questions.Where(one => one.Key != key)
                    .Select(one => one.After == key ? one with { After = question.After, Section = question.Section } : one),
            ],
        }, cancellationToken);
        var isKept = outcome == DraftOutcome.Kept;
        this.Notify(isKept ? State.Success : State.Warning, texts[isKept ? "OwnQuestion.Removed" : "Templates.Meanwhile"]);
        return LocalRedirect(TemplatePages.At(standard, question.Section));
    }

    private async Task<IActionResult> KeepAsync(
        string name, string? key, OwnQuestionForm form, bool more, CancellationToken cancellationToken)
    {
        if (TemplatePages.Find(name) is not { } standard)
            return NotFound();

        var state = await drafts.ReadAsync(standard, cancellationToken);
        var before = key is null ? null : Find(state, key);
        if (key is not null && before is null && form.Stamp == state.Stamp)
            return NotFound();
        if (more)
            return View("OwnQuestion", Model(state, before, form));

        var question = form.Read(before, state.Current.Complete, OfficeLanguage, ModelState, texts);
        if (question is null)
            return Again(state, before, form, StatusCodes.Status422UnprocessableEntity);

        var outcome = await drafts.ChangeAsync(
            standard, form.Stamp, changes => changes with { Questions = With(changes.Questions, before, question) }, cancellationToken);
        if (outcome == DraftOutcome.Kept)
        {
            this.Notify(State.Success, texts["Templates.Kept"]);
            return LocalRedirect(TemplatePages.At(standard, question.Section));
        }

        if (outcome == DraftOutcome.Refused)
        {
            ModelState.AddModelError("", texts["OwnQuestion.TooMany", TemplateChanges.MostQuestions]);
            return Again(state, before, form, StatusCodes.Status422UnprocessableEntity);
        }

        // Somebody else's change does not take away what was typed here; a question that they removed is added again.
        ModelState.AddModelError("", texts["Templates.Meanwhile"]);
        state = await drafts.ReadAsync(standard, cancellationToken);
        return Again(state, key is null ? null : Find(state, key), form, StatusCodes.Status409Conflict);
    }

    private ViewResult Again(TemplateState state, OwnQuestion? before, OwnQuestionForm form, int status)
    {
        Response.StatusCode = status;
        if (status == StatusCodes.Status409Conflict)
        {
            ModelState.Remove("Form.Stamp");
            form.Stamp = state.Stamp;
        }

        return View("OwnQuestion", Model(state, before, form));
    }

    private OwnQuestionModel Model(TemplateState state, OwnQuestion? question, OwnQuestionForm form) =>
        new(state, question, form.WithSpareOptions(), OfficeLanguage);

    private static OwnQuestion? Find(TemplateState state, string key) =>
        state.Changes.Questions.FirstOrDefault(question => question.Key == key);

    /// <summary>The question in the place of what it was, or last; what stood behind it still does, by whatever key.</summary>
    private static IReadOnlyList<OwnQuestion> With(
        IReadOnlyList<OwnQuestion> questions, OwnQuestion? before, OwnQuestion question) => before is null
        ? [.. questions, question]
        :
        [
            .. questions.Select(one =>
                one.Key == before.Key ? question
                : one.After == before.Key ? one with { After = question.Key }
                : one),
        ];
}

/// <summary>A question of the office's own on its page.</summary>
public sealed record OwnQuestionModel(TemplateState State, OwnQuestion? Question, OwnQuestionForm Form, Language OfficeLanguage)
{
    public string Address => TemplatePages.Home(State.Standard) + "/questions/" + (Question?.Key ?? "new");

    public IEnumerable<SelectListItem> Kinds(Texts texts) =>
        OwnQuestion.Kinds.Select(kind => new SelectListItem(texts["QuestionKind." + kind], kind.ToString()));

    /// <summary>By section: behind each question that is not this one, and at the end.</summary>
    public IEnumerable<SelectListItem> Places(Texts texts)
    {
        foreach (var section in State.Current.Complete.Sections)
        {
            var heading = new SelectListGroup { Name = section.Title.In(texts.Language) };
            foreach (var group in section.Groups)
            {
                foreach (var question in group.Questions.Where(question => question.Key != Question?.Key))
                {
                    var text = question.Text.In(texts.Language);
                    yield return new(
                        group.Repeat is { } repeat
                            ? texts["OwnQuestion.AfterEach", text, repeat.One.In(texts.Language)]
                            : texts["OwnQuestion.After", text],
                        OwnPlace.Following(question))
                    { Group = heading };
                }
            }

            yield return new(texts["OwnQuestion.AtEnd"], OwnPlace.EndOf(section)) { Group = heading };
        }
    }
}
