using Accounton.Data;
using Accounton.Features.Audit;
using Accounton.Features.Questionnaires.Definitions;
using Accounton.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Questionnaires.Customisation;

/// <summary>A questionnaire of the office, as it is given and as it is about to be.</summary>
/// <param name="Standard">As this release has it.</param>
/// <param name="Published">As it is given from now on to who gets it.</param>
/// <param name="Current">With the draft, if there is one.</param>
/// <param name="Earlier">What the office changed in the year before's, as long as it changed nothing in this one; null for nothing.</param>
/// <param name="Stamp">What a form was drawn for; another one by now means that somebody changed something.</param>
public sealed record TemplateState(
    Definition Standard,
    Template? Template,
    TemplateVersionFacts? Version,
    TemplateChanges PublishedChanges,
    TemplateChanges Changes,
    TemplateDraft? Draft,
    ResolvedTemplate Published,
    ResolvedTemplate Current,
    TemplateChanges? Earlier,
    Guid Stamp)
{
    public bool HasDraft => Draft is not null;
}

/// <summary>A version without what is in it.</summary>
public sealed record TemplateVersionFacts(Guid Id, int Number, DateTimeOffset MadeAt, string? MadeByName);

/// <summary>What came of a change.</summary>
public enum DraftOutcome
{
    Kept = 1,

    /// <summary>Somebody else changed something since the form was drawn.</summary>
    Meanwhile,

    /// <summary>There would be nothing to ask, a legal declaration would go, or there would be too many own questions.</summary>
    Refused,
}

/// <summary>Changes what an office's questionnaires ask: first in a draft, and by publishing it in a new version.</summary>
public sealed class TemplateDrafts(AccountonContext db, Templates templates, CurrentMember member, AuditLog audit, TimeProvider clock)
{
    private const int MostTries = 3;

    public async Task<TemplateState> ReadAsync(Definition standard, CancellationToken cancellationToken)
    {
        var template = await templates.FindAsync(standard, cancellationToken);
        var newest = template is null ? null : await NewestAsync(template.Id, cancellationToken);
        var draft = template is null
            ? null
            : await db.TemplateDrafts.AsNoTracking().SingleOrDefaultAsync(d => d.TemplateId == template.Id, cancellationToken);
        var published = TemplateChanges.Unpack(newest?.Changes);
        var changes = draft is null ? published : TemplateChanges.Unpack(draft.Changes);
        var resolved = templates.Resolve(standard, published);
        return new(
            standard,
            template,
            newest is null ? null : new(newest.Id, newest.Number, newest.MadeAt, newest.MadeByName),
            published,
            changes,
            draft,
            resolved,
            draft is null ? resolved : templates.Resolve(standard, changes),
            draft is null && published.IsNone ? await EarlierAsync(standard, cancellationToken) : null,
            draft?.Stamp ?? newest?.Id ?? Guid.Empty);
    }

    /// <summary>Changes the draft, which comes into being with its first change and goes with its last one.</summary>
    /// <param name="standard">The questionnaire.</param>
    /// <param name="stamp">As in the form.</param>
    /// <param name="change">What is changed.</param>
    /// <param name="cancellationToken">The request's.</param>
    public async Task<DraftOutcome> ChangeAsync(
        Definition standard, Guid stamp, Func<TemplateChanges, TemplateChanges> change, CancellationToken cancellationToken)
    {
        var state = await ReadAsync(standard, cancellationToken);
        if (state.Stamp != stamp)
            return DraftOutcome.Meanwhile;

        var changes = change(state.Changes) with { Language = member.Office!.OfficeLanguage };
        return changes.Questions.Count > TemplateChanges.MostQuestions || IsRefused(state, changes)
            ? DraftOutcome.Refused
            : await KeepAsync(state, changes, cancellationToken);
    }

    /// <summary>Begins a draft with what the office changed in the year before's. What of it no longer fits is told.</summary>
    public async Task<DraftOutcome> AdoptAsync(Definition standard, Guid stamp, CancellationToken cancellationToken)
    {
        var state = await ReadAsync(standard, cancellationToken);
        return state.Stamp != stamp || state.Earlier is null
            ? DraftOutcome.Meanwhile
            : await KeepAsync(state, state.Earlier, cancellationToken);
    }

