using Accounton.Features.SignIn;
using Accounton.Features.SignIn.SingleSignOn;
using Accounton.Localisation;
using Accounton.Tenancy;
using Accounton.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Accounton.Features.Account;

/// <summary>Taking away the identities elsewhere that one signs in with, for who has a password.</summary>
[Authorize(Policies.SignedIn), AnyOffice]
public sealed class SignOnController(
    CurrentMember member, UserManager<User> users, SignInByPassword passwords, IOptions<SingleSignOnOptions> options, Texts texts)
        : Controller
{
    public const string Path = AccountController.Path + "/sso/remove";

    [HttpPost(Path)]
    public async Task<IActionResult> Remove(CancellationToken cancellationToken)
    {
        var user = await users.FindByIdAsync(member.SignedIn.Id.ToString())
            ?? throw new InvalidOperationException("The user was read a moment ago.");
        var logins = await users.GetLoginsAsync(user);
        if (user.PasswordHash is null)
        {
            this.Notify(State.Warning, texts["SingleSignOn.NoPassword"]);
        }
        else if (logins.Count > 0)
        {
            // Identity renews the security stamp with it: whoever came in that way is out, and this session goes on as a new one.
            foreach (var login in logins)
                await users.RemoveLoginAsync(user, login.LoginProvider, login.ProviderKey);
            await passwords.SignInAsync(user, member.Office?.OfficeId, cancellationToken);
            this.Notify(State.Success, texts["SingleSignOn.Unlinked", options.Value.Name]);
        }

        return LocalRedirect(AccountController.Path);
    }
}
