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

namespace Accounton.Features.Account;

/// <summary>A person's own page: name, language, password, address, offices, sessions.</summary>
[Authorize(Policies.SignedIn), AnyOffice]
public sealed class AccountController(
    CurrentMember member,
    UserManager<User> users,
    SignInByPassword passwords,
    Sessions sessions,
    EmailChange emailChange,
    PasswordChange change,
    Mails mails,
    Texts texts) : Controller
{
    public const string Path = "/account";

    [HttpGet(Path)]
    public async Task<IActionResult> Index(CancellationToken cancellationToken) =>
        View("Account", await PageAsync(await UserAsync(), cancellationToken));

    [HttpPost(Path)]
    public async Task<IActionResult> Profile([Bind(Prefix = "Profile")] ProfileForm form, CancellationToken cancellationToken)
    {
        var user = await UserAsync();
        if (!ModelState.IsValid)
            return Again(await PageAsync(user, cancellationToken, form));

        var language = Language.Find(form.Language);
        user.Name = form.Name.Trim();
        user.Language = language?.Code;
        await users.UpdateAsync(user);
        RequestLanguage.Remember(HttpContext, language);
        this.Notify(State.Success, (language is null ? texts : texts.In(language))["Account.Kept"]);
        return LocalRedirect(Path);
    }

    [HttpPost(Path + "/password"), EnableRateLimiting(OneTimeLinkSetup.Limit)]
    public async Task<IActionResult> Password([Bind(Prefix = "Password")] OwnPasswordForm form, CancellationToken cancellationToken)
    {
        var user = await UserAsync();
        if (!ModelState.IsValid || !await KnowsAsync(user, form.PasswordNow, "Password.PasswordNow", cancellationToken))
            return Again(await PageAsync(user, cancellationToken) with { Password = form });

        var mail = await change.PrepareAsync(user, cancellationToken);
        var result = await users.ChangePasswordAsync(user, form.PasswordNow, form.PasswordNew);
        if (!result.Succeeded)
        {
            result.AddTo(ModelState, "Password.PasswordNew", texts);
            return Again(await PageAsync(user, cancellationToken) with { Password = form });
        }

        // Every other session has ended with the old password; this one goes on.
        await passwords.SignInAsync(user, member.Office?.OfficeId, cancellationToken);
        mails.Trigger(mail);
        this.Notify(State.Success, texts["Password.ChangedHere"]);
        return LocalRedirect(Path);
    }

    [HttpPost(Path + "/email"), EnableRateLimiting(OneTimeLinkSetup.Limit)]
    public async Task<IActionResult> Email([Bind(Prefix = "Email")] EmailForm form, CancellationToken cancellationToken)
    {
        var user = await UserAsync();
        if (!ModelState.IsValid || !await KnowsAsync(user, form.Password, "Email.Password", cancellationToken))
            return Again(await PageAsync(user, cancellationToken) with { Email = form });

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

    private async Task<AccountModel> PageAsync(User user, CancellationToken cancellationToken, ProfileForm? form = null) =>
        new(member.SignedIn, user.PasswordHash is not null)
        {
            Profile = form ?? new ProfileForm { Name = user.Name, Language = user.Language },
            Sessions = await sessions.OfAsync(member.SignedIn, cancellationToken),
            SessionId = member.SessionId,
            SignOns = [.. await users.GetLoginsAsync(user)],
        };

    private ViewResult Again(AccountModel model)
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return View("Account", model);
    }
}
