using System.Security.Claims;
using Accounton.Data;
using Accounton.Tenancy;
using Accounton.Web;
using Microsoft.AspNetCore.Identity;

namespace Accounton.Features.SignIn;

/// <summary>What came of a password.</summary>
public enum PasswordAnswer
{
    Right = 1,
    Wrong = 2,

    /// <summary>Too many wrong ones for this account, from here.</summary>
    Wait = 3,
}

/// <summary>Tries passwords, and signs in who may. Neither the answer nor the time it takes tells whether an address is known.</summary>
public sealed class SignInByPassword(
    UserManager<User> users,
    SignInManager<User> signIn,
    SignInTries tries,
    Sessions sessions,
    KnownBrowsers browsers,
    CurrentMember member,
    AccountonContext db,
    IHttpContextAccessor accessor,
    ILogger<SignInByPassword> log)
{
    private HttpContext Context => accessor.HttpContext!;

    public async Task<(PasswordAnswer Answer, User? User)> TryAsync(string email, string password, CancellationToken cancellationToken)
    {
        // Counted under the form that the account was found by, so that another way to write the address is no other account.
        var user = await users.FindByEmailAsync(email.Trim());
        var account = user?.NormalizedEmail ?? users.NormalizeEmail(email.Trim());
        var source = SourceOf(user);
        if (!await tries.MayTryAsync(account, source, cancellationToken))
            return (Refuse(PasswordAnswer.Wait, user), null);
        if (!await IsRightAsync(user, password))
            return (Refuse(PasswordAnswer.Wrong, user), null);

        await tries.SucceededAsync(account, source, cancellationToken);
        return (PasswordAnswer.Right, user);
    }

    /// <summary>Starts a session; in the office given, else in the only one there is.</summary>
    public async Task SignInAsync(User user, Guid? officeId, CancellationToken cancellationToken)
    {
        var office = officeId
            ?? (await CrossOfficeQueries.FindUserAsync(db, user.Id, cancellationToken) is { Offices: [var only] } ? only.OfficeId : null);
        var session = await sessions.StartAsync(user, office, cancellationToken);
        await signIn.SignInWithClaimsAsync(user, isPersistent: false, [new Claim(Session.IdClaim, session.ToString())]);
        browsers.Remember(Context, user.Id);
    }

    private TrySource SourceOf(User? user) =>
        user is not null && member.User?.Id == user.Id ? TrySource.SignedIn(user.Id)
        : user is not null && browsers.Get(Context) is { } browser && browser.Users.Contains(user.Id) ? TrySource.Browser(browser.Id)
        : TrySource.Network(RequestSource.From(Context));

    private PasswordAnswer Refuse(PasswordAnswer answer, User? user)
    {
        log.LogWarning(
            "A password was refused: {Answer}, account {Account}, from {Source}", answer, user?.Id, Context.Connection.RemoteIpAddress);
        return answer;
    }

    // An unknown address, or somebody without a password, takes as long as a wrong password.
    private async Task<bool> IsRightAsync(User? user, string password)
    {
        if (user?.PasswordHash is not null)
            return await users.CheckPasswordAsync(user, password);

        users.PasswordHasher.HashPassword(new User { Name = "" }, password);
        return false;
    }
}
