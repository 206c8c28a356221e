using System.ComponentModel.DataAnnotations;
using Accounton.Data;
using Accounton.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Accounton.Development.Design;

/// <summary>Every component of the pages, to look at while working on them.</summary>
[AllowAnonymous, Route("/design")]
public sealed class DesignController(PageFrame page, IHostEnvironment environment, TimeProvider clock) : Controller
{
    public override void OnActionExecuting(ActionExecutingContext context)
    {
        if (!environment.IsDevelopment())
            context.Result = NotFound();
        page.Show(new("Ann Peeters", "ann.peeters@voorbeeld.test", "Kantoor Demo",
            [new("ander", "Kantoor Ander"), new("lang", "Boekhoudkantoor Van den Broeck-Vanhoutte & vennoten")],
            IsAdmin: true, IsOperator: false));
    }

    [HttpGet("")]
    public IActionResult Index() => Show(new());

    [HttpGet("plain")]
    public IActionResult Plain()
    {
        page.Show(null);
        return View(new Sample());
    }

    [HttpPost("")]
    public IActionResult Send(Sample sample)
    {
        if (!ModelState.IsValid)
            return Show(sample);
        this.Notify(State.Success, "AdminPulse is gekoppeld.");
        return RedirectToAction(nameof(Index));
    }

    [HttpPost("selection")]
    public IActionResult Select(string[] ids)
    {
        this.Notify(State.Info, string.Join(", ", ids));
        return RedirectToAction(nameof(Index));
    }

    [HttpGet("fragment/{code:int?}")]
    public IActionResult Fragment(int? code) =>
        code is null ? Content($"<span>{clock.GetUtcNow():T}</span>", "text/html") : StatusCode(code.Value);

    [HttpGet("crash")]
    public IActionResult Crash() => throw new InvalidOperationException("On purpose.");

    private ViewResult Show(Sample sample) => View("Index", new DesignPage(sample, clock.GetUtcNow()));
}

/// <summary>The design page.</summary>
public sealed record DesignPage(Sample Sample, DateTimeOffset Now);

/// <summary>A form with one field of each kind.</summary>
public sealed class Sample
{
    [Display(Name = "App.Name"), Required, StringLength(20)]
    public string Name { get; set; } = "";

    [MailAddress]
    public string? Email { get; set; }

    [Required, DataType(DataType.Password)]
    public string ApiKey { get; set; } = "";

    public DateOnly? From { get; set; }

    public string Language { get; set; } = "nl";

    [DataType(DataType.MultilineText)]
    public string? Remark { get; set; }

    public bool Remember { get; set; }
}
