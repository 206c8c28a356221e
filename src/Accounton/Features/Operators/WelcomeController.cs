using System.ComponentModel.DataAnnotations;
using Accounton.Data;
using Accounton.Features.Account;
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

namespace Accounton.Features.Operators;

/// <summary>An operator's first sign-in, by the link that the command printed.</summary>
[AllowAnonymous, AnyOffice, EnableRateLimiting(OneTimeLinkSetup.Limit)]
public sealed class WelcomeController(
    AccountonContext db,
    PersonalLinks links,
    UserManager<User> users,
    SignInByPassword passwords,
    PasswordChange change,
    Texts texts,
    TimeProvider clock) : Controller
{
    public const string Path = "/welcome";

    [HttpGet(Path)]
    public async Task<IActionResult> Index(string? token, CancellationToken cancellationToken) =>
        await links.FindAsync(LinkPurpose.Operator, token, cancellationToken) is not { } link ? Spent()
        : View("Welcome", new WelcomePage(link.Email, new WelcomeForm { Token = token! }));

    [HttpPost(Path)]
    public async Task<IActionResult> Index(WelcomeForm form, CancellationToken cancellationToken)
    {
        if (await links.FindAsync(LinkPurpose.Operator, form.Token, cancellationToken) is not { } link)
            return Spent();
        if (!ModelState.IsValid)
            return Again(link, form);

        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            link.UsedAt = clock.GetUtcNow();
            var (result, user) = await KeepAsync(link, form, cancellationToken);
            if (!result.Succeeded)
            {
                result.AddTo(ModelState, nameof(form.Password), texts);
                return Again(link, form);
            }

            await transaction.CommitAsync(cancellationToken);
            await passwords.SignInAsync(user, officeId: null, cancellationToken);
            return LocalRedirect("/");
        }
        catch (DbUpdateException)
        {
            return Spent();
        }
    }

    /// <summary>A new operator, or a new password for one there is.</summary>
    private async Task<(IdentityResult Result, User User)> KeepAsync(
        PersonalLink link, WelcomeForm form, CancellationToken cancellationToken)
    {
        if (await users.FindByEmailAsync(link.Email) is not { } user)
        {
            // Nobody has this address yet, but more than one link may have been printed for it.
            user = new User
            {
                Name = form.Name.Trim(), UserName = link.Email, Email = link.Email,
                EmailConfirmed = true, IsOperator = true, Language = texts.Language.Code,
            };
            await links.EndAllAsync(user, cancellationToken);
            return (await users.CreateAsync(user, form.Password), user);
        }

        user.Name = form.Name.Trim();
        await change.PrepareAsync(user, cancellationToken);
        return (await users.ResetPasswordAsync(user, await users.GeneratePasswordResetTokenAsync(user), form.Password), user);
    }

    private ViewResult Again(PersonalLink link, WelcomeForm form)
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return View("Welcome", new WelcomePage(link.Email, form));
    }

    private IActionResult Spent() => this.Spent(texts["Welcome.Spent"]);
}

/// <summary>The page, and for whom.</summary>
public sealed record WelcomePage(string Email, WelcomeForm Form);

/// <summary>What an operator fills in.</summary>
public sealed class WelcomeForm
{
    public string Token { get; set; } = "";

    [Required, PlainName, StringLength(User.NameLength), Display(Name = "Account.Name")]
    public string Name { get; set; } = "";

    [Required, StringLength(200), DataType(DataType.Password), Display(Name = "Password.New")]
    public string Password { get; set; } = "";
}
