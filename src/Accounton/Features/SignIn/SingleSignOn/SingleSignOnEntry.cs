using System.Text.Json;
using Accounton.Data;
using Accounton.Features.Settings.Members;
using Accounton.Localisation;
using Accounton.Tenancy;
using Accounton.Web;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Accounton.Features.SignIn.SingleSignOn;

/// <summary>
/// Lets in who came from single sign-on: a user who is linked already, one who links after giving their password once,
/// or somebody invited. An address that the issuer does not vouch for opens nothing.
/// </summary>
public sealed class SingleSignOnEntry(
    AccountonContext db, UserManager<User> users, SignInByPassword sessions, IServiceScopeFactory scopes, IOptions<SingleSignOnOptions> options,
    IDataProtectionProvider protection, IHttpContextAccessor accessor, TimeProvider clock)
{
    private const string Cookie = "accounton-link";
    private static readonly TimeSpan Holds = TimeSpan.FromMinutes(10);

    private ITimeLimitedDataProtector Protector => protection.CreateProtector("Accounton.SingleSignOn").ToTimeLimitedDataProtector();

    private HttpContext Context => accessor.HttpContext!;

    /// <summary>Where to go next.</summary>
    public async Task<string> EnterAsync(ExternalPerson person, string? returnUrl)
    {
        var cancellationToken = Context.RequestAborted;
        if (person.Email is not { } email || !(person.IsVerified ?? options.Value.TrustMail))
            return await RefuseAsync(SingleSignOnFault.Unverified);

        if (await users.FindByLoginAsync(SingleSignOnSetup.Scheme, person.Key) is { } known)
        {
            await sessions.SignInAsync(known, officeId: null, cancellationToken);
            return Local(returnUrl);
        }

        if (await users.FindByEmailAsync(email) is { } user)
        {
            if (user.PasswordHash is null)
                return await RefuseAsync(SingleSignOnFault.Unknown);

            Keep(new PendingLink(user.Id, person.Key, Local(returnUrl)));
            return SingleSignOnController.LinkPath;
        }

        var invited = await CrossOffice.InvitationsOfAsync(db, Invitations.Normal(email), clock.GetUtcNow(), cancellationToken);
        if (invited is not [var row, ..])
            return await RefuseAsync(SingleSignOnFault.Unknown);

        await using var scope = scopes.CreateOfficeScope(row.OfficeId);
        var (result, created) = await scope.ServiceProvider.GetRequiredService<Joining>()
            .NewAsync(row.Id, person.Name ?? email, password: null, (await RequestLanguage.TextsAsync(Context)).Language.Code, person.Login, cancellationToken);
        if (!result.Succeeded)
            return await RefuseAsync(SingleSignOnFault.Failed);

        await sessions.SignInAsync(await users.FindByIdAsync(created.Id.ToString()) ?? created, row.OfficeId, cancellationToken);
        return "/";
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
        Notices.Notify(Context, State.Danger, (await RequestLanguage.TextsAsync(Context))["SingleSignOnFault." + fault, options.Value.Name]);

    private async Task<string> RefuseAsync(SingleSignOnFault fault)
    {
        await TellAsync(fault);
        return "/sign-in";
    }

    private void Keep(PendingLink pending) => Context.Response.Cookies.Append(Cookie, Protector.Protect(JsonSerializer.Serialize(pending), Holds), new CookieOptions
    {
        MaxAge = Holds,
        HttpOnly = true,
        IsEssential = true,
        SameSite = SameSiteMode.Lax,
        Secure = Context.Request.IsHttps,
        Path = SingleSignOnController.Path,
    });

    private static string Local(string? url) => url is ['/', ..] and not ['/', '/', ..] and not ['/', '\\', ..] ? url : "/";
}

/// <summary>A user and how the issuer knows them, until the password says that both are one.</summary>
public sealed record PendingLink(Guid UserId, string Key, string ReturnUrl);
