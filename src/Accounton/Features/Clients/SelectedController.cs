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
    AccountonContext db, ClientBook book, Tenancy.OfficeCiphers ciphers, Colleagues colleagues, Assignments assignments, LocalTime time, AuditLog audit,
    CurrentMember member, Texts texts) : Controller
{
    private const int MostSelected = 500;

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

            book.Archive(client, ArchiveReason.Person, member.ByHand());
            audit.Add(new ClientArchived(client.Id, client.ListName()));
            return true;
        }, cancellationToken);

    [HttpPost("reactivate")]
    public Task<IActionResult> Reactivate(Guid[] ids, string? back, CancellationToken cancellationToken) =>
        ChangeAsync(ids, back, "Clients.ReactivatedCount", (client, _) =>
        {
            if (!client.IsArchived)
                return false;

            book.Reactivate(client, member.ByHand());
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
            var values = new ClientValues { [ClientFields.ResponsibleEmail] = colleague?.Email, [ClientFields.ResponsibleName] = colleague?.Name };
            var changed = book.Change(client, values, [ClientFields.ResponsibleName, ClientFields.ResponsibleEmail], member.ByHand(), cipher);
            if (changed.Count > 0)
                audit.Add(new ClientEdited(client.Id, client.ListName(), [.. changed.Select(field => field.Key)]));
            return changed.Count > 0;
        }, cancellationToken);
    }

    [HttpPost("questionnaire")]
    public async Task<IActionResult> Questionnaire(Guid[] ids, string? kind, DateOnly? closing, string? back, CancellationToken cancellationToken)
    {
        if (StandardDefinitions.Current.FirstOrDefault(one => one.Kind == (kind ?? StandardDefinitions.PersonalIncomeTax)) is not { } definition)
            return BadRequest();

        var clients = await FindAsync(ids, cancellationToken);
        if (clients.Count == 0)
            return NotFound();

        if (Assignments.ClosingDate(definition, closing, time.Today) is not { } date)
        {
            ModelState.AddModelError("closing", texts["Questionnaires.ClosingDateMissing"]);
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return View("Selected", await ModelAsync(SelectedAct.Questionnaire, clients, back, cancellationToken));
        }

        var given = await assignments.GiveAsync(definition, date, [.. clients.Select(client => client.Id)], cancellationToken);
        this.Notify(State.Success, texts.Count("Clients.QuestionnaireCount", given.Given, definition.TitleIn(texts, date)));
        return Back(back);
    }

    /// <summary>With the questionnaires that any of these clients gets.</summary>
    private async Task<SelectedModel> ModelAsync(SelectedAct act, IReadOnlyList<Client> clients, string? back, CancellationToken cancellationToken)
    {
        var closing = Assignments.UsualClosingDate(time.Today);
        var offers = new List<AssignmentOffer>();
        foreach (var definition in StandardDefinitions.Current.Where(one => act == SelectedAct.Questionnaire && clients.Any(client => one.Clients.Contains(client.Type))))
            offers.Add(await assignments.OfferAsync(definition, Assignments.ClosingDate(definition, closing, time.Today)!.Value, clients, cancellationToken));
        return new(act, clients, await colleagues.ReadAsync(cancellationToken), offers, closing, back);
    }

    private async Task<IActionResult> ChangeAsync(
        Guid[] ids, string? back, string done, Func<Client, Tenancy.OfficeCipher, bool> change, CancellationToken cancellationToken)
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

    private Task<List<Client>> FindAsync(Guid[] ids, CancellationToken cancellationToken)
    {
        var asked = ids.Distinct().Take(MostSelected).ToList();
        return db.Clients.Where(c => asked.Contains(c.Id)).OrderBy(c => c.SortName).ToListAsync(cancellationToken);
    }

    private LocalRedirectResult Back(string? back) => LocalRedirect(Url.IsLocalUrl(back) ? back : ClientsController.Path);
}

/// <summary>What is about to be done, and with whom.</summary>
public sealed record SelectedModel(SelectedAct Act, IReadOnlyList<Client> Clients, IReadOnlyList<Colleague> Colleagues, IReadOnlyList<AssignmentOffer> Offers, DateOnly Closing, string? Back);
