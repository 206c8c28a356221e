using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using Accounton.Localisation;
using Accounton.Web;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Accounton.Tests.Web;

/// <summary>Pages for tests of what is around pages.</summary>
[Route("/sample")]
public sealed class SampleController(IAntiforgery antiforgery) : Controller
{
    [HttpGet("sign-in")]
    public async Task<IActionResult> Enter(string office, string? language)
    {
        Claim[] claims = [new(ClaimTypes.NameIdentifier, "ann"), new("office", office), new(LanguageClaim.Name, language ?? "")];
        await HttpContext.SignInAsync(new(new ClaimsIdentity(claims, CookieAuthenticationDefaults.AuthenticationScheme)));
        return Ok();
    }

    [HttpGet("token")]
    public IActionResult Token() => Content(antiforgery.GetAndStoreTokens(HttpContext).RequestToken!);

    [HttpPost("save")]
    public IActionResult Save(SampleForm form) => Content($"saved {form.Name}");

    [HttpPost("any"), AnyOffice]
    public IActionResult Any() => Content("any");

    [HttpGet("private"), HttpPost("private"), Authorize]
    public IActionResult Private(SampleForm form) => Content($"private {form.Name}");

    [HttpGet("crash"), HttpPost("crash"), IgnoreAntiforgeryToken]
    public IActionResult Crash() => throw new InvalidOperationException($"Geheim van de smid, {Request.Path}");

    [HttpGet("status/{code:int}")]
    public IActionResult Status(int code) => StatusCode(code);

    [HttpGet("/jobs/sample")]
    public IActionResult Jobs() => Content("<p>jobs</p>", "text/html");
}

/// <summary>What <see cref="SampleController.Save"/> takes.</summary>
public sealed class SampleForm
{
    [Display(Name = "Layout.Office")]
    public string? Name { get; set; }

    public string? ApiKey { get; set; }
}
