using Accounton.Features.Links;
using Accounton.Features.Mail;
using Accounton.Features.SignIn;
using Accounton.Localisation;
using Accounton.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Accounton.Features.Account;

/// <summary>A person's own page: name, language, password, address, offices.</summary>
[Authorize(Policies.SignedIn), AnyOffice]
public sealed class AccountController(
    CurrentMember member, UserManager<User> users, SignInByPassword passwords, EmailChange emailChange, Mails mails, Texts texts) : Controller
{
    public const string Path = "/account";

    [HttpGet(Path)]
    public async Task<IActionResult> Index() => View("Account", Page(await UserAsync()));

    [HttpPost(Path)]
    public async Task<IActionResult> Profile([Bind(Prefix = "Profile")] ProfileForm form)
    {
        var user = await UserAsync();
        if (!ModelState.IsValid)
            return Again(Page(user, form));

        var language = Language.Find(form.Language);
        (user.Name, user.Language) = (form.Name.Trim(), language?.Code);
        await users.UpdateAsync(user);
        RequestLanguage.Remember(HttpContext, language);
        this.Notify(State.Success, (language is null ? texts : texts.In(language))["Account.Kept"]);
        return LocalRedirect(Path);
    }

    [HttpPost(Path + "/password"), EnableRateLimiting(LinksSetup.Limit)]
    public async Task<IActionResult> Password([Bind(Prefix = "Password")] OwnPasswordForm form, CancellationToken cancellationToken)
    {
        var user = await UserAsync();
        var page = Page(user) with { Password = form };
        if (!ModelState.IsValid || !await KnowsAsync(user, form.PasswordNow, "Password.PasswordNow", cancellationToken))
            return Again(page);

        var mail = mails.AddForPlatform(user.Email!, texts["Mail.PasswordChanged.Subject"], texts["Mail.PasswordChanged.Body", user.Name]);
        var result = await users.ChangePasswordAsync(user, form.PasswordNow, form.PasswordNew);
        if (!result.Succeeded)
        {
            result.AddTo(ModelState, "Password.PasswordNew", texts);
            return Again(page);
        }

        // Every other session has ended with the old password; this one goes on.
        await passwords.SignInAsync(user, member.Office?.OfficeId, cancellationToken);
        mails.Trigger(mail);
        this.Notify(State.Success, texts["Password.ChangedHere"]);
        return LocalRedirect(Path);
    }

    [HttpPost(Path + "/email"), EnableRateLimiting(LinksSetup.Limit)]
    public async Task<IActionResult> Email([Bind(Prefix = "Email")] EmailForm form, CancellationToken cancellationToken)
    {
        var user = await UserAsync();
        if (!ModelState.IsValid || !await KnowsAsync(user, form.Password, "Email.Password", cancellationToken))
            return Again(Page(user) with { Email = form });

        await emailChange.AskAsync(user, form.Address.Trim(), cancellationToken);
        this.Notify(State.Info, texts["Account.EmailAsked", user.Email, form.Address.Trim()]);
        return LocalRedirect(Path);
    }

    private async Task<User> UserAsync() =>
        await users.FindByIdAsync(member.SignedIn.Id.ToString()) ?? throw new InvalidOperationException("The user was read a moment ago.");

    private async Task<bool> KnowsAsync(User user, string password, string field, CancellationToken cancellationToken)
    {
        var (answer, _) = await passwords.TryAsync(user.Email!, password, cancellationToken);
        if (answer is not PasswordAnswer.Right)
            ModelState.AddModelError(field, texts[answer is PasswordAnswer.Wait ? "SignIn.LockedOut" : "Password.Wrong"]);
        return answer is PasswordAnswer.Right;
    }

    private AccountModel Page(User user, ProfileForm? form = null) =>
        new(member.SignedIn, user.PasswordHash is not null) { Profile = form ?? new ProfileForm { Name = user.Name, Language = user.Language } };

    private ViewResult Again(AccountModel model)
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return View("Account", model);
    }
}
