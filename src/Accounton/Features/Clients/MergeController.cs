using Accounton.Data;
using Accounton.Features.Clients.Matching;
using Accounton.Localisation;
using Accounton.Tenancy;
using Accounton.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Clients;

/// <summary>Two clients that are one: choosing the other one, then field by field whose value is kept.</summary>
[Route("/clients/{id:guid}/merge")]
public sealed class MergeController(
    AccountonContext db, ClientMerge merge, ClientList list, DuplicateFinder duplicates, OfficeCiphers ciphers, Texts texts) : Controller
{
    private const int MostFound = 20;

    /// <summary>Those it looks like, and a search for any other.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Choose(Guid id, string? search, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { MergedIntoId: null } client)
            return NotFound();

        var alike = await duplicates.OfAsync(client, cancellationToken);
        var found = new List<Client>();
        if (!string.IsNullOrWhiteSpace(search) && !ClientSearch.IsNationalNumber(search))
        {
            foreach (var state in (ClientState[])[ClientState.Active, ClientState.Archived])
                found.AddRange(
                    (await list.PageAsync(new ClientFilter { Search = search, State = state }, null, null, cancellationToken)).Clients);
        }

        return View(
            "MergeChoose",
            new MergeChoice(client, alike, [.. found.Where(c => c.Id != id && c.MergedIntoId is null).Take(MostFound)], search));
    }

    [HttpGet("{other:guid}")]
    public Task<IActionResult> Index(Guid id, Guid other, CancellationToken cancellationToken) =>
        WithBothAsync(id, other, (kept, gone) => ShowAsync(kept, gone, [], cancellationToken), cancellationToken);

    [HttpPost("{other:guid}")]
    public Task<IActionResult> Merge(
        Guid id, Guid other, int version, int otherVersion, Dictionary<string, MergeSide> sides, CancellationToken cancellationToken) =>
        WithBothAsync(
            id, other,
            async (kept, gone) =>
            {
                var fields = ClientMerge.Fields(kept, gone, await ciphers.CurrentAsync(cancellationToken), sides);
                if (kept.Version != version || gone.Version != otherVersion)
                    return await ChangedAsync(kept, gone, sides, cancellationToken);

                foreach (var field in fields.Where(one => one.Side is null))
                    ModelState.AddModelError($"sides[{field.Field.Key}]", texts["Merge.Undecided"]);
                if (fields.Any(one => one.Side is null))
                    return await ShowAsync(kept, gone, sides, cancellationToken, StatusCodes.Status422UnprocessableEntity);

                try
                {
                    await merge.MergeAsync(kept, gone, fields, cancellationToken);
                }
                catch (DbUpdateConcurrencyException)
                {
                    return await ChangedAsync(kept, gone, sides, cancellationToken);
                }

                this.Notify(State.Success, texts["Merge.Done"]);
                return LocalRedirect($"{ClientsController.Path}/{id}");
            },
            cancellationToken);

    private async Task<IActionResult> ChangedAsync(
        Client kept, Client other, Dictionary<string, MergeSide> sides, CancellationToken cancellationToken)
    {
        ModelState.Clear();
        ModelState.AddModelError("", texts["Merge.ChangedMeanwhile"]);
        db.ChangeTracker.Clear();
        return await WithBothAsync(
            kept.Id, other.Id, (a, b) => ShowAsync(a, b, sides, cancellationToken, StatusCodes.Status409Conflict), cancellationToken);
    }

    private async Task<IActionResult> ShowAsync(
        Client kept,
        Client other,
        Dictionary<string, MergeSide> sides,
        CancellationToken cancellationToken,
        int status = StatusCodes.Status200OK)
    {
        Response.StatusCode = status;
        var cipher = await ciphers.CurrentAsync(cancellationToken);
        return View("Merge", new MergeModel(kept, other, cipher, ClientMerge.Fields(kept, other, cipher, sides)));
    }

    private async Task<IActionResult> WithBothAsync(
        Guid id, Guid other, Func<Client, Client, Task<IActionResult>> act, CancellationToken cancellationToken) =>
        id != other && await FindAsync(id, cancellationToken) is { MergedIntoId: null } kept
            && await FindAsync(other, cancellationToken) is { MergedIntoId: null } gone
            ? await act(kept, gone)
            : NotFound();

    private Task<Client?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        db.Clients.SingleOrDefaultAsync(c => c.Id == id, cancellationToken);
}

/// <summary>Which client is the other one.</summary>
public sealed record MergeChoice(Client Client, IReadOnlyList<Duplicate> Alike, IReadOnlyList<Client> Found, string? Search);

/// <summary>Both, side by side.</summary>
public sealed record MergeModel(Client Kept, Client Other, OfficeCipher Cipher, IReadOnlyList<MergeField> Fields);
