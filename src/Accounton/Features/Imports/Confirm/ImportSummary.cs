using Accounton.Data;
using Accounton.Features.Clients;
using Accounton.Features.Imports.Apply;
using Accounton.Features.Questionnaires;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Imports.Confirm;

/// <summary>What will happen when an import is confirmed, counted by the rules that apply it.</summary>
/// <param name="Fields">How many clients get another value, per field.</param>
/// <param name="Undecided">Doubtful ones who are skipped because nobody decided.</param>
/// <param name="Moved">Rows that have changed since they were compared: they are compared again before anything is applied.</param>
public sealed record ImportSummary(
    ImportBatch Batch, int Added, int Changed,
    IReadOnlyList<(ClientField Field, int Count)> Fields, int Reactivated, int Archived, int Linked,
    int Undecided, int Skipped, int Invalid, int NotChosen, IReadOnlyList<AnnouncedTemplate> Templates, int Moved)
{
    /// <summary>What happens to anybody, each with the end of its text's key.</summary>
    public IEnumerable<(string Key, int Count)> Happens => new (string Key, int Count)[]
    {
        ("Added", Added), ("Changed", Changed), ("Reactivated", Reactivated), ("Archived", Archived), ("Linked", Linked),
    }.Where(one => one.Count > 0);

    /// <summary>To whom nothing happens, and why.</summary>
    public IEnumerable<(string Key, int Count)> DoesNotHappen => new (string Key, int Count)[]
    {
        ("NotChosen", NotChosen), ("Undecided", Undecided), ("Skipped", Skipped), ("Invalid", Invalid),
    }.Where(one => one.Count > 0);

    public bool IsNothing => Added + Changed + Archived + Linked == 0 && Templates.All(one => one.Clients == 0);
}

/// <summary>A questionnaire that goes with an import, and how many clients get it.</summary>
/// <param name="Closing">The closing date that it is about; the first day there is for one of an income year.</param>
public sealed record AnnouncedTemplate(Template Template, DateOnly Closing, int Clients);

/// <summary>Makes announcements.</summary>
public sealed class ImportSummaries(AccountonContext db)
{
    public async Task<ImportSummary> MakeAsync(ImportBatch batch, int moved, CancellationToken cancellationToken)
    {
        var rows = db.ImportRows.Where(r => r.BatchId == batch.Id);
        var masks = await rows.Where(ImportPlan.WillChange).GroupBy(r => r.ChosenFields)
            .Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancellationToken);
        var doubtful = rows.Where(r => r.Group == ImportGroup.Doubtful);
        var templates = new List<AnnouncedTemplate>();
        foreach (var (id, closing) in batch.Questionnaires())
        {
            var template = await db.Templates.AsNoTracking().SingleAsync(t => t.Id == id, cancellationToken);
            templates.Add(new(template, closing, await AssignedAsync(batch, template, closing, cancellationToken)));
        }

        return new ImportSummary(
            batch,
            await rows.CountAsync(ImportPlan.WillAdd, cancellationToken),
            masks.Sum(m => m.Count),
            [.. ClientFields.All.Select(f => (f, masks.Where(m => (m.Key & f.Mask) != 0).Sum(m => m.Count))).Where(f => f.Item2 > 0)],
            await rows.CountAsync(ImportPlan.WillReactivate, cancellationToken),
            await rows.CountAsync(ImportPlan.WillArchive, cancellationToken),
            await rows.CountAsync(ImportPlan.WillLink, cancellationToken),
            await doubtful.CountAsync(r => r.Decision == null, cancellationToken),
            await doubtful.CountAsync(r => r.Decision == DoubtDecision.Skip, cancellationToken),
            await rows.CountAsync(r => r.Group == ImportGroup.Invalid, cancellationToken),
            await rows.CountAsync(r => r.Group == ImportGroup.New && !r.IsChosen, cancellationToken),
            templates,
            moved);
    }

    /// <summary>Those whose type gets the questionnaire; nobody gets it twice.</summary>
    private async Task<int> AssignedAsync(ImportBatch batch, Template template, DateOnly closing, CancellationToken cancellationToken)
    {
        var rows = db.ImportRows.Where(r => r.BatchId == batch.Id);
        var definition = Templates.DefinitionNow(template);
        var added = await rows.Where(ImportPlan.WillAdd).CountAsync(Assignments.IsFor<ImportRow>(definition), cancellationToken);
        var known = !batch.TemplateForKnown
            ? 0
            : await (from row in rows
                     join client in db.Clients.Where(Assignments.IsFor<Client>(definition)) on row.ClientId equals client.Id
                     where row.Group == ImportGroup.Both && (!client.IsArchived || row.IsChosen)
                         && !db.Assignments.Any(a => a.ClientId == client.Id && a.TemplateId == template.Id && a.ClosingDate == closing)
                     select client.Id).Distinct().CountAsync(cancellationToken);
        return added + known;
    }
}
