using Accounton.Data;
using Accounton.Features.Audit;
using Accounton.Features.Clients.Matching;
using Accounton.Localisation;
using Accounton.Tenancy;
using Accounton.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Clients;

/// <summary>Adding a client by hand, and correcting one.</summary>
public sealed class EditController(
    AccountonContext db,
    ClientWriter writer,
    OfficeCiphers ciphers,
    Colleagues colleagues,
    DuplicateFinder duplicates,
    AuditLog audit,
    CurrentMember member,
    IEnumerable<IClientPart> parts,
    LocalTime time,
    Texts texts) : Controller
{
    [HttpGet("/clients/new")]
    public Task<IActionResult> New(CancellationToken cancellationToken) =>
        ShowAsync(null, ClientForm.New(member.Office!.OfficeLanguage), cancellationToken);

    [HttpPost("/clients/new")]
    public async Task<IActionResult> Add([Bind(Prefix = "Form")] ClientForm form, CancellationToken cancellationToken)
    {
        var cipher = await ciphers.CurrentAsync(cancellationToken);
        var given = ClientRules.Check(
            form.Meant(null, cipher, await colleagues.ReadAsync(cancellationToken)), ValidationLevel.Complete, time.Today);
        if (!TellErrors(given.Reasons.Where(reason => reason.IsError)))
            return await ShowAsync(null, form, cancellationToken, StatusCodes.Status422UnprocessableEntity);

        var alike = await duplicates.OfAsync(given.Values, cancellationToken);
        if (alike.Any(one => form.Despite?.Contains(one.Client.Id.ToString(), StringComparison.Ordinal) != true))
            return await ShowAsync(null, form, cancellationToken, StatusCodes.Status422UnprocessableEntity, alike);

        var client = writer.Add(given.Values, member.ByHand(), cipher);
        audit.Add(new ClientAdded(client.Id, client.ListName()));
        await db.SaveChangesAsync(cancellationToken);
        return Saved(client, "Client.Added", given.Reasons);
    }

    [HttpGet("/clients/{id:guid}/edit")]
    public async Task<IActionResult> Edit(Guid id, CancellationToken cancellationToken) =>
        await FindAsync(id, cancellationToken) is { } client
            ? await ShowAsync(
                client,
                ClientForm.From(client, await ciphers.CurrentAsync(cancellationToken), await colleagues.ReadAsync(cancellationToken)),
                cancellationToken)
            : NotFound();

    [HttpPost("/clients/{id:guid}/edit")]
    public async Task<IActionResult> Save(Guid id, [Bind(Prefix = "Form")] ClientForm form, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } client)
            return NotFound();
        if (client.Version != form.Version)
            return await MeanwhileAsync(client, form, cancellationToken);

        var cipher = await ciphers.CurrentAsync(cancellationToken);
        var given = ClientRules.Check(
            form.Meant(client, cipher, await colleagues.ReadAsync(cancellationToken)), ValidationLevel.Complete, time.Today);

        // What was wrong or missing before, and is not touched now, keeps nobody from correcting the rest.
        var touched = ClientFields.All.Where(field => field.Read(client, cipher) != given.Values[field])
            .Select(field => field.Key).ToHashSet();
        if (!TellErrors(
            given.Reasons.Where(reason => reason.IsError && (touched.Contains(reason.Field) || touched.Contains(ClientFields.Type.Key)))))
            return await ShowAsync(client, form, cancellationToken, StatusCodes.Status422UnprocessableEntity);

        var changed = writer.Change(client, given.Values, ClientFields.All, member.ByHand(), cipher);
        if (changed.Count > 0)
            audit.Add(new ClientEdited(client.Id, client.ListName(), [.. changed.Select(field => field.Key)]));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return await MeanwhileAsync((await FindAsync(id, cancellationToken))!, form, cancellationToken);
        }

        foreach (var part in parts)
            await part.ChangedAsync(client.Id, cancellationToken);
        return Saved(client, "Client.Saved", given.Reasons.Where(reason => touched.Contains(reason.Field)));
    }

    /// <summary>Somebody else saved first: what was typed stays, what was not touched here becomes theirs, and both are shown.</summary>
    private async Task<IActionResult> MeanwhileAsync(Client client, ClientForm form, CancellationToken cancellationToken)
    {
        var cipher = await ciphers.CurrentAsync(cancellationToken);
        var fresh = ClientForm.From(client, cipher, await colleagues.ReadAsync(cancellationToken));
        var changes = await db.ClientChanges.AsNoTracking()
            .Where(c => c.ClientId == client.Id && c.Version > form.Version && c.Field != null)
            .OrderBy(c => c.Version).ToListAsync(cancellationToken);
        var told = new List<Meanwhile>();
        foreach (var field in ClientFields.All.Where(field => field != ClientFields.ResponsibleName))
        {
            if (changes.FindAll(c => c.Field == field.Key) is not { Count: > 0 } theirs)
                continue;

            var typed = form.Values.GetValueOrDefault(field.Key);
            var isTaken = field.IsEncrypted
                ? string.IsNullOrWhiteSpace(typed)
                : (typed ?? "") == (theirs[0].Before ?? "") || (typed ?? "") == (fresh.Values[field.Key] ?? "");
            if (isTaken)
                form.Values[field.Key] = fresh.Values[field.Key];
            told.Add(new(field, ClientText.Show(field, client, cipher, texts), theirs[^1].ByName, isTaken));
        }

        form.Version = client.Version;
        ModelState.Clear();
        return await ShowAsync(client, form, cancellationToken, StatusCodes.Status409Conflict, meanwhile: told);
    }

    private bool TellErrors(IEnumerable<FieldReason> errors)
    {
        foreach (var error in errors)
            ModelState.AddModelError(
                $"Form.Values[{(error.Field == ClientFields.ResponsibleName.Key ? ClientFields.ResponsibleEmail.Key : error.Field)}]",
                ClientText.Reason(error, texts));
        return ModelState.IsValid;
    }

    private async Task<IActionResult> ShowAsync(
        Client? client, ClientForm form, CancellationToken cancellationToken, int status = StatusCodes.Status200OK,
        IReadOnlyList<Duplicate>? alike = null, IReadOnlyList<Meanwhile>? meanwhile = null)
    {
        var cipher = await ciphers.CurrentAsync(cancellationToken);
        var masks = ClientFields.All.Where(field => field.IsEncrypted && client is not null)
            .Select(field => (field.Key, Mask: ClientText.Show(field, client!, cipher, texts)))
            .Where(one => one.Mask is not null).ToDictionary(one => one.Key, one => one.Mask!);
        Response.StatusCode = status;
        ModelState.Remove("Form.Despite");
        form.Despite = alike is null ? form.Despite : string.Join(' ', alike.Select(one => one.Client.Id));
        return View(
            "Edit",
            new EditModel(client, form.Filled(), await colleagues.ReadAsync(cancellationToken), masks, alike ?? [], meanwhile ?? []));
    }

    private LocalRedirectResult Saved(Client client, string done, IEnumerable<FieldReason> reasons)
    {
        this.Notify(State.Success, texts[done]);
        foreach (var reason in reasons.Where(reason => !reason.IsError))
            this.Notify(State.Warning, $"{texts["ClientField." + reason.Field]}: {ClientText.Reason(reason, texts)}");
        return LocalRedirect($"{ClientsController.Path}/{client.Id}");
    }

    private Task<Client?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        db.Clients.SingleOrDefaultAsync(c => c.Id == id, cancellationToken);
}
