using Accounton.Data;
using Accounton.Features.Audit;
using Accounton.Features.Clients;
using Accounton.Features.Imports.Review;
using Accounton.Features.Imports.Start;
using Accounton.Features.Questionnaires;
using Accounton.Features.Questionnaires.Definitions;
using Accounton.Localisation;
using Accounton.Tenancy;
using Accounton.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Imports.Confirm;

/// <summary>The last steps: which questionnaire goes with it, and what will happen, to be confirmed.</summary>
[Route("/imports/{id:guid}"), Authorize(Policies.Admin)]
public sealed class ConfirmController(
    AccountonContext db,
    Templates templates,
    Colleagues colleagues,
    ImportPreviewRefresh refresh,
    ImportSummaries summaries,
    ImportStarter starter,
    CurrentMember member,
    AuditLog audit,
    LocalTime time,
    Texts texts) : Controller
{
    [HttpGet("questionnaire")]
    public async Task<IActionResult> Questionnaire(Guid id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } batch)
            return NotFound();

        var closing = batch.ClosingTemplateId is { } closingId
            ? await db.Templates.AsNoTracking().SingleAsync(t => t.Id == closingId, cancellationToken)
            : null;
        return View(new QuestionnaireModel(
            batch,
            await templates.OfYearsAsync(cancellationToken),
            closing?.Kind,
            batch.ClosingDate ?? Assignments.UsualClosingDate(time.Today),
            await colleagues.ReadAsync(cancellationToken)));
    }

    [HttpPost("questionnaire")]
    public async Task<IActionResult> SetQuestionnaire(
        Guid id,
        Guid? template,
        string? closingKind,
        DateOnly? closing,
        bool known,
        string? responsible,
        CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } batch)
            return NotFound();

        var chosen = template is { } one ? await templates.ChosenAsync(one, cancellationToken) : null;
        if (template is not null && chosen is null)
            return NotFound();

        var closingTemplate = (Template?)null;
        var date = (DateOnly?)null;
        if (!string.IsNullOrEmpty(closingKind))
        {
            if (StandardDefinitions.Find(closingKind, null) is not { } definition)
                return NotFound();

            date = Assignments.ClosingDate(definition, closing, time.Today);
            if (date is null)
            {
                ModelState.AddModelError("closing", texts["Questionnaires.ClosingDateMissing"]);
                Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
                batch.TemplateId = template;
                batch.TemplateForKnown = known;
                batch.ResponsibleEmail = responsible;
                return View("Questionnaire", new QuestionnaireModel(
                    batch,
                    await templates.OfYearsAsync(cancellationToken),
                    closingKind,
                    closing ?? Assignments.UsualClosingDate(time.Today),
                    await colleagues.ReadAsync(cancellationToken)));
            }

            closingTemplate = await templates.OfAsync(definition, cancellationToken);
        }

        var templateId = chosen?.Id;
        var closingId = closingTemplate?.Id;
        var colleague = (await colleagues.ReadAsync(cancellationToken)).FirstOrDefault(c => c.Email == responsible);
        await db.UpdateOwnAsync<ImportBatch>(
            b => b.Id == id && b.State == ImportState.Reviewing,
            set => set
                .SetProperty(b => b.TemplateId, templateId)
                .SetProperty(b => b.ClosingTemplateId, closingId).SetProperty(b => b.ClosingDate, date)
                .SetProperty(b => b.TemplateForKnown, (templateId != null || closingId != null) && known)
                .SetProperty(b => b.ResponsibleEmail, colleague == null ? null : colleague.Email)
                .SetProperty(b => b.ResponsibleName, colleague == null ? null : colleague.Name)
                .SetProperty(b => b.Decisions, b => b.Decisions + 1),
            cancellationToken);
        await RefreshAsync(batch, cancellationToken);
        return Announce(id);
    }

    /// <summary>
    /// What will happen. It only looks: what has changed since the overview is told, and compared again when somebody says so.
    /// </summary>
    [HttpGet("confirm")]
    public async Task<IActionResult> Confirm(Guid id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } batch)
            return NotFound();
        if (batch.State != ImportState.Reviewing)
            return Back(id);

        return View(await summaries.MakeAsync(batch, await refresh.CountMovedAsync(batch, cancellationToken), cancellationToken));
    }

    /// <summary>Compares what has changed since the overview again, and announces it anew.</summary>
    [HttpPost("refresh")]
    public async Task<IActionResult> Refresh(Guid id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } batch)
            return NotFound();

        await RefreshAsync(batch, cancellationToken);
        return Announce(id);
    }

    /// <summary>Applies exactly what was announced: one more decision since, by anybody, and it is announced again.</summary>
    [HttpPost("apply")]
    public async Task<IActionResult> Apply(Guid id, int decisions, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } batch)
            return NotFound();
        if (await RefreshAsync(batch, cancellationToken) > 0)
            return Announce(id);

        var userId = member.SignedIn.Id;
        var name = member.SignedIn.Name;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var taken = await db.UpdateOwnAsync<ImportBatch>(
            b => b.Id == id && b.State == ImportState.Reviewing && b.Decisions == decisions,
            set => set.SetProperty(b => b.State, ImportState.Applying)
                .SetProperty(b => b.AppliedById, userId).SetProperty(b => b.AppliedByName, name)
                .SetProperty(b => b.Done, 0).SetProperty(b => b.Total, (int?)null),
            cancellationToken);
        if (taken > 0)
            audit.Add(new ImportConfirmed(id, batch.Source));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        if (taken > 0)
        {
            starter.Go(id);
            return Back(id);
        }

        // Somebody confirmed it in this very moment: then it is on its way.
        if ((await FindAsync(id, cancellationToken))?.State != ImportState.Reviewing)
            return Back(id);

        this.Notify(State.Warning, texts["Imports.DecidedMeanwhile"]);
        return Announce(id);
    }

    private async Task<int> RefreshAsync(ImportBatch batch, CancellationToken cancellationToken)
    {
        var refreshed = batch.State == ImportState.Reviewing ? await refresh.RefreshAsync(batch, cancellationToken) : 0;
        if (refreshed > 0)
            this.Notify(State.Warning, $"{texts.Count("Imports.Moved", refreshed)} {texts["Imports.RefreshedText"]}");
        return refreshed;
    }

    private Task<ImportBatch?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        db.ImportBatches.AsNoTracking().SingleOrDefaultAsync(b => b.Id == id, cancellationToken);

    private LocalRedirectResult Announce(Guid id) => LocalRedirect($"{ImportsController.Path}/{id}/confirm");

    private LocalRedirectResult Back(Guid id) => LocalRedirect($"{ImportsController.Path}/{id}");
}

/// <summary>The questionnaires that can go with an import.</summary>
/// <param name="Templates">Those of an income year.</param>
/// <param name="ClosingKind">Which one about a closing date is chosen; null for none.</param>
public sealed record QuestionnaireModel(
    ImportBatch Batch, IReadOnlyList<Template> Templates, string? ClosingKind, DateOnly Closing, IReadOnlyList<Colleague> Colleagues)
{
    public IEnumerable<Definition> ClosingDefinitions => StandardDefinitions.Current.Where(definition => definition.IncomeYear is null);
}
