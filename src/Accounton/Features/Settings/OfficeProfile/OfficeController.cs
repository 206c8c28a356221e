using Accounton.Data;
using Accounton.Features.Audit;
using Accounton.Features.Clients;
using Accounton.Features.Clients.Identifiers;
using Accounton.Localisation;
using Accounton.Tenancy;
using Accounton.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Settings.OfficeProfile;

/// <summary>What the office is called, where it is, and which language and time it keeps.</summary>
[Authorize(Policies.Admin)]
public sealed class OfficeController(AccountonContext db, AuditLog audit, LocalTime time, Texts texts) : Controller
{
    public const string Path = "/settings/office";

    [HttpGet(Path)]
    public async Task<IActionResult> Index(CancellationToken cancellationToken)
    {
        var office = await OfficeAsync(cancellationToken);
        return View("OwnOffice", await PageAsync(db, FactsForm.From(office), StyleForm.From(office), cancellationToken));
    }

    [HttpPost(Path)]
    public async Task<IActionResult> Keep([Bind(Prefix = "Facts")] FactsForm form, CancellationToken cancellationToken)
    {
        var office = await OfficeAsync(cancellationToken);
        if (Language.Find(form.Language) is null)
            ModelState.AddModelError("Facts.Language", texts["Validation.Invalid"]);
        if (!TimeZones.All.Contains(form.TimeZone ?? ""))
            ModelState.AddModelError("Facts.TimeZone", texts["Validation.Invalid"]);
        var number = EnterpriseNumberOf(form.EnterpriseNumber);
        if (NormalText.From(form.ContactPhone, 40) is { } phone
            && FieldChecks.Phone(phone, new CheckContext(time.Today)).Reason is not null)
            ModelState.AddModelError("Facts.ContactPhone", texts["OwnOffice.ContactPhoneWrong"]);
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return View("OwnOffice", await PageAsync(db, form, StyleForm.From(office), cancellationToken));
        }

        form.ApplyTo(office, number);
        await KeepAsync(db, audit, office, cancellationToken);
        this.Notify(State.Success, texts["OwnOffice.Kept"]);
        return LocalRedirect(Path);
    }

    /// <summary>Saves what changed and notes which of it.</summary>
    internal static async Task KeepAsync(
        AccountonContext db, AuditLog audit, Office office, CancellationToken cancellationToken, params string[] also)
    {
        string[] changed = [.. db.Entry(office).Properties.Where(p => p.IsModified).Select(p => p.Metadata.Name), .. also];
        if (changed.Length == 0)
            return;

        audit.Add(new OfficeChanged(changed));
        await db.SaveChangesAsync(cancellationToken);
    }

    internal static async Task<OfficeSettings> PageAsync(
        AccountonContext db, FactsForm facts, StyleForm style, CancellationToken cancellationToken) =>
        new(await db.OfficeLogos.AnyAsync(cancellationToken)) { Facts = facts, Style = style };

    private string? EnterpriseNumberOf(string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed))
            return null;

        var digits = EnterpriseNumbers.Digits(typed);
        if (EnterpriseNumbers.LooksBelgian(typed.Trim()) && EnterpriseNumbers.Fault(digits) is null)
            return digits;

        ModelState.AddModelError("Facts.EnterpriseNumber", texts["OwnOffice.EnterpriseNumberWrong"]);
        return null;
    }

    private Task<Office> OfficeAsync(CancellationToken cancellationToken) =>
        db.Offices.SingleAsync(o => o.Id == db.OfficeId, cancellationToken);
}

/// <summary>The page of the office.</summary>
public sealed record OfficeSettings(bool HasLogo)
{
    public required FactsForm Facts { get; init; }

    public required StyleForm Style { get; init; }
}
