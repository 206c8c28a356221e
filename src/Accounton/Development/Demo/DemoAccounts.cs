using Accounton.Features.SignIn;

namespace Accounton.Development.Demo;

/// <summary>The accounts that a newcomer finds; shown on the sign-in page in development only.</summary>
public sealed class DemoAccounts : ISignInHint
{
    public string Password => "Demo!2026";

    public IReadOnlyList<(string Email, string Text)> Accounts { get; } =
    [
        ("admin@demo.test", "Admin, Kantoor Demo"),
        ("accountant@demo.test", "Accountant, Kantoor Demo"),
        ("admin@ander.test", "Admin, Kantoor Ander"),
        ("operator@demo.test", "Operator"),
    ];
}
