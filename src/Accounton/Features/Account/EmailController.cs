using Accounton.Features.OneTimeLinks;
using Accounton.Localisation;
using Accounton.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Account;

/// <summary>Confirming a changed address, at either of the two; a mail may be read on another device than the one signed in.</summary>
[AllowAnonymous, AnyOffice, EnableRateLimiting(OneTimeLinkSetup.Limit)]
public sealed class EmailController(EmailChange change, Texts texts) : Controller
{
    public const string Path = "/email";

    [HttpGet(Path)]
    public async Task<IActionResult> Confirm(string? token, CancellationToken cancellationToken) =>
        await change.FindAsync(token, cancellationToken) is not { } link ? Spent() : View(new ConfirmEmail(token!, link.NewEmail!));

    [HttpPost(Path), ActionName("Confirm")]
    public async Task<IActionResult> ConfirmIt(string? token, CancellationToken cancellationToken)
    {
        if (await change.FindAsync(token, cancellationToken) is not { } link)
            return Spent();

        try
        {
            var step = await change.ConfirmAsync(link, cancellationToken);
            this.Notify(
                step is EmailChangeStep.Taken ? State.Danger : step is EmailChangeStep.Done ? State.Success : State.Info,
                texts["EmailChangeStep." + step, link.NewEmail]);
            return LocalRedirect("/sign-in");
        }
        catch (DbUpdateConcurrencyException)
        {
            return Spent();
        }
    }

    private IActionResult Spent() => this.Spent(texts["Account.EmailSpent"]);
}

/// <summary>What is to be confirmed.</summary>
public sealed record ConfirmEmail(string Token, string Address);
