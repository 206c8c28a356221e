using Accounton.Data;
using Accounton.Features.Clients;
using Accounton.Localisation;
using Accounton.Tenancy;
using Accounton.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Imports.Review;

/// <summary>What is decided on the overview. Every answer leads back to the page it was decided on.</summary>
[Route("/imports/{id:guid}"), Authorize(Policies.Admin)]
public sealed class ReviewController(AccountonContext db, Decisions decisions, RowCorrection correction, Texts texts) : Controller
{
    /// <summary>The boxes of one page: <paramref name="page"/> are its rows, <paramref name="chosen"/> the ticked ones.</summary>
    [HttpPost("choose")]
    public async Task<IActionResult> Choose(
        Guid id, ImportGroup group, Guid[] page, Guid[] chosen, bool? all, string? back, CancellationToken cancellationToken)
    {
        if (!await IsThereAsync(id, cancellationToken) || group is not (ImportGroup.New or ImportGroup.OnlyHere))
            return NotFound();
        if (all == true && group == ImportGroup.OnlyHere
            && await db.ImportBatches.AnyAsync(b => b.Id == id && b.TaskTemplates != null, cancellationToken))
            return NotFound();

        var done = all is { } isChosen
            ? await decisions.ChooseAllAsync(id, group, isChosen, cancellationToken)
            : await decisions.ChooseAsync(id, group, page, chosen, cancellationToken);
        return Back(id, back, done);
    }

    /// <summary>Fields of the clients of one page that are overwritten: <c>row:bit</c> each.</summary>
    [HttpPost("fields")]
    public async Task<IActionResult> Fields(
        Guid id, Guid[] page, string?[] overwrite, Guid[] reactivate, string? back, CancellationToken cancellationToken)
    {
        if (!await IsThereAsync(id, cancellationToken))
            return NotFound();

        var chosen = overwrite.Select(o => o?.Split(':') ?? [])
            .Where(o => o.Length == 2 && Guid.TryParse(o[0], out _) && ClientFields.Find(o[1]) is not null)
            .ToLookup(o => Guid.Parse(o[0]), o => ClientFields.Get(o[1]).Mask);
        var fields = page.Take(100)
            .Select(row => new ChosenFields(row, chosen[row].Aggregate(0L, (all, mask) => all | mask), reactivate.Contains(row)));
        return Back(id, back, await decisions.ChooseFieldsAsync(id, fields, cancellationToken));
    }

    /// <summary>A field of all clients in both.</summary>
    [HttpPost("column")]
    public async Task<IActionResult> Column(Guid id, string field, bool overwrite, string? back, CancellationToken cancellationToken)
    {
        if (!await IsThereAsync(id, cancellationToken) || ClientFields.Find(field) is not { } column)
            return NotFound();

        return Back(id, back, await decisions.ChooseColumnAsync(id, column, overwrite, cancellationToken));
    }

    [HttpPost("decide")]
    public async Task<IActionResult> Decide(
        Guid id, Guid row, DoubtDecision? decision, Guid? target, string? back, CancellationToken cancellationToken)
    {
        if (!await IsThereAsync(id, cancellationToken))
            return NotFound();

        return Back(id, back, await decisions.DecideAsync(id, row, decision, target, cancellationToken));
    }

    [HttpPost("split")]
    public async Task<IActionResult> Split(Guid id, Guid row, string? back, CancellationToken cancellationToken) =>
        await FindAsync(id, cancellationToken) is { } batch
            ? Back(id, back, await correction.SplitAsync(batch, row, cancellationToken))
            : NotFound();

    /// <summary>Corrects an invalid row: form fields are named as the client's fields.</summary>
    [HttpPost("correct")]
    public async Task<IActionResult> Correct(Guid id, Guid row, string? back, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } batch)
            return NotFound();

        var form = await Request.ReadFormAsync(cancellationToken);
        var without = form["without"].ToString();

        // A number is not shown in its field, so an empty one says nothing.
        var corrected = ClientFields.All
            .Where(f => form.ContainsKey(f.Key) && (!f.IsEncrypted || form[f.Key].ToString().Length > 0 || f.Key == without))
            .ToDictionary(f => f, f => f.Key == without ? null : (string?)form[f.Key].ToString());
        var group = await correction.CorrectAsync(batch, row, corrected, cancellationToken);
        if (group is { } moved and not ImportGroup.Invalid)
            this.Notify(State.Success, texts["Imports.Moved", texts["ImportGroup." + moved]]);
        else if (group is ImportGroup.Invalid)
            this.Notify(State.Warning, texts["Imports.StillInvalid"]);
        return Back(id, back, group is not null);
    }

    /// <summary>Puts the zero back in front of every national number that lost it.</summary>
    [HttpPost("zeros")]
    public async Task<IActionResult> Zeros(Guid id, string? back, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } batch)
            return NotFound();

        var mended = await correction.PutZerosBackAsync(batch, cancellationToken);
        this.Notify(State.Success, texts.Count("Imports.ZerosBack", mended));
        return Back(id, back, true);
    }

    private Task<bool> IsThereAsync(Guid id, CancellationToken cancellationToken) =>
        db.ImportBatches.AnyAsync(b => b.Id == id, cancellationToken);

    private Task<ImportBatch?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        db.ImportBatches.AsNoTracking().SingleOrDefaultAsync(b => b.Id == id, cancellationToken);

    private LocalRedirectResult Back(Guid id, string? back, bool done)
    {
        if (!done)
            this.Notify(State.Warning, texts["Imports.TooLate"]);
        var here = $"{ImportsController.Path}/{id}";
        return LocalRedirect(
            back is not null && back.StartsWith(here + "?", StringComparison.Ordinal) && Url.IsLocalUrl(back) ? back : here);
    }
}
