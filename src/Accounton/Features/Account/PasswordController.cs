using System.ComponentModel.DataAnnotations;
using Accounton.Data;
using Accounton.Features.Mail;
using Accounton.Features.OneTimeLinks;
using Accounton.Features.SignIn;
using Accounton.Localisation;
using Accounton.Tenancy;
using Accounton.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Account;

/// <summary>A forgotten password: asking for a link, and choosing a new one with it.</summary>
[AllowAnonymous, AnyOffice, EnableRateLimiting(OneTimeLinkSetup.Limit)]
public sealed class PasswordController(
    AccountonContext db, PersonalLinks links, UserManager<User> users, SignInTries tries, KnownBrowsers browsers, PasswordChange change,
    Mails mails, Texts texts, TimeProvider clock) : Controller
{
    public const string NewPath = "/password/new";

    [HttpGet("/password")]
    public IActionResult Forgotten() => View(new ForgottenForm());

    [HttpPost("/password")]
    public async Task<IActionResult> Forgotten(
        ForgottenForm form, [FromServices] PasswordRequests requests, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
            return View(form);

        await requests.AskAsync(form.Email, cancellationToken);
        return View("Asked");
    }

    [HttpGet(NewPath)]
    public async Task<IActionResult> New(string? token, CancellationToken cancellationToken) =>
        await links.FindAsync(LinkPurpose.Password, token, cancellationToken) is null
            ? Spent()
            : View(new NewPasswordForm { Token = token! });

    [HttpPost(NewPath)]
    public async Task<IActionResult> New(NewPasswordForm form, CancellationToken cancellationToken)
    {
        if (await links.FindAsync(LinkPurpose.Password, form.Token, cancellationToken) is not { UserId: { } id } link
            || await users.FindByIdAsync(id.ToString()) is not { } user)
            return Spent();
        if (!ModelState.IsValid)
            return View(form);

        // Saved by Identity's own save, so that the link is spent with the password it was for.
        link.UsedAt = clock.GetUtcNow();
        var mail = await change.PrepareAsync(user, cancellationToken);
        try
        {
            var result = await users.ResetPasswordAsync(user, await users.GeneratePasswordResetTokenAsync(user), form.Password);
            if (!result.Succeeded)
            {
                db.ChangeTracker.Clear();
                result.AddTo(ModelState, nameof(form.Password), texts);
                return View(form);
            }
        }
        catch (DbUpdateConcurrencyException)
        {
            return Spent();
        }

        mails.Trigger(mail);
        await tries.ForgetAsync(user.NormalizedEmail!, cancellationToken);
        browsers.Remember(HttpContext, user.Id);
        this.Notify(State.Success, texts["Password.Changed"]);
        return LocalRedirect("/sign-in");
    }

    private IActionResult Spent() => this.Spent(texts["Password.Spent"]);
}

/// <summary>Whose password was forgotten.</summary>
public sealed class ForgottenForm
{
    [Required, MailAddress, StringLength(PersonalLink.EmailLength), Display(Name = "SignIn.Email")]
    public string Email { get; set; } = "";
}

/// <summary>A new password.</summary>
public sealed class NewPasswordForm
{
    public string Token { get; set; } = "";

    [Required, StringLength(200), DataType(DataType.Password), Display(Name = "Password.New")]
    public string Password { get; set; } = "";
}
