using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace Accounton.Sandbox.SignIn;

/// <summary>The sign-in page. Whoever is signed in already is not asked again, as at the real vendor.</summary>
internal sealed class SignInEndpoints(Realms realms, Tickets tickets, SignInAddress address, IOptions<SandboxOptions> options)
{
    public static ClaimsPrincipal Identity(string name) =>
        new(new ClaimsIdentity([new Claim(ClaimTypes.Name, name)], CookieAuthenticationDefaults.AuthenticationScheme));

    public async Task<IResult> Show(HttpContext context)
    {
        var realm = realms.Get(context.Request);
        var session = await context.AuthenticateAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return realm.Recognise(session.Principal?.Identity?.Name) is { } name
            ? Back(context.Request, realm, name)
            : Page(realm, null, null);
    }

    public async Task<IResult> SignIn(HttpContext context)
    {
        var realm = realms.Get(context.Request);
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (realm.Recognise(form["account"]) is not { } name || form["password"] != options.Value.Password)
            return Page(realm, form["account"], $"{realm.NameField} of wachtwoord is niet juist.");

        await context.SignInAsync(Identity(name));
        return Back(context.Request, realm, name);
    }

    public async Task<IResult> SignOut(HttpContext context)
    {
        await context.SignOutAsync();
        return Said(realms.Get(context.Request), "Je bent afgemeld");
    }

    private IResult Back(HttpRequest request, Realm realm, string name)
    {
        var returnUrl = request.Query[SignInAddress.ReturnTo].ToString();
        if (!SignInAddress.MayReturnTo(returnUrl))
            return Said(realm, $"Je bent aangemeld als {name}");
        return Results.Redirect(address.IsElsewhere
            ? QueryHelpers.AddQueryString(returnUrl, Tickets.Parameter, tickets.Issue(name))
            : returnUrl);
    }

    private static IResult Said(Realm realm, string words) => Html.Page(words, $"{Brand(realm)}<h1>{Html.Encode(words)}</h1>");

    private static IResult Page(Realm realm, string? name, string? error) => Html.Page($"Aanmelden · {realm.Brand}", $"""
        {Brand(realm)}
        <h1>Aanmelden</h1>
        <p class="muted">Dit is een nabootsing om mee te proberen.</p>
        {(error is null ? "" : $"""<p class="error" role="alert">{Html.Encode(error)}</p>""")}
        <form method="post">
          <label>{realm.NameField}
            <input name="account" value="{Html.Encode(name)}" autocomplete="username" autocapitalize="none" required autofocus></label>
          <label>Wachtwoord <input name="password" type="password" autocomplete="current-password" required></label>
          <button>Aanmelden</button>
        </form>
        """, status: error is null ? 200 : 400);

    private static string Brand(Realm realm) => $"""<p class="brand">{realm.Brand} · sandbox</p>""";
}
