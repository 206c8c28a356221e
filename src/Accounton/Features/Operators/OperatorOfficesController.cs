using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Accounton.Data;
using Accounton.Features.OneTimeLinks;
using Accounton.Localisation;
using Accounton.Tenancy;
using Accounton.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Operators;

/// <summary>All offices, and making one.</summary>
[Authorize(Policies.Operator)]
public sealed class OperatorOfficesController(AccountonContext db, OfficeActs acts, Texts texts) : Controller
{
    public const string Path = "/operator/offices";
    public const int PerPage = 50;

    [HttpGet(Path)]
    public async Task<IActionResult> Index(string? search, int page = 1, CancellationToken cancellationToken = default)
    {
        search = string.IsNullOrWhiteSpace(search) ? null : search.Trim();
        // Names are compared here and not by the database, each of which has its own idea of case and accents.
        var names = await db.Offices.Select(o => new OfficeName(o.Id, o.Name, o.SuspendedAt != null)).ToListAsync(cancellationToken);
        var found = names.Where(o => search is null || Holds(o.Name, search))
            .OrderBy(o => o.Name, StringComparer.Create(texts.Language.Culture, ignoreCase: true)).ToList();
        page = Math.Clamp(page, 1, Math.Max(1, (found.Count + PerPage - 1) / PerPage));
        var offices = found.Skip((page - 1) * PerPage).Take(PerPage).ToList();
        var health = await CrossOfficeQueries.HealthOfAsync(db, [.. offices.Select(o => o.Id)], cancellationToken);
        return View("Offices", new OfficesPage(offices, health.ToDictionary(h => h.OfficeId), found.Count, page, search));
    }

    [HttpGet(Path + "/new")]
    public IActionResult New() => View("New", new NewOfficeForm());

    [HttpPost(Path)]
    public async Task<IActionResult> Create(NewOfficeForm form, CancellationToken cancellationToken)
    {
        if (Language.Find(form.Language) is not { } language)
            ModelState.AddModelError(nameof(form.Language), texts["Validation.Invalid"]);
        else if (ModelState.IsValid)
        {
            var id = await acts.CreateAsync(form.Name.Trim(), language.Code, form.Email.Trim(), cancellationToken);
            this.Notify(State.Success, texts["Operators.Created", form.Name.Trim(), form.Email.Trim()]);
            return LocalRedirect($"{Path}/{id}");
        }

        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return View("New", form);
    }

    private static bool Holds(string name, string search) =>
        CultureInfo.InvariantCulture.CompareInfo.IndexOf(name, search, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) >= 0;
}

/// <summary>An office in the list.</summary>
public sealed record OfficeName(Guid Id, string Name, bool IsSuspended);

/// <summary>A page of offices.</summary>
public sealed record OfficesPage(
    IReadOnlyList<OfficeName> Offices, IReadOnlyDictionary<Guid, OfficeHealth> Health, int Count, int Page, string? Search)
{
    public string? Previous => Page > 1 ? At(Page - 1) : null;

    public string? Next => Page * OperatorOfficesController.PerPage < Count ? At(Page + 1) : null;

    private string At(int page) => OperatorOfficesController.Path
        + QueryString.Create(
            new Dictionary<string, string?> { ["search"] = Search, ["page"] = page.ToString(CultureInfo.InvariantCulture) });
}

/// <summary>A new office and who is invited as its first Admin.</summary>
public sealed class NewOfficeForm
{
    [Required, PlainName, StringLength(Office.NameLength), Display(Name = "Operators.OfficeName")]
    public string Name { get; set; } = "";

    [Required, StringLength(2), Display(Name = "Layout.Language")]
    public string Language { get; set; } = "nl";

    [Required, MailAddress, StringLength(PersonalLink.EmailLength), Display(Name = "Operators.FirstAdmin")]
    public string Email { get; set; } = "";
}
