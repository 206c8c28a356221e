using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using Accounton.Data;
using Accounton.Localisation;
using Accounton.Tenancy;
using Accounton.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Accounton.Features.SignIn;

/// <summary>Signing in with a password, and out.</summary>
[AllowAnonymous]
public sealed class SignInController(
    SignInManager<User> signIn, UserManager<User> users, AccountonContext db, Texts texts, IEnumerable<ISignInHint> hints, ILogger<SignInController> log) : Controller
{
    [HttpGet("/sign-in")]
    public IActionResult Index(string? returnUrl) =>
        User.Identity?.IsAuthenticated == true ? LocalRedirect(Local(returnUrl)) : View(new SignInModel { ReturnUrl = returnUrl, Hints = hints });

    [HttpPost("/sign-in"), AnyOffice, EnableRateLimiting(SignInLimits.Policy)]
    public async Task<IActionResult> Index(SignInModel model, CancellationToken cancellationToken)
    {
        model.Hints = hints;
        if (!ModelState.IsValid)
            return View(model);

        var user = await users.FindByEmailAsync(model.Email.Trim());
        var result = user is null ? await RefuseSlowlyAsync(model.Password) : await signIn.CheckPasswordSignInAsync(user, model.Password, lockoutOnFailure: true);
        if (user is null || !result.Succeeded)
        {
            log.LogInformation("Sign-in refused: {Result}", result.ToString());
            ModelState.AddModelError("", texts[result.IsLockedOut ? "SignIn.LockedOut" : "SignIn.Refused"]);
            return View(model);
        }

        var known = await CrossOffice.FindUserAsync(db, user.Id, cancellationToken);
        Claim[] claims = known is { Offices: [var only] } ? [new Claim(Session.OfficeClaim, only.OfficeId.ToString())] : [];
        await signIn.SignInWithClaimsAsync(user, isPersistent: false, claims);
        return LocalRedirect(Local(model.ReturnUrl));
    }

    [HttpPost("/sign-out"), AnyOffice]
    public async Task<IActionResult> Out()
    {
        await signIn.SignOutAsync();
        return LocalRedirect("/sign-in");
    }

    private string Local(string? url) => Url.IsLocalUrl(url) ? url : "/";

    // An unknown address takes as long as a known one with a wrong password, so that nobody can find out which are known.
    private Task<Microsoft.AspNetCore.Identity.SignInResult> RefuseSlowlyAsync(string password)
    {
        users.PasswordHasher.HashPassword(new User { Name = "" }, password);
        return Task.FromResult(Microsoft.AspNetCore.Identity.SignInResult.Failed);
    }
}

/// <summary>The sign-in form.</summary>
public sealed class SignInModel
{
    [Required, EmailAddress, StringLength(254), Display(Name = "SignIn.Email")]
    public string Email { get; set; } = "";

    [Required, StringLength(200), DataType(DataType.Password), Display(Name = "SignIn.Password")]
    public string Password { get; set; } = "";

    public string? ReturnUrl { get; set; }

    [Microsoft.AspNetCore.Mvc.ModelBinding.BindNever]
    public IEnumerable<ISignInHint> Hints { get; set; } = [];
}

/// <summary>Something the sign-in page shows below its form; development shows the demo accounts.</summary>
public interface ISignInHint
{
    IReadOnlyList<(string Email, string Text)> Accounts { get; }

    string Password { get; }
}
