using System.Text.Json;
using Accounton.Data;
using Accounton.Jobs;
using Accounton.Localisation;
using Accounton.Tenancy;
using Accounton.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Accounton.Features.SignIn.SingleSignOn;

/// <summary>
/// Lets in who came from single sign-on: a user who is linked already, one who links after giving their password once,
/// or somebody invited. An address that the issuer does not vouch for opens nothing.
/// </summary>
public sealed class SingleSignOnEntry(
    UserManager<User> users, SignInByPassword sessions, ISingleSignOnInvitations invitations, IOptions<SingleSignOnOptions> options,
    IDataProtectionProvider protection, IHttpContextAccessor accessor)
{
    private const string Cookie = "accounton-link";
    private static readonly TimeSpan Holds = TimeSpan.FromMinutes(10);

    private ITimeLimitedDataProtector Protector => protection.CreateProtector("Accounton.SingleSignOn").ToTimeLimitedDataProtector();

    private HttpContext Context => accessor.HttpContext!;

    /// <summary>Finds out who it is; somebody invited becomes a member.</summary>
    public async Task<SignOnOutcome> RecogniseAsync(ExternalPerson person)
    {
        if (MailAddresses.Parse(person.Email) is not { } email || !(person.IsVerified ?? options.Value.TrustMail))
            return SignOnOutcome.No(SingleSignOnFault.Unverified);

        for (var isAgain = false; ; isAgain = true)
        {
            if (await users.FindByLoginAsync(SingleSignOnSetup.Scheme, person.Key) is { } known)
                return SignOnOutcome.In(known.Id);
            if (await users.FindByEmailAsync(email) is { } user)
                return user.PasswordHash is null ? SignOnOutcome.No(SingleSignOnFault.Unknown) : SignOnOutcome.Ask(user.Id, person.Key);
            if (await invitations.FindAsync(email, Context.RequestAborted) is not { } invited)
                return SignOnOutcome.No(SingleSignOnFault.Unknown);

            try
            {
                if (await JoinAsync(invited, person, email) is { } joined)
                    return joined;
            }
            catch (OfficeSuspendedException)
            {
                return SignOnOutcome.No(SingleSignOnFault.OfficeSuspended);
            }
            catch (DbUpdateException)
            {
                // Withdrawn a moment ago, or used: by the same person in another tab perhaps.
            }

            if (isAgain)
                return SignOnOutcome.No(SingleSignOnFault.Failed);
        }
    }

    /// <summary>Does in this browser what the outcome says; where to go next.</summary>
    public async Task<string> EnterAsync(SignOnOutcome outcome, string? returnUrl)
    {
        if (outcome.Fault is { } fault)
        {
            await TellAsync(fault);
            return "/sign-in";
        }

        if (outcome.Key is { } key)
        {
            Keep(new PendingLink(outcome.UserId, key, Local(returnUrl)));
            return SingleSignOnController.LinkPath;
        }

        if (await users.FindByIdAsync(outcome.UserId.ToString()) is not { } user)
            return "/sign-in";

        // The session that this browser has is read, so that it is replaced.
        await Context.AuthenticateAsync(IdentityConstants.ApplicationScheme);
        await sessions.SignInAsync(user, outcome.OfficeId, Context.RequestAborted);
        return outcome.OfficeId is null ? Local(returnUrl) : "/";
    }

    /// <summary>The link that waits for its owner's password; null when there is none or it took too long.</summary>
    public PendingLink? Pending()
    {
        try
        {
            return Context.Request.Cookies[Cookie] is { } kept ? JsonSerializer.Deserialize<PendingLink>(Protector.Unprotect(kept)) : null;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Links for good, after the password was right.</summary>
    public async Task<string> LinkAsync(PendingLink pending, User user)
    {
        await users.AddLoginAsync(user, new UserLoginInfo(SingleSignOnSetup.Scheme, pending.Key, user.Email));
        Context.Response.Cookies.Delete(Cookie, new CookieOptions { Path = SingleSignOnController.Path });
        await sessions.SignInAsync(user, officeId: null, Context.RequestAborted);
        return pending.ReturnUrl;
    }

    /// <summary>Says on the next page why not.</summary>
    public async Task TellAsync(SingleSignOnFault fault) =>
        Notices.Notify(
            Context, State.Danger, (await RequestLanguage.TextsAsync(Context))["SingleSignOnFault." + fault, options.Value.Name]);

    /// <summary>Null when the invitation could not be used.</summary>
    private async Task<SignOnOutcome?> JoinAsync(OfficeRow invited, ExternalPerson person, string email)
    {
        var language = (await RequestLanguage.TextsAsync(Context)).Language.Code;
        var name = person.Name is { Length: > 0 and <= User.NameLength } given && PlainNames.IsPlain(given) ? given : email;
        return await invitations.AcceptAsync(invited, name, language, person.Login, Context.RequestAborted) is { } userId
            ? SignOnOutcome.In(userId, invited.OfficeId)
            : null;
    }

    private void Keep(PendingLink pending) => Context.Response.Cookies.Append(
        Cookie, Protector.Protect(JsonSerializer.Serialize(pending), Holds), new CookieOptions
        {
            MaxAge = Holds,
            HttpOnly = true,
            IsEssential = true,
            SameSite = SameSiteMode.Lax,
            Secure = Context.Request.IsHttps,
            Path = SingleSignOnController.Path,
        });

    /// <summary>An address of ours, or the first page.</summary>
    public static string Local(string? url) => url is ['/', ..] and not ['/', '/', ..] and not ['/', '\\', ..] ? url : "/";
}

/// <summary>A user and how the issuer knows them, until the password says that both are one.</summary>
public sealed record PendingLink(Guid UserId, string Key, string ReturnUrl);
