using Accounton.Data;
using Accounton.Features.Audit;
using Accounton.Localisation;
using Accounton.Tenancy;
using Accounton.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Clients;

/// <summary>What can be done with several clients at once.</summary>
public enum SelectedAct
{
    Archive = 1,
    Reactivate = 2,
    Responsible = 3,
    Questionnaire = 4,
}

/// <summary>Acts on the clients that were selected in the list: a page says what will happen, and only its button does it.</summary>
[Route(ClientsController.Path + "/selected")]
public sealed class SelectedController(
    AccountonContext db, ClientWriter writer, OfficeCiphers ciphers, Colleagues colleagues, IEnumerable<IClientPart> parts, AuditLog audit,
    CurrentMember member, Texts texts) : Controller
{
    [HttpPost("")]
    public async Task<IActionResult> Ask(Guid[] ids, SelectedAct act, string? back, CancellationToken cancellationToken)
    {
        if (!Enum.IsDefined(act))
            return BadRequest();
        if (ids.Length == 0)
        {
            this.Notify(State.Warning, texts["Clients.SelectFirst"]);
            return Back(back);
        }

        var clients = await FindAsync(ids, cancellationToken);
        if (clients.Count == 0)
            return NotFound();

        return View("Selected", await ModelAsync(act, clients, back, cancellationToken));
    }

    [HttpPost("archive")]
    public Task<IActionResult> Archive(Guid[] ids, string? back, CancellationToken cancellationToken) =>
        ChangeAsync(ids, back, "Clients.ArchivedCount", (client, _) =>
        {
            if (client.IsArchived)
                return false;

            writer.Archive(client, ArchiveReason.Person, member.ByHand());
            audit.Add(new ClientArchived(client.Id, client.ListName()));
            return true;
        }, cancellationToken);

    [HttpPost("reactivate")]
    public Task<IActionResult> Reactivate(Guid[] ids, string? back, CancellationToken cancellationToken) =>
        ChangeAsync(ids, back, "Clients.ReactivatedCount", (client, _) =>
        {
            if (!client.IsArchived)
                return false;

            writer.Reactivate(client, member.ByHand());
            audit.Add(new ClientReactivated(client.Id, client.ListName()));
            return true;
        }, cancellationToken);

    [HttpPost("responsible")]
    public async Task<IActionResult> Responsible(Guid[] ids, string? email, string? back, CancellationToken cancellationToken)
    {
        var colleague = (await colleagues.ReadAsync(cancellationToken)).FirstOrDefault(one => one.Email == email);
        if (colleague is null && !string.IsNullOrEmpty(email))
            return BadRequest();

        return await ChangeAsync(ids, back, "Clients.ResponsibleCount", (client, cipher) =>
        {
            var values = new ClientValues
            {
                [ClientFields.ResponsibleEmail] = colleague?.Email, [ClientFields.ResponsibleName] = colleague?.Name,
            };
            var changed = writer.Change(
                client, values, [ClientFields.ResponsibleName, ClientFields.ResponsibleEmail], member.ByHand(), cipher);
            if (changed.Count > 0)
                audit.Add(new ClientEdited(client.Id, client.ListName(), [.. changed.Select(field => field.Key)]));
            return changed.Count > 0;
        }, cancellationToken);
    }

    private async Task<SelectedModel> ModelAsync(
        SelectedAct act, IReadOnlyList<Client> clients, string? back, CancellationToken cancellationToken)
    {
        foreach (var part in parts)
        {
            if (await part.AskAsync(act, clients, BackTo(back), cancellationToken) is { } card)
                return new(act, clients, [], card, back);
        }

        return new(act, clients, await colleagues.ReadAsync(cancellationToken), null, back);
    }

    private async Task<IActionResult> ChangeAsync(
        Guid[] ids, string? back, string done, Func<Client, OfficeCipher, bool> change, CancellationToken cancellationToken)
    {
        var cipher = await ciphers.CurrentAsync(cancellationToken);
        var clients = await FindAsync(ids, cancellationToken);
        if (clients.Count == 0)
            return NotFound();

        var count = clients.Count(client => change(client, cipher));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            this.Notify(State.Success, texts.Count(done, count));
        }
        catch (DbUpdateConcurrencyException)
        {
            this.Notify(State.Warning, texts["Clients.ChangedMeanwhile"]);
        }

        return Back(back);
    }

    private Task<List<Client>> FindAsync(Guid[] ids, CancellationToken cancellationToken) =>
        SelectedClients.FindAsync(db, ids, cancellationToken);

    private LocalRedirectResult Back(string? back) => LocalRedirect(BackTo(back));

    private string BackTo(string? back) => Url.IsLocalUrl(back) ? back : ClientsController.Path;
}

/// <summary>The clients that were selected in the list.</summary>
public static class SelectedClients
{
    private const int MostSelected = 500;

    public static Task<List<Client>> FindAsync(AccountonContext db, Guid[] ids, CancellationToken cancellationToken)
    {
        var asked = ids.Distinct().Take(MostSelected).ToList();
        return db.Clients.Where(c => asked.Contains(c.Id)).OrderBy(c => c.SortName).ToListAsync(cancellationToken);
    }
}

/// <summary>What is about to be done, and with whom.</summary>
/// <param name="Asks">What another feature asks, when the act is its own.</param>
public sealed record SelectedModel(
    SelectedAct Act, IReadOnlyList<Client> Clients, IReadOnlyList<Colleague> Colleagues, ClientCard? Asks, string? Back);
