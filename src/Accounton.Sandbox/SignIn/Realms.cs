using Accounton.Sandbox.Accounts;
using Accounton.Sandbox.AdminPulse;

namespace Accounton.Sandbox.SignIn;

/// <summary>Whom people sign in to: AdminPulse with an account, or the single sign-on with any e-mail address.</summary>
/// <param name="Brand">The name above its pages.</param>
/// <param name="NameField">What it calls the name one signs in with.</param>
/// <param name="AsksConsent">Whether it asks before it lets the application in. An office's own single sign-on does not.</param>
/// <param name="Recognise">The name as it is known; null for a stranger.</param>
internal sealed record Realm(string Brand, string NameField, bool AsksConsent, Func<string?, string?> Recognise);

internal sealed class Realms(AccountBook accounts)
{
    private readonly Realm adminPulse = new("AdminPulse", "Account", true, typed => accounts.Find(typed)?.Name);
    private readonly Realm singleSignOn = new(
        "Eenmalig aanmelden", "E-mailadres", false, typed => typed?.Contains('@') == true ? typed.Trim() : null);

    public Realm Get(HttpRequest request) => request.PathBase == AuthorizationServer.SingleSignOn ? singleSignOn : adminPulse;
}
