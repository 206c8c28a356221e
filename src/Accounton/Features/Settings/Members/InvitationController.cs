using System.ComponentModel.DataAnnotations;
using Accounton.Data;
using Accounton.Features.OneTimeLinks;
using Accounton.Features.SignIn;
using Accounton.Jobs;
using Accounton.Localisation;
using Accounton.Tenancy;
using Accounton.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Settings.Members;

/// <summary>Accepting an invitation: as somebody new, as a user who signs in, or as the one who is signed in.</summary>
[AllowAnonymous, AnyOffice, EnableRateLimiting(OneTimeLinkSetup.Limit)]
public sealed class InvitationController(
    AccountonContext db,
    CurrentMember member,
    UserManager<User> users,
    SignInByPassword passwords,
    IServiceScopeFactory scopes,
    Texts texts,
    TimeProvider clock) : Controller
{
    public const string Path = "/invitation";

    [HttpGet(Path)]
    public async Task<IActionResult> Index(string? token, CancellationToken cancellationToken) =>
        await FindAsync(token, cancellationToken) is not { } found
            ? Spent()
            : View("Invitation", Page(found, new JoinForm { Token = token! }));

    [HttpPost(Path)]
    public async Task<IActionResult> Index(JoinForm form, CancellationToken cancellationToken)
    {
        if (await FindAsync(form.Token, cancellationToken) is not { } found)
            return Spent();

        try
        {
            return found.User is null
                ? await JoinAsNewAsync(found, form, cancellationToken)
                : await JoinAsync(found, found.User, form, cancellationToken);
        }
        catch (DbUpdateException)
        {
            // A second click, or withdrawn meanwhile.
            return Spent();
        }
        catch (OfficeSuspendedException)
        {
            return RedirectToAction(nameof(Index), new { token = form.Token });
        }
    }

    private async Task<IActionResult> JoinAsNewAsync(Found found, JoinForm form, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(form.Name))
            ModelState.AddModelError(nameof(form.Name), texts["Validation.Required"]);
        if (string.IsNullOrEmpty(form.Password))
            ModelState.AddModelError(nameof(form.Password), texts["Validation.Required"]);
        if (!ModelState.IsValid)
            return Again(found, form);

        await using var scope = scopes.CreateOfficeScope(found.Row.OfficeId);
        var (result, user) = await InvitationAcceptance(scope).NewAsync(
            found.Row.Id, form.Name!.Trim(), form.Password, texts.Language.Code, login: null, cancellationToken);
        if (!result.Succeeded)
        {
            result.AddTo(ModelState, nameof(form.Password), texts);
            return Again(found, form);
        }

        return await EnterAsync(user.Id, found, cancellationToken);
    }

    private async Task<IActionResult> JoinAsync(Found found, User user, JoinForm form, CancellationToken cancellationToken)
    {
        if (user.IsOperator)
            return View("Invitation", Page(found, form));

        if (member.User?.Id != user.Id)
        {
            var (answer, _) = await passwords.TryAsync(user.Email!, form.Password ?? "", cancellationToken);
            if (answer is not PasswordAnswer.Right)
            {
                ModelState.AddModelError(
                    nameof(form.Password), texts[answer is PasswordAnswer.Wait ? "SignIn.LockedOut" : "Password.Wrong"]);
                return Again(found, form);
            }
        }

        await using var scope = scopes.CreateOfficeScope(found.Row.OfficeId);
        await InvitationAcceptance(scope).ExistingAsync(found.Row.Id, user, cancellationToken);
        return await EnterAsync(user.Id, found, cancellationToken);
    }

    private async Task<IActionResult> EnterAsync(Guid userId, Found found, CancellationToken cancellationToken)
    {
        var user = await users.FindByIdAsync(userId.ToString()) ?? throw new InvalidOperationException("The user was there a moment ago.");
        await passwords.SignInAsync(user, found.Row.OfficeId, cancellationToken);
        this.Notify(State.Success, texts["Invitation.Joined", found.Office.Name]);
        return LocalRedirect("/");
    }

    private async Task<Found?> FindAsync(string? token, CancellationToken cancellationToken)
    {
        if (await CrossOfficeQueries.FindInvitationAsync(
            db, OneTimeToken.HashOf(token), clock.GetUtcNow(), cancellationToken) is not { } row)
            return null;

        await using var scope = scopes.CreateOfficeScope(row.OfficeId);
        if (await InvitationAcceptance(scope).FindAsync(row.Id, cancellationToken) is not { } invitation)
            return null;

        var office = await db.Offices.AsNoTracking().SingleAsync(o => o.Id == row.OfficeId, cancellationToken);
        return new Found(row, office, invitation, await users.FindByEmailAsync(invitation.Email));
    }

    private InvitationPage Page(Found found, JoinForm form) => new(
        found.Office.Name, found.Invitation.Email, found.Invitation.Role, found.Invitation.InvitedByName, form,
        found.Office.SuspendedAt is not null ? InvitedIs.TooEarly
        : found.User is { IsOperator: true } ? InvitedIs.Operator
        : found.User is not null && member.User?.Id == found.User.Id ? InvitedIs.SignedIn
        : member.User is not null ? InvitedIs.SomebodyElse
        : found.User is not null ? InvitedIs.User
        : InvitedIs.New);

    private ViewResult Again(Found found, JoinForm form)
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return View("Invitation", Page(found, form));
    }

    private static InvitationAcceptance InvitationAcceptance(AsyncServiceScope scope) =>
        scope.ServiceProvider.GetRequiredService<InvitationAcceptance>();

    private IActionResult Spent() => this.Spent(texts["Invitation.Spent"]);

    private sealed record Found(OfficeRow Row, Office Office, Invitation Invitation, User? User);
}

/// <summary>Who reads an invitation.</summary>
public enum InvitedIs
{
    New = 1,
    User = 2,
    SignedIn = 3,
    SomebodyElse = 4,
    Operator = 5,

    /// <summary>The office is suspended: the invitation works again when it is not.</summary>
    TooEarly = 6,
}

/// <summary>An invitation as it is read.</summary>
public sealed record InvitationPage(string Office, string Email, OfficeRole Role, string? By, JoinForm Form, InvitedIs Reader);

/// <summary>What somebody who joins fills in; which of it depends on who they are.</summary>
public sealed class JoinForm
{
    public string Token { get; set; } = "";

    [PlainName, StringLength(User.NameLength), Display(Name = "Account.Name")]
    public string? Name { get; set; }

    [StringLength(200), DataType(DataType.Password), Display(Name = "SignIn.Password")]
    public string? Password { get; set; }
}
