using Accounton.Sandbox.Accounts;
using Accounton.Sandbox.SignIn;

namespace Accounton.Sandbox.Faults;

/// <summary>The faults for people: what there is, and a form to ask for more.</summary>
internal static class FaultPage
{
    public static IResult Show(AccountBook accounts, FaultBook faults, string? error) => Html.Page("Storingen", $"""
        <p class="brand"><a href="/">Accounton sandbox</a></p>
        <h1>Storingen</h1>
        {(error is null ? "" : $"""<p class="error" role="alert">{Html.Encode(error)}</p>""")}
        {Waiting(faults.List())}
        <h2>Storing toevoegen</h2>
        <form method="post" action="/faults">
          <div class="row">
            <label>Account <select name="account">
              {string.Concat(accounts.All.Select(account => $"<option>{Html.Encode(account.Name)}</option>"))}</select></label>
            <label>Storing <select name="fault">
              {string.Concat(FaultKind.All.Select(kind => $"<option>{kind.Name}</option>"))}</select></label>
            <label>Leverancier <select name="vendor">
              <option value="">beide</option><option>AdminPulse</option><option>Syneton</option></select></label>
          </div>
          <div class="row">{Field("on", "Op")}{Field("page", "Pagina (vanaf 0)")}
            {Field("times", "Aantal keer (0: tot gewist)")}{Field("seconds", "Seconden")}</div>
          <div class="row">{Field("ms", "ms")}{Field("status", "Status")}
            {Field("retryAfter", "retryAfter (seconden)")}{Field("rows", "Rijen")}{Field("charset", "Charset")}
            <label>Toevoegen in plaats van weghalen <input type="checkbox" name="insert"></label></div>
          <button>Toevoegen</button>
        </form>
        <h2>Wat er bestaat</h2>
        <table><tbody>
          {string.Concat(FaultKind.All.Select(kind =>
            $"<tr><th scope=\"row\">{kind.Name}</th><td>{Html.Encode(kind.Meaning)}</td></tr>"))}</tbody></table>
        """, wide: true, status: error is null ? 200 : 400);

    private static string Waiting(IReadOnlyList<Fault> faults) => faults.Count == 0
        ? "<p class=\"muted\">Er staan geen storingen klaar.</p>"
        : $"""
          <table><thead><tr><th>Account</th><th>Storing</th><th>Waar</th><th>Geraakt</th><th>Nog</th><th></th></tr></thead>
          <tbody>{string.Concat(faults.Select(Row))}</tbody></table>
          <form method="post" action="/faults/clear"><button class="quiet">Alles wissen</button></form>
          """;

    private static string Row(Fault fault) => $"""
        <tr><td>{Html.Encode(fault.Order.Account)}</td><td>{fault.Kind.Name}</td>
        <td>{Html.Encode($"{fault.Order.Vendor} {fault.Order.On} {fault.Order.Page}")}</td>
        <td>{fault.Hit}</td><td>{(fault.Left is { } left ? $"{left}" : "tot gewist")}</td>
        <td><form method="post" action="/faults/clear"><input type="hidden" name="id" value="{fault.Id}">
          <button class="quiet">Wissen</button></form></td></tr>
        """;

    private static string Field(string name, string label) => $"<label>{label} <input name=\"{name}\"></label>";
}
