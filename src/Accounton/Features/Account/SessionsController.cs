using Accounton.Features.SignIn;
using Accounton.Localisation;
using Accounton.Tenancy;
using Accounton.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Accounton.Features.Account;

/// <summary>Ending one's own sessions: one elsewhere, or all of them.</summary>
[Authorize(Policies.SignedIn), AnyOffice, Route(Path)]
public sealed class SessionsController(CurrentMember member, Sessions sessions, SignInManager<User> signIn, Texts texts) : Controller
{
    public const string Path = AccountController.Path + "/sessions";

    [HttpPost("{id:guid}/end")]
    public async Task<IActionResult> End(Guid id, CancellationToken cancellationToken)
    {
        await sessions.EndAsync(member.SignedIn.Id, id, cancellationToken);
        this.Notify(State.Success, texts["Session.Ended"]);
        return LocalRedirect(AccountController.Path);
    }

    [HttpPost("end")]
    public async Task<IActionResult> EndAll(CancellationToken cancellationToken)
    {
        await sessions.EndAllAsync(member.SignedIn.Id, cancellationToken);
        await signIn.SignOutAsync();
        this.Notify(State.Success, texts["Session.AllEnded"]);
        return LocalRedirect("/sign-in");
    }
}
