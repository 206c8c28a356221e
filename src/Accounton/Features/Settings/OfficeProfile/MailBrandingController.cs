using Accounton.Data;
using Accounton.Features.Audit;
using Accounton.Features.Mail;
using Accounton.Localisation;
using Accounton.Tenancy;
using Accounton.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Settings.OfficeProfile;

/// <summary>How the office's mails look: keeping it, and looking at it first.</summary>
[Authorize(Policies.Admin)]
public sealed class MailBrandingController(
    AccountonContext db, CurrentMember member, AuditLog audit, Texts texts, TimeProvider clock) : Controller
{
    public const string Path = OfficeController.Path + "/style";
    public const string PreviewPath = Path + "/preview";
    public const string LogoPath = Path + "/logo";

    [HttpPost(Path), RequestSizeLimit(1_000_000)]
    public async Task<IActionResult> Keep([Bind(Prefix = "Style")] StyleForm form, CancellationToken cancellationToken)
    {
        var office = await OfficeAsync(cancellationToken);
        var logo = await ReadAsync(form, cancellationToken);
        if (!ModelState.IsValid)
            return await AgainAsync(office, form, cancellationToken);

        form.ApplyTo(office);
        var changesLogo = logo is not null || form.RemoveLogo;
        if (changesLogo)
            db.OfficeLogos.RemoveRange(await db.OfficeLogos.ToListAsync(cancellationToken));
        if (logo is not null)
            db.OfficeLogos.Add(new OfficeLogo { OfficeId = db.OfficeId, ContentType = logo.ContentType, Bytes = logo.Bytes });
        await OfficeController.KeepAsync(db, audit, office, cancellationToken, changesLogo ? [nameof(StyleForm.Logo)] : []);
        this.Notify(State.Success, texts["OwnOffice.StyleKept"]);
        return LocalRedirect(OfficeController.Path);
    }

    /// <summary>A mail as it would leave with what is in the form now, which is not kept.</summary>
    [HttpPost(PreviewPath), RequestSizeLimit(1_000_000)]
    public async Task<IActionResult> Preview([Bind(Prefix = "Style")] StyleForm form, CancellationToken cancellationToken)
    {
        var office = await OfficeAsync(cancellationToken);
        var logo = await ReadAsync(form, cancellationToken);
        if (!ModelState.IsValid)
            return await AgainAsync(office, form, cancellationToken);

        form.ApplyTo(office);
        db.Entry(office).State = EntityState.Detached;
        var style = new MailBranding(office.Name, office.SenderName ?? office.Name, office.ReplyTo, form.Colour.ToLowerInvariant(), logo);
        var t = texts.In(Language.Find(office.Language) ?? Language.Dutch);
        var letter = new MailMessage(
            Guid.Empty,
            clock.GetUtcNow(),
            member.SignedIn.Email,
            t["Mail.Invitation.Subject", office.Name],
            t.ForUser(t["Mail.Invitation.Body", office.Name, t["Role.Accountant"], MailRow.LinkMark]),
            new Uri("https://accounton.example/"),
            style);
        return Content(MailHtml.Create(letter, await PictureAsync(form, logo, cancellationToken)), "text/html; charset=utf-8");
    }

    /// <summary>The kept logo, as a picture and nothing else.</summary>
    [HttpGet(LogoPath)]
    public async Task<IActionResult> Logo(CancellationToken cancellationToken)
    {
        var logo = await db.OfficeLogos.AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        Response.Headers.CacheControl = "private, no-cache";
        return logo is null ? NotFound() : File(logo.Bytes, logo.ContentType);
    }

    private async Task<string?> PictureAsync(StyleForm form, Logo? given, CancellationToken cancellationToken) =>
        given is not null ? $"data:{given.ContentType};base64,{Convert.ToBase64String(given.Bytes)}"
        : !form.RemoveLogo && await db.OfficeLogos.AnyAsync(cancellationToken) ? LogoPath
        : null;

    private async Task<Logo?> ReadAsync(StyleForm form, CancellationToken cancellationToken)
    {
        if (form.Logo is not { Length: > 0 } file)
            return null;

        var (logo, fault) = file.Length > OfficeLogo.MostBytes
            ? (null, LogoFault.TooBig)
            : LogoFile.Read(await BytesAsync(file, cancellationToken));
        if (fault is not null)
            ModelState.AddModelError("Style.Logo", texts["LogoFault." + fault]);
        return logo;
    }

    private static async Task<byte[]> BytesAsync(IFormFile file, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, cancellationToken);
        return bytes.ToArray();
    }

    private async Task<IActionResult> AgainAsync(Office office, StyleForm form, CancellationToken cancellationToken)
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return View("OwnOffice", await OfficeController.PageAsync(db, FactsForm.From(office), form, cancellationToken));
    }

    private Task<Office> OfficeAsync(CancellationToken cancellationToken) =>
        db.Offices.SingleAsync(o => o.Id == db.OfficeId, cancellationToken);
}
