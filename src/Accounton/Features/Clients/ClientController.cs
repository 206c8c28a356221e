using Accounton.Data;
using Accounton.Features.Audit;
using Accounton.Features.Questionnaires;
using Accounton.Features.Questionnaires.Definitions;
using Accounton.Localisation;
using Accounton.Tenancy;
using Accounton.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Clients;

/// <summary>One client: all that is known, where it came from, and what can be done with it.</summary>
[Route("/clients/{id:guid}")]
public sealed class ClientController(
    AccountonContext db, ClientFiles files, ClientBook book, Assignments assignments, LocalTime time, AuditLog audit, CurrentMember member, Texts texts) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(Guid id, CancellationToken cancellationToken) =>
        await FindAsync(id, cancellationToken) is { } client ? View("Details", await files.ReadAsync(client, null, cancellationToken)) : NotFound();

    /// <summary>Shows a national number whole, in the answer to this form and nowhere else, and notes who asked for it.</summary>
    [HttpPost("number")]
    public async Task<IActionResult> Number(Guid id, string? field, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } client || ClientFields.Find(field) is not { IsSealed: true } asked)
            return NotFound();

        audit.Add(new NationalNumberShown(client.Id, client.ListName(), asked.Key));
        await db.SaveChangesAsync(cancellationToken);
        return View("Details", await files.ReadAsync(client, asked, cancellationToken));
    }

    [HttpPost("archive")]
    public async Task<IActionResult> Archive(Guid id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } client)
            return NotFound();

        if (!client.IsArchived)
        {
            book.Archive(client, ArchiveReason.Person, member.ByHand());
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
            book.Reactivate(client, member.ByHand());
            audit.Add(new ClientReactivated(client.Id, client.ListName()));
            await SaveAsync("Client.Reactivated", cancellationToken);
        }

        return Back(id);
    }

    [HttpPost("questionnaire")]
    public async Task<IActionResult> Questionnaire(Guid id, DateOnly? closing, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } client)
            return NotFound();

        if (StandardDefinitions.CurrentFor(client.Type) is not { } definition)
            return NotFound();

        if (Assignments.ClosingDate(definition, closing, time.Today) is not { } date)
        {
            this.Notify(State.Warning, texts["Questionnaires.ClosingDateMissing"]);
            return Back(id);
        }

        var given = await assignments.GiveAsync(definition, date, [client.Id], cancellationToken);
        this.Notify(
            given.Given > 0 ? State.Success : State.Warning,
            texts[given.Given > 0 ? "Client.QuestionnaireGiven" : "Client.QuestionnaireHad", definition.TitleIn(texts, date)]);
        return Back(id);
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

    private Task<Client?> FindAsync(Guid id, CancellationToken cancellationToken) => db.Clients.SingleOrDefaultAsync(c => c.Id == id, cancellationToken);

    private LocalRedirectResult Back(Guid id) => LocalRedirect($"{ClientsController.Path}/{id}");
}

/// <summary>A member as the author of a change.</summary>
public static class MemberAuthor
{
    public static ChangeAuthor ByHand(this CurrentMember member) => member.As(ValueOrigin.Hand);

    public static ChangeAuthor As(this CurrentMember member, ValueOrigin origin) => new(origin, member.User?.Id, member.User?.Name);
}
