using System.Security.Claims;
using Accounton.Data;
using Accounton.Tenancy;
using Microsoft.AspNetCore.Identity;

namespace Accounton.Features.SignIn;

/// <summary>What came of a password.</summary>
public enum PasswordAnswer
{
    Right = 1,
    Wrong = 2,

    /// <summary>Too many wrong ones for this address.</summary>
    Wait = 3,
}

/// <summary>Tries passwords, and signs in who may. Neither the answer nor the time it takes tells whether an address is known.</summary>
public sealed class SignInByPassword(
    UserManager<User> users, SignInManager<User> signIn, SignInTries tries, AccountonContext db, ILogger<SignInByPassword> log)
{
    public async Task<(PasswordAnswer Answer, User? User)> TryAsync(string email, string password, CancellationToken cancellationToken)
    {
        if (!await tries.MayTryAsync(email, cancellationToken))
            return (PasswordAnswer.Wait, null);

        var user = await users.FindByEmailAsync(email.Trim());
        if (!await IsRightAsync(user, password))
        {
            await tries.FailedAsync(email, cancellationToken);
            log.LogInformation("A wrong password or address");
            return (PasswordAnswer.Wrong, null);
        }

        await tries.SucceededAsync(email, cancellationToken);
        return (PasswordAnswer.Right, user);
    }

    /// <summary>Starts a session; in the office given, else in the only one there is.</summary>
    public async Task SignInAsync(User user, Guid? officeId, CancellationToken cancellationToken)
    {
        var office = officeId ?? (await CrossOffice.FindUserAsync(db, user.Id, cancellationToken) is { Offices: [var only] } ? only.OfficeId : null);
        await signIn.SignInWithClaimsAsync(user, isPersistent: false, office is null ? [] : [new Claim(Session.OfficeClaim, office.Value.ToString())]);
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
