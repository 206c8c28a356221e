using Accounton.Features.Questionnaires.Customisation;
using Accounton.Features.Questionnaires.Definitions;
using Accounton.Features.Questionnaires.Uploads;
using Accounton.Localisation;
using Accounton.Tenancy;
using Accounton.Vendors;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Options;

namespace Accounton.Features.Questionnaires.Answering;

/// <summary>A questionnaire as a client will see it on a phone, with what was not published yet. Nothing can be filled in.</summary>
[Route(TemplatePages.Route + "/preview"), Authorize(Policies.Admin)]
public sealed class PreviewController(
    TemplateDrafts drafts, CurrentMember member, IOptions<UploadOptions> uploads, TimeProvider clock) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Show(
        string name, string? language, ClientType? client, string? region, string? section, bool all, CancellationToken cancellationToken)
    {
        if (TemplatePages.Find(name) is not { } standard)
            return NotFound();

        var state = await drafts.ReadAsync(standard, cancellationToken);
        var type = client is { } one && standard.Clients.Contains(one) ? one : standard.Clients[0];
        var place = Regions.Find(region) ?? Region.Flanders;
        return View("Preview", new PreviewModel(
            state, Language.Find(language) ?? Language.Find(member.Office!.OfficeLanguage) ?? Language.Dutch, type, place, section, all,
            member.Office!.OfficeName, uploads.Value, clock.GetUtcNow()));
    }
}

/// <summary>The questionnaire of nobody: one of each thing that repeats, and the region answered.</summary>
public sealed record PreviewModel(
    TemplateState State,
    Language Language,
    ClientType Client,
    Region Region,
    string? Section,
    bool All,
    string OfficeName,
    UploadOptions Uploads,
    DateTimeOffset Now)
{
    private static readonly Guid Nobody = Guid.Empty;

    private QuestionnaireSheet? _sheet;

    public bool HasRegion => State.Current.Definition.Find(Definition.RegionQuestion) is not null;

    public QuestionnaireSheet Sheet => _sheet ??= Read();

    /// <summary>The section that is looked at; null for the first page.</summary>
    public SectionModel? Shown => Sheet.Sections.FirstOrDefault(one => one.Section.Key == Section) is { } found
        ? new(Nobody, Sheet, found, Now, new Dictionary<AnswerKey, (string? Typed, AnswerFault Fault)>(), [], Documents)
        : null;

    /// <summary>What is asked for by what is shown; nothing was sent.</summary>
    private DocumentSheet Documents => new(
        [.. DocumentSheet.Asked(Sheet).Select(one => new AskedDocument(one.Key, one.Document, one.Section, one.Question, null, [], null))],
        0,
        Uploads);

    public IEnumerable<SelectListItem> Languages => Language.All.Select(one => new SelectListItem(one.Name, one.Code, one == Language));

    public IEnumerable<SelectListItem> Clients(Texts texts) =>
        State.Standard.Clients.Select(one => new SelectListItem(texts["ClientType." + one], one.ToString(), one == Client));

    /// <summary>As the questionnaire itself calls them.</summary>
    public IEnumerable<SelectListItem> Places(Texts texts) =>
        (State.Current.Definition.Find(Definition.RegionQuestion)?.Options ?? [])
            .Select(one => new SelectListItem(one.Text.In(texts.Language), one.Key, one.Key == Regions.KeyOf(Region)));

    /// <summary>Another section as the same client sees it.</summary>
    public string Address(string? section) => TemplatePages.Home(State.Standard) + "/preview" + QueryString.Create(
        new Dictionary<string, string?>
        {
            ["language"] = Language.Code,
            ["client"] = Client.ToString(),
            ["region"] = HasRegion ? Regions.KeyOf(Region) : null,
            ["all"] = All ? "true" : null,
            ["section"] = section,
        }.Where(pair => pair.Value is not null));

    private QuestionnaireSheet Read()
    {
        var definition = All ? WithoutConditions(State.Current.Definition) : State.Current.Definition;
        var isOfPerson = definition.Groups.Any(
            group => group.PerPerson && group.Questions.Any(one => one.Key == Definition.RegionQuestion));
        var region = new AnswerKey(Definition.RegionQuestion, null, isOfPerson ? Person.Main : Person.Common);
        var stored = HasRegion
            ? new Dictionary<AnswerKey, StoredAnswer> { [region] = new(Nobody, Regions.KeyOf(Region), 1, Now, null) }
            : [];
        return new(
            new Assignment { TemplateId = Nobody, ClientId = Nobody },
            new Template
            {
                Kind = definition.Kind, IncomeYear = definition.IncomeYear ?? Template.NoYear,
            }, definition, Client, null, stored, new Dictionary<AnswerKey, Proposal>(),
            [
                .. definition.Groups.Where(group => group.Repeat is not null)
                    .Select((group, index) => new Repetition(group.Key, new Guid(index + 1, 0, 0, new byte[8]))),
            ]);
    }

    private static Definition WithoutConditions(Definition definition) => definition with
    {
        Sections = [.. definition.Sections.Select(section => section with
        {
            ShowWhen = null,
            Groups = [.. section.Groups.Select(group => group with
            {
                ShowWhen = null,
                Questions = [.. group.Questions.Select(question => question with { ShowWhen = null })],
            })],
        })],
    };
}
