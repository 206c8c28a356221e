using Accounton.Data;
using Accounton.Features.Connections;
using Accounton.Localisation;
using Accounton.Tenancy;
using Accounton.Vendors;
using Accounton.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Imports.Start;

/// <summary>The first steps of an import: where the clients come from, and all of them or those of some task templates.</summary>
[Route(Path), Authorize(Policies.Admin)]
public sealed class NewImportController(
    AccountonContext db,
    ImportStarter starter,
    IEnumerable<IClientSource> vendors,
    VendorCredentialsFactory credentials,
    VendorBudgets budgets,
    LinkFaults faults,
    Texts texts) : Controller
{
    public const string Path = "/imports/new";

    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancellationToken) =>
        View("New", await db.Connections.AsNoTracking().OrderBy(c => c.Vendor).ToListAsync(cancellationToken));

    [HttpPost("")]
    public async Task<IActionResult> Choose(ImportSource source, CancellationToken cancellationToken)
    {
        if (source == ImportSource.Excel)
            return LocalRedirect(Path + "/excel");
        if (await FindAsync(source, cancellationToken) is null)
        {
            this.Notify(State.Warning, texts["Imports.NotReady"]);
            return LocalRedirect(Path);
        }

        return LocalRedirect($"{Path}/{source}");
    }

    [HttpGet("{source:regex(^(AdminPulse|Syneton)$)}")]
    public async Task<IActionResult> Which(ImportSource source, CancellationToken cancellationToken) =>
        await FindAsync(source, cancellationToken) is { } connection ? View(new WhichModel(connection, source)) : NotFound();

    [HttpPost("{source:regex(^(AdminPulse|Syneton)$)}")]
    public async Task<IActionResult> Start(ImportSource source, bool some, CancellationToken cancellationToken)
    {
        if (await FindAsync(source, cancellationToken) is not { } connection)
            return NotFound();
        if (some)
            return LocalRedirect($"{Path}/{source}/templates");

        var batch = await starter.FromBackOfficeAsync(connection, [], cancellationToken);
        return LocalRedirect($"{ImportsController.Path}/{batch.Id}");
    }

    [HttpGet("{source:regex(^(AdminPulse|Syneton)$)}/templates")]
    public async Task<IActionResult> Templates(ImportSource source, CancellationToken cancellationToken)
    {
        if (await FindAsync(source, cancellationToken) is not { } connection)
            return NotFound();

        var (templates, fault) = await ListAsync(connection, cancellationToken);
        return View(new TemplatesModel(connection, source, templates, fault));
    }

    [HttpPost("{source:regex(^(AdminPulse|Syneton)$)}/templates")]
    public async Task<IActionResult> StartWithTemplates(ImportSource source, string[] templates, CancellationToken cancellationToken)
    {
        if (await FindAsync(source, cancellationToken) is not { } connection)
            return NotFound();

        var (all, fault) = await ListAsync(connection, cancellationToken);
        var chosen = all.Where(t => templates.Contains(t.Id, StringComparer.Ordinal)).ToList();
        if (chosen.Count == 0)
        {
            ModelState.AddModelError("templates", texts["Imports.ChooseTemplate." + source]);
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return View("Templates", new TemplatesModel(connection, source, all, fault));
        }

        var batch = await starter.FromBackOfficeAsync(connection, chosen, cancellationToken);
        return LocalRedirect($"{ImportsController.Path}/{batch.Id}");
    }

    /// <summary>The back-office's connection, once it has been active.</summary>
    private Task<Connection?> FindAsync(ImportSource source, CancellationToken cancellationToken)
    {
        var vendor = source == ImportSource.AdminPulse ? Vendor.AdminPulse : Vendor.Syneton;
        return db.Connections.SingleOrDefaultAsync(c => c.Vendor == vendor && c.WasActive, cancellationToken);
    }

    private async Task<(IReadOnlyList<TaskTemplate> Templates, string? Fault)> ListAsync(
        Connection connection, CancellationToken cancellationToken)
    {
        if (!connection.IsLinked || connection.AccessToken is null)
            return ([], nameof(VendorFault.ReconnectNeeded));

        try
        {
            var vendor = vendors.Single(v => v.Vendor == connection.Vendor);
            var templates = await budgets.Start().HoldAsync(
                connection.Vendor, held => vendor.ListTaskTemplatesAsync(credentials.AccessTo(connection), held), cancellationToken);
            return ([.. templates.OrderBy(t => t.Name, StringComparer.CurrentCultureIgnoreCase)], null);
        }
        catch (VendorException e)
        {
            await faults.RecordAsync(connection, e.Fault, cancellationToken);
            return ([], e.Fault.ToString());
        }
    }
}

public sealed record WhichModel(Connection Connection, ImportSource Source);

/// <param name="Fault">Why the list could not be fetched: a code.</param>
public sealed record TemplatesModel(Connection Connection, ImportSource Source, IReadOnlyList<TaskTemplate> Templates, string? Fault);
