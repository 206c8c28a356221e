using System.Net;
using System.Web;
using Accounton.Data.Sensitive;
using Accounton.Vendors;
using Accounton.Vendors.AdminPulse;
using Microsoft.Extensions.DependencyInjection;

namespace Accounton.Tests.Running;

/// <summary>Somebody who signs in at the sandbox's AdminPulse and allows what is asked, without a browser.</summary>
public static class AdminPulseVisitor
{
    private const string RedirectUri = "http://localhost/settings/integrations/adminpulse/callback";

    /// <summary>Real tokens of an account, had as the application has them.</summary>
    public static async Task<TokenSet> TokensAsync(IServiceProvider app, Sandbox sandbox, string account)
    {
        var request = new Dictionary<string, string>
        {
            ["response_type"] = "code",
            ["client_id"] = "accounton",
            ["redirect_uri"] = RedirectUri,
            ["scope"] = sandbox.Settings["AdminPulse:Scopes"],
            ["state"] = "test",
        };
        var code = HttpUtility.ParseQueryString((await DecideAsync(sandbox, account, request, "allow")).Query)["code"]!;
        return await app.GetRequiredService<AdminPulseTokens>().ExchangeCodeAsync(
            new Secret(code), RedirectUri, codeVerifier: null, CancellationToken.None);
    }

    /// <summary>Signs in at the sandbox and answers what is asked: where the browser is sent back to.</summary>
    public static async Task<Uri> DecideAsync(Sandbox sandbox, string account, Dictionary<string, string> request, string decision)
    {
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = sandbox.Url };
        using var signedIn = await PostAsync(browser, "/adminpulse/sign-in", new() { ["account"] = account, ["password"] = "sandbox" });
        using var decided = await PostAsync(browser, "/adminpulse/connect/authorize", new(request) { ["decision"] = decision });
        Assert.Equal(HttpStatusCode.Redirect, decided.StatusCode);
        return decided.Headers.Location!;
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient browser, string address, Dictionary<string, string> fields)
    {
        using var form = new FormUrlEncodedContent(fields);
        return await browser.PostAsync(new Uri(address, UriKind.Relative), form);
    }
}
