using Accounton.Data;
using Accounton.Features.Audit;
using Accounton.Localisation;
using Accounton.Tenancy;
using Accounton.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Clients;

/// <summary>One client: all that is known, where it came from, and what can be done with it.</summary>
[Route("/clients/{id:guid}")]
public sealed class ClientController(
    AccountonContext db,
    ClientFiles files,
    ClientWriter writer,
    IEnumerable<IClientPart> parts,
    AuditLog audit,
    CurrentMember member,
    Texts texts) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(Guid id, CancellationToken cancellationToken) =>
        await FindAsync(id, cancellationToken) is { } client
            ? View("Details", await PageAsync(client, null, cancellationToken))
            : NotFound();

    /// <summary>Shows a national number whole, in the answer to this form and nowhere else, and notes who asked for it.</summary>
    [HttpPost("number")]
    public async Task<IActionResult> Number(Guid id, string? field, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } client || ClientFields.Find(field) is not { IsEncrypted: true } asked)
            return NotFound();

        audit.Add(new NationalNumberShown(client.Id, client.ListName(), asked.Key));
        await db.SaveChangesAsync(cancellationToken);
        return View("Details", await PageAsync(client, asked, cancellationToken));
    }

    [HttpPost("archive")]
    public async Task<IActionResult> Archive(Guid id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } client)
            return NotFound();

        if (!client.IsArchived)
        {
            writer.Archive(client, ArchiveReason.Person, member.ByHand());
            audit.Add(new ClientArchived(client.Id, client.ListName()));
            await SaveAsync("Client.Archived", cancellationToken);
        }

        return Back(id);
    }

    [HttpPost("reactivate")]
    public async Task<IActionResult> Reactivate(Guid id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } client)
            return NotFound();

        if (client.IsArchived)
        {
            writer.Reactivate(client, member.ByHand());
            audit.Add(new ClientReactivated(client.Id, client.ListName()));
            await SaveAsync("Client.Reactivated", cancellationToken);
        }

        return Back(id);
    }

    private async Task<ClientDetails> PageAsync(Client client, ClientField? whole, CancellationToken cancellationToken)
    {
        var file = await files.ReadAsync(client, whole, cancellationToken);
        var cards = new List<ClientCard>();
        foreach (var part in parts)
        {
            if (await part.ShowAsync(client, cancellationToken) is { } card)
                cards.Add(card);
        }

        return new(file, [.. cards.OrderBy(card => card.Order)]);
    }

    private async Task SaveAsync(string done, CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            this.Notify(State.Success, texts[done]);
        }
        catch (DbUpdateConcurrencyException)
        {
            this.Notify(State.Warning, texts["Client.ChangedMeanwhile"]);
        }
    }

    private Task<Client?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        db.Clients.SingleOrDefaultAsync(c => c.Id == id, cancellationToken);

    private LocalRedirectResult Back(Guid id) => LocalRedirect($"{ClientsController.Path}/{id}");
}

/// <summary>A client's page: what is known, and what other features show of it.</summary>
public sealed record ClientDetails(ClientFile File, IReadOnlyList<ClientCard> Cards);

/// <summary>A member as the author of a change.</summary>
public static class MemberAuthor
{
    public static ChangeAuthor ByHand(this CurrentMember member) => member.As(ValueOrigin.Hand);

    public static ChangeAuthor As(this CurrentMember member, ValueOrigin origin) => new(origin, member.User?.Id, member.User?.Name);
}
