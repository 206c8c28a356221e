using Accounton.Sandbox.Accounts;
using Accounton.Sandbox.Faults;
using Accounton.Sandbox.SignIn;
using Microsoft.Extensions.Options;

namespace Accounton.Sandbox;

/// <summary>The first page: what this is and what there is to try.</summary>
internal static class Home
{
    public static IResult Show(AccountBook accounts, FaultBook faults, IOptions<SandboxOptions> options) =>
        Html.Page("Accounton sandbox", $"""
        <h1>Accounton sandbox</h1>
        <p class="muted">Doet alsof het AdminPulse (<code>/adminpulse</code>) en Syneton (<code>/syneton</code>) is.
          Alle gegevens zijn verzonnen.</p>
        <h2>Accounts</h2>
        <p>Het wachtwoord is <code>{Html.Encode(options.Value.Password)}</code>; de API-sleutel voor Syneton is de naam van het account.</p>
        <table><thead><tr><th>Account</th><th>Klanten</th><th>Na te kijken</th></tr></thead>
        <tbody>{string.Concat(accounts.All.Select(Row))}</tbody></table>
        <h2>Storingen</h2>
        <p>{faults.List().Count} klaar. <a href="/faults">Bekijken en toevoegen</a></p>
        """, wide: true);

    private static string Row(Account account) => $"""
        <tr><td>{Html.Encode(account.Name)}</td><td>{account.Clients}</td>
        <td><a href="/expected/{account.Name}">expected</a> ·
          <a href="/truth/{account.Name}">truth</a> · <a href="/calls/{account.Name}">calls</a></td></tr>
        """;
}
