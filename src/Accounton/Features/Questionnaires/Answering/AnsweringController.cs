using Accounton.Data;
using Accounton.Localisation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Questionnaires.Answering;

/// <summary>A respondent's first page: the sections with how far each is; once handed in, that it was.</summary>
[Authorize(RespondentSetup.Policy), OpenOfficeOnly, Route(RespondentPages.Route)]
public sealed class AnsweringController(AccountonContext db, CurrentRespondent current, QuestionnaireSheets sheets) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(Guid respondent, CancellationToken cancellationToken) =>
        View(new CheckModel(respondent, await sheets.ReadAsync(current.Known.AssignmentId, cancellationToken)));

    [HttpPost("language")]
    public async Task<IActionResult> Choose(Guid respondent, string? language, string? back, CancellationToken cancellationToken)
    {
        if (Language.Find(language) is not { } chosen)
            return BadRequest();

        var row = await db.Respondents.SingleAsync(r => r.Id == current.Known.RespondentId, cancellationToken);
        row.Language = chosen.Code;
        await db.SaveChangesAsync(cancellationToken);
        return LocalRedirect(RespondentPages.Back(respondent, back));
    }
}
