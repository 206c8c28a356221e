using System.ComponentModel.DataAnnotations;
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
    SignInByPassword passwords, SignInManager<User> signIn, Sessions sessions, Texts texts, IEnumerable<ISignInHint> hints) : Controller
{
    [HttpGet("/sign-in")]
    public IActionResult Index(string? returnUrl) =>
        User.Identity?.IsAuthenticated == true
            ? LocalRedirect(Local(returnUrl))
            : View(new SignInModel { ReturnUrl = returnUrl, Hints = hints });

    [HttpPost("/sign-in"), AnyOffice, SignedOutOnly, EnableRateLimiting(SignInLimits.Policy)]
    public async Task<IActionResult> Index(SignInModel model, CancellationToken cancellationToken)
    {
        model.Hints = hints;
        if (!ModelState.IsValid)
            return View(model);

        var (answer, user) = await passwords.TryAsync(model.Email, model.Password, cancellationToken);
        if (user is null)
        {
            ModelState.AddModelError("", texts[answer is PasswordAnswer.Wait ? "SignIn.LockedOut" : "SignIn.Refused"]);
            return View(model);
        }

        await passwords.SignInAsync(user, officeId: null, cancellationToken);
        return LocalRedirect(Local(model.ReturnUrl));
    }

    [HttpPost("/sign-out"), AnyOffice]
    public async Task<IActionResult> Out(CancellationToken cancellationToken)
    {
        await sessions.EndThisAsync(cancellationToken);
        await signIn.SignOutAsync();
        return LocalRedirect("/sign-in");
    }

    private string Local(string? url) => Url.IsLocalUrl(url) ? url : "/";
}

/// <summary>The sign-in form.</summary>
public sealed class SignInModel
{
    [Required, MailAddress, StringLength(254), Display(Name = "SignIn.Email")]
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
