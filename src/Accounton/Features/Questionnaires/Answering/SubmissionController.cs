using Accounton.Features.Questionnaires.Definitions;
using Accounton.Localisation;
using Accounton.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Accounton.Features.Questionnaires.Answering;

/// <summary>Looking everything over, the quick way for who has nothing to change, and handing in.</summary>
[Authorize(RespondentSetup.Policy), OpenOfficeOnly, Route(RespondentPages.Route)]
public sealed class SubmissionController(
    CurrentRespondent current, QuestionnaireSheets sheets, AnswerWriter writing, Texts texts) : Controller
{
    /// <summary>Group by group: what is known or was answered last year still holds, or not; each declaration by itself.</summary>
    [HttpGet("check")]
    public async Task<IActionResult> Check(Guid respondent, CancellationToken cancellationToken)
    {
        var sheet = await sheets.ReadAsync(current.Known.AssignmentId, cancellationToken);
        return sheet.IsOpen ? View("Check", new CheckModel(respondent, sheet)) : LocalRedirect(RespondentPages.Home(respondent));
    }

    [HttpPost("check/{group}")]
    public async Task<IActionResult> Confirm(Guid respondent, string group, CancellationToken cancellationToken)
    {
        var sheet = await sheets.ReadAsync(current.Known.AssignmentId, cancellationToken);
        if (sheet.Sections.SelectMany(section => section.Groups).FirstOrDefault(one => one.Group.Key == group) is not { } found)
            return NotFound();

        await writing.ConfirmAsync(sheet, current.Known.RespondentId, [found], cancellationToken);
        return LocalRedirect($"{RespondentPages.Home(respondent)}/check#g-{group}");
    }

    /// <summary>All that stands there still holds; declarations stay open.</summary>
    [HttpPost("check")]
    public async Task<IActionResult> ConfirmAll(Guid respondent, CancellationToken cancellationToken)
    {
        var sheet = await sheets.ReadAsync(current.Known.AssignmentId, cancellationToken);
        var groups = new CheckModel(respondent, sheet).Known.Select(known => known.Group);
        await writing.ConfirmAsync(sheet, current.Known.RespondentId, groups, cancellationToken);
        return LocalRedirect($"{RespondentPages.Home(respondent)}/check#known-end");
    }

    /// <summary>One answer by a button that is the answer.</summary>
    [HttpPost("declare/{question}")]
    public async Task<IActionResult> Declare(
        Guid respondent, string question, string? value, int version, CancellationToken cancellationToken)
    {
        var sheet = await sheets.ReadAsync(current.Known.AssignmentId, cancellationToken);
        if (AnswerName.Find(sheet.Definition, question) is not { } key)
            return NotFound();

        await writing.WriteAsync(
            sheet.Assignment.Id, current.Known.RespondentId, [new(Guid.CreateVersion7(), key, version, value)], cancellationToken);
        return LocalRedirect($"{RespondentPages.Home(respondent)}/check#q-{question}");
    }

    [HttpGet("summary")]
    public async Task<IActionResult> Summary(Guid respondent, CancellationToken cancellationToken)
    {
        var sheet = await sheets.ReadAsync(current.Known.AssignmentId, cancellationToken);
        return sheet.IsOpen ? View("Summary", new CheckModel(respondent, sheet)) : LocalRedirect(RespondentPages.Home(respondent));
    }

    [HttpPost("submit")]
    public async Task<IActionResult> Submit(Guid respondent, bool confirmed, CancellationToken cancellationToken)
    {
        var sheet = await sheets.ReadAsync(current.Known.AssignmentId, cancellationToken);
        if (sheet.IsOpen && !confirmed)
        {
            ModelState.AddModelError("confirmed", texts["Summary.ConfirmFirst"]);
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return View("Summary", new CheckModel(respondent, sheet));
        }

        if (!await writing.SubmitAsync(current.Known.AssignmentId, current.Known.RespondentId, cancellationToken))
        {
            this.Notify(State.Warning, texts["Summary.DeclareFirst"]);
            return LocalRedirect($"{RespondentPages.Home(respondent)}/summary");
        }

        return LocalRedirect(RespondentPages.Home(respondent));
    }

    /// <summary>What was handed in, to read afterwards.</summary>
    [HttpGet("copy")]
    public async Task<IActionResult> Copy(Guid respondent, CancellationToken cancellationToken)
    {
        var sheet = await sheets.ReadAsync(current.Known.AssignmentId, cancellationToken);
        return await sheets.SubmissionAsync(sheet.Assignment.Id, cancellationToken) is { } read
            ? View("Copy", new CopyModel(respondent, sheet, read.Submission, read.Answers))
            : LocalRedirect(RespondentPages.Home(respondent));
    }
}

/// <summary>The whole questionnaire, to look over.</summary>
public sealed record CheckModel(Guid Respondent, QuestionnaireSheet Sheet)
{
    public string Home => RespondentPages.Home(Respondent);

    /// <summary>Groups of which everything is known, or all but what is answered by a button below, with their section.</summary>
    public IEnumerable<(VisibleSection Section, VisibleGroup Group)> Known =>
        from section in Sheet.ToAnswer
        from shown in section.Groups
        where IsKnown(shown)
        select (section, shown);

    public IEnumerable<VisibleQuestion> Declarations =>
        Sheet.ToAnswer.SelectMany(section => section.Questions).Where(question => question.Question.AskEveryYear);

    /// <summary>Where a group that is known for the rest lacks a yes or no or two: answered here, which saves going to its page.</summary>
    public IEnumerable<VisibleQuestion> Quick =>
        from shown in Sheet.ToAnswer.SelectMany(section => section.Groups)
        from question in QuickOf(shown)
        select question;

    /// <summary>What is open besides.</summary>
    public IEnumerable<(VisibleSection Section, int Open)> Rest =>
        from section in Sheet.ToAnswer
        let quick = Quick.Select(question => question.Key).ToHashSet()
        let open = section.Groups.Where(shown => !IsKnown(shown)).SelectMany(shown => shown.Rounds).SelectMany(round => round.Questions)
            .Count(question =>
                !quick.Contains(question.Key) && question.Question is { Optional: false, AskEveryYear: false, Kind: not QuestionKind.Files }
                    && !Sheet.IsAnswered(question))
        where open > 0
        select (section, open);

    private bool IsKnown(VisibleGroup shown) => Sheet.CanConfirm(shown)
        || (QuickOf(shown).Count > 0
            && shown.Rounds.SelectMany(round => round.Questions).Any(question => Sheet.Proposals.ContainsKey(question.Key)));

    private List<VisibleQuestion> QuickOf(VisibleGroup shown)
    {
        var lacking = shown.Rounds.SelectMany(round => round.Questions).Where(IsLacking).ToList();
        return lacking.Count <= 2 && lacking.All(question => question.Question is { Kind: QuestionKind.YesNo, AskEveryYear: false })
            ? lacking
            : [];
    }

    /// <summary>Nothing is proposed for it, whether it is answered by now or not.</summary>
    private bool IsLacking(VisibleQuestion question) =>
        question.Question is { Optional: false, Kind: not QuestionKind.Files } && !Sheet.Proposals.ContainsKey(question.Key);
}

/// <summary>What was handed in.</summary>
public sealed record CopyModel(
    Guid Respondent, QuestionnaireSheet Sheet, Submission Submission, IReadOnlyDictionary<AnswerKey, string> Answers);