    /// <summary>Forgets the draft.</summary>
    public async Task<DraftOutcome> DiscardAsync(Definition standard, Guid stamp, CancellationToken cancellationToken)
    {
        var state = await ReadAsync(standard, cancellationToken);
        if (state.Draft is null || state.Stamp != stamp)
            return DraftOutcome.Meanwhile;

        db.TemplateDrafts.Remove(state.Draft);
        return await SaveAsync(cancellationToken) ? DraftOutcome.Kept : DraftOutcome.Meanwhile;
    }

    /// <summary>Makes a version of the draft: who gets the questionnaire from now on gets that one.</summary>
    public async Task<DraftOutcome> PublishAsync(Definition standard, Guid stamp, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var state = await ReadAsync(standard, cancellationToken);
            if (state.Draft is null || state.Stamp != stamp)
                return DraftOutcome.Meanwhile;

            var number = (state.Version?.Number ?? 0) + 1;
            db.TemplateDrafts.Remove(state.Draft);
            db.TemplateVersions.Add(
                TemplateVersion.Of(state.Template!, number, state.Current.Definition, clock.GetUtcNow(), state.Changes, member.User?.Name));
            var changed = DefinitionChanges.Between(state.Published.Definition, state.Current.Definition);
            audit.Add(new TemplatePublished(
                state.Template!.Kind,
                state.Template.IncomeYear,
                number,
                changed.Added.Count,
                changed.Removed.Count,
                changed.Reworded.Count));
            try
            {
                await db.SaveChangesAsync(cancellationToken);
                return DraftOutcome.Kept;
            }
            catch (DbUpdateConcurrencyException)
            {
                return DraftOutcome.Meanwhile;
            }
            catch (DbUpdateException) when (attempt < MostTries)
            {
                // A release's version was made in this very moment, of the same number.
                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task<DraftOutcome> KeepAsync(TemplateState state, TemplateChanges changes, CancellationToken cancellationToken)
    {
        var template = state.Template ?? await templates.OfAsync(state.Standard, cancellationToken);
        if (changes.IsSameAs(state.PublishedChanges))
        {
            if (state.Draft is not null)
                db.TemplateDrafts.Remove(state.Draft);
        }
        else
        {
            var draft = state.Draft is { } one
                ? db.TemplateDrafts.Attach(one).Entity
                : db.TemplateDrafts.Add(new TemplateDraft { OfficeId = db.OfficeId, TemplateId = template.Id, Changes = [] }).Entity;
            draft.Changes = changes.Pack();
            draft.Stamp = Guid.NewGuid();
            draft.ChangedAt = clock.GetUtcNow();
            draft.ChangedByName = member.User?.Name;
        }

        return await SaveAsync(cancellationToken) ? DraftOutcome.Kept : DraftOutcome.Meanwhile;
    }

    /// <summary>What would be hidden against the rules; what a release made so is not, or nothing could be changed any more.</summary>
    private bool IsRefused(TemplateState state, TemplateChanges changes)
    {
        var resolved = templates.Resolve(state.Standard, changes);
        return resolved.Misfits.Except(state.Current.Misfits)
            .Any(misfit => misfit.Kind is TemplateMisfit.Declaration or TemplateMisfit.NothingLeft)
            || DefinitionRules.Check(resolved.Definition).Count > 0;
    }

    private async Task<bool> SaveAsync(CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException)
        {
            // Another stamp by now, or two who began the draft at once.
            db.ChangeTracker.Clear();
            return false;
        }
    }

    private async Task<TemplateChanges?> EarlierAsync(Definition standard, CancellationToken cancellationToken)
    {
        var kind = standard.Kind;
        var year = standard.IncomeYear - 1;
        var earlier = year is null
            ? null
            : await db.Templates.AsNoTracking().SingleOrDefaultAsync(t => t.Kind == kind && t.IncomeYear == year, cancellationToken);
        var changes = earlier is null
            ? TemplateChanges.None
            : TemplateChanges.Unpack((await NewestAsync(earlier.Id, cancellationToken))?.Changes);
        return changes.IsNone ? null : changes;
    }

    private async Task<NewestVersion?> NewestAsync(Guid template, CancellationToken cancellationToken) =>
        await db.TemplateVersions.AsNoTracking().Where(v => v.TemplateId == template).OrderByDescending(v => v.Number)
            .Select(v => new NewestVersion(v.Id, v.Number, v.MadeAt, v.MadeByName, v.Changes)).FirstOrDefaultAsync(cancellationToken);

    private sealed record NewestVersion(Guid Id, int Number, DateTimeOffset MadeAt, string? MadeByName, byte[]? Changes);
}
