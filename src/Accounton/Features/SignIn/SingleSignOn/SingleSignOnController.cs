using System.ComponentModel.DataAnnotations;
using Accounton.Features.OneTimeLinks;
using Accounton.Localisation;
using Accounton.Tenancy;
using Accounton.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Accounton.Features.SignIn.SingleSignOn;

/// <summary>Going to single sign-on, and linking it once to a user who has a password.</summary>
[AllowAnonymous, AnyOffice, EnableRateLimiting(OneTimeLinkSetup.Limit)]
public sealed class SingleSignOnController(
    IOptions<SingleSignOnOptions> options,
    IOptionsMonitor<OpenIdConnectOptions> oidc,
    SingleSignOnEntry entry,
    UserManager<User> users,
    SignInByPassword passwords,
    Texts texts) : Controller
{
    public const string Path = "/sign-in/sso";
    public const string LinkPath = Path + "/link";

    /// <summary>A link and no form: the browser would hold a form's redirect to our own form-action policy.</summary>
    [HttpGet(Path)]
    public async Task<IActionResult> Go(string? returnUrl, CancellationToken cancellationToken)
    {
        if (!options.Value.IsOn)
            return NotFound();

        try
        {
            await oidc.Get(SingleSignOnSetup.Scheme).ConfigurationManager!.GetConfigurationAsync(cancellationToken);
        }
        catch (Exception e) when (e is InvalidOperationException or IOException or HttpRequestException)
        {
            await entry.TellAsync(SingleSignOnFault.Unreachable);
            return LocalRedirect("/sign-in");
        }

        return Challenge(
            new AuthenticationProperties { RedirectUri = Url.IsLocalUrl(returnUrl) ? returnUrl : "/" }, SingleSignOnSetup.Scheme);
    }

    [HttpGet(LinkPath)]
    public async Task<IActionResult> Link() => await UserAsync() is not ({ } user, _)
        ? LocalRedirect("/sign-in")
        : View("Link", new LinkPageModel(user.Email!, options.Value.Name, new LinkForm()));

    [HttpPost(LinkPath), SignedOutOnly]
    public async Task<IActionResult> Link(LinkForm form, CancellationToken cancellationToken)
    {
        if (await UserAsync() is not ({ } user, { } pending))
            return LocalRedirect("/sign-in");

        if (ModelState.IsValid)
        {
            var (answer, _) = await passwords.TryAsync(user.Email!, form.Password, cancellationToken);
            if (answer is PasswordAnswer.Right)
                return LocalRedirect(await entry.LinkAsync(pending, user));
            ModelState.AddModelError(nameof(form.Password), texts[answer is PasswordAnswer.Wait ? "SignIn.LockedOut" : "Password.Wrong"]);
        }

        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return View("Link", new LinkPageModel(user.Email!, options.Value.Name, form));
    }

    private async Task<(User? User, PendingLink? Pending)> UserAsync() =>
        entry.Pending() is { } pending ? (await users.FindByIdAsync(pending.UserId.ToString()), pending) : (null, null);
}

/// <summary>Whose account is being linked, to what.</summary>
public sealed record LinkPageModel(string Email, string Name, LinkForm Form);

/// <summary>The password that proves it once.</summary>
public sealed class LinkForm
{
    [Required, StringLength(200), DataType(DataType.Password), Display(Name = "SignIn.Password")]
    public string Password { get; set; } = "";
}
