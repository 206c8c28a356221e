using System.Security.Claims;
using Accounton.Sandbox.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace Accounton.Sandbox.SignIn;

/// <summary>The sign-in page. Whoever is signed in already is not asked again, as at the real vendor.</summary>
internal sealed class SignInEndpoints(AccountBook accounts, Tickets tickets, SignInAddress address, IOptions<SandboxOptions> options)
{
    public static ClaimsPrincipal Identity(string account) =>
        new(new ClaimsIdentity([new Claim(ClaimTypes.Name, account)], CookieAuthenticationDefaults.AuthenticationScheme));

    public async Task<IResult> Show(HttpContext context)
    {
        var session = await context.AuthenticateAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        var account = accounts.Find(session.Principal?.Identity?.Name);
        return account is null ? Page(null, null) : Back(context.Request, account.Name);
    }

    public async Task<IResult> SignIn(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var account = accounts.Find(form["account"]);
        if (account is null || form["password"] != options.Value.Password)
            return Page(form["account"], "Account of wachtwoord is niet juist.");

        await context.SignInAsync(Identity(account.Name));
        return Back(context.Request, account.Name);
    }

    public static async Task<IResult> SignOut(HttpContext context)
    {
        await context.SignOutAsync();
        return Html.Page("Afgemeld", """<p class="brand">AdminPulse · sandbox</p><h1>Je bent afgemeld</h1>""");
    }

    private IResult Back(HttpRequest request, string account)
    {
        var returnUrl = request.Query[SignInAddress.ReturnTo].ToString();
        if (!SignInAddress.MayReturnTo(returnUrl))
            return Html.Page("Aangemeld", $"""<p class="brand">AdminPulse · sandbox</p><h1>Je bent aangemeld als {Html.Encode(account)}</h1>""");
        return Results.Redirect(address.IsElsewhere
            ? QueryHelpers.AddQueryString(returnUrl, Tickets.Parameter, tickets.Issue(account))
            : returnUrl);
    }

    private static IResult Page(string? account, string? error) => Html.Page("Aanmelden bij AdminPulse", $"""
        <p class="brand">AdminPulse · sandbox</p>
        <h1>Aanmelden</h1>
        <p class="muted">Dit is een nagebootste AdminPulse om mee te proberen.</p>
        {(error is null ? "" : $"""<p class="error" role="alert">{Html.Encode(error)}</p>""")}
        <form method="post">
          <label>Account <input name="account" value="{Html.Encode(account)}" autocomplete="username" autocapitalize="none" required autofocus></label>
          <label>Wachtwoord <input name="password" type="password" autocomplete="current-password" required></label>
          <button>Aanmelden</button>
        </form>
        """, status: error is null ? 200 : 400);
}
