using OpenIddict.Abstractions;

namespace Accounton.Sandbox.SignIn;

/// <summary>Asks whether Accounton may read the account's clients. Posts the whole request again with the decision.</summary>
internal static class ConsentPage
{
    public const string Decision = "decision";

    private static readonly (string Scope, string Words)[] Meanings =
    [
        ("openid", "weten wie je bent"),
        ("profile", "de naam van je kantoor lezen"),
        ("relations", "je relaties en taken lezen"),
        ("offline_access", "dat ook doen wanneer je niet aangemeld bent"),
    ];

    public static IResult Show(string account, OpenIddictRequest request) => Html.Page("Toegang geven", $"""
        <p class="brand">AdminPulse · sandbox</p>
        <h1>Accounton toegang geven?</h1>
        <p class="muted">Je bent aangemeld als <strong>{Html.Encode(account)}</strong>. Accounton wil:</p>
        <ul>{string.Concat(Meanings.Where(meaning => request.HasScope(meaning.Scope)).Select(meaning => $"<li>{meaning.Words}</li>"))}</ul>
        <form method="post" action="?">
          {string.Concat(request.GetParameters().Select(parameter => Hidden(parameter.Key, (string?)parameter.Value)))}
          <div class="row">
            <button name="{Decision}" value="allow">Toestaan</button>
            <button name="{Decision}" value="deny" class="quiet">Weigeren</button>
          </div>
        </form>
        """);

    private static string Hidden(string name, string? value) =>
        $"""<input type="hidden" name="{Html.Encode(name)}" value="{Html.Encode(value)}">""";
}
