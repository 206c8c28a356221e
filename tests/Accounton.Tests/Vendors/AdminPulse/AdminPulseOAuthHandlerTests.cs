using System.Security.Cryptography;
using System.Text;
using Accounton.Vendors;
using Accounton.Vendors.AdminPulse;
using Microsoft.AspNetCore.WebUtilities;
using static Accounton.Tests.Vendors.VendorServer;

namespace Accounton.Tests.Vendors.AdminPulse;

public sealed class AdminPulseOAuthHandlerTests : IDisposable
{
    private readonly SignInServer _signIn = new();

    [Fact]
    public async Task Connecting_answersWithAPageThatGoesOnToTheVendor()
    {
        await using var host = await LinkingHost.StartAsync(_signIn.Settings);

        using var response = await host.ConnectAsync();
        var html = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        Assert.True(response.Headers.CacheControl?.NoStore);
        Assert.Null(response.Headers.Location);
        Assert.Contains("<html lang=\"nl\">", html, StringComparison.Ordinal);
        Assert.Contains("Naar &lt;AdminPulse&gt;", html, StringComparison.Ordinal);
        Assert.Contains("Een ogenblik &quot;geduld&quot;.", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Vendor_isAskedForACodeWithStateAndChallenge()
    {
        await using var host = await LinkingHost.StartAsync(_signIn.Settings);

        var (url, query) = await host.AuthorizationAsync();

        Assert.Equal($"{_signIn.Server.Url}authorize", url.GetLeftPart(UriPartial.Path));
        Assert.Equal(
            ("code", "query", "accounton", "relations offline_access", $"https://app.test{LinkingHost.Callback}", "S256"),
            (query["response_type"], query["response_mode"], query["client_id"], query[
                "scope"], query["redirect_uri"], query["code_challenge_method"]));
        Assert.NotEmpty(query["state"]);
        Assert.Equal(43, query["code_challenge"].Length);
    }

    [Fact]
    public async Task Linking_givesTheTokensAndWhatWasRememberedAndSignsNobodyIn()
    {
        _signIn.Posts("/token", Json("""{"access_token":"new-access","refresh_token":"new-refresh","expires_in":3600,"""
            + """ "id_token":"eyJhbGciOiJub25lIn0.eyJzdWIiOiJ1c2VyLTQyIn0."}"""));
        await using var host = await LinkingHost.StartAsync(_signIn.Settings);
        var (_, query) = await host.AuthorizationAsync();

        using var response = await host.ReturnAsync($"code=the-code&state={query["state"]}");

        Assert.Equal(
            ("new-access", "new-refresh", "user-42"),
            (host.Tokens!.AccessToken.Reveal(), host.Tokens.RefreshToken!.Reveal(), host.Tokens.Subject));
        Assert.NotNull(host.Tokens.ExpiresAt);
        Assert.Equal("office-1", host.Remembered);
        Assert.All(host.SetCookies, cookie => Assert.StartsWith("__Secure-Accounton.Link.", cookie, StringComparison.Ordinal));
        var form = _signIn.Form();
        Assert.Equal(
            ("authorization_code", "the-code", $"https://app.test{LinkingHost.Callback}"),
            (form["grant_type"], form["code"], form["redirect_uri"]));
        Assert.Equal(
            query["code_challenge"], WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"]!))));
    }

    [Fact]
    public async Task Challenge_withoutPkce_isNotSent()
    {
        _signIn.Posts("/token", Json("""{"access_token":"a"}"""));
        await using var host = await LinkingHost.StartAsync(
            new(_signIn.Settings) { ["AdminPulse:UsePkce"] = "false", ["AdminPulse:Scopes"] = null });
        var (_, query) = await host.AuthorizationAsync();
        using var response = await host.ReturnAsync($"code=the-code&state={query["state"]}");

        Assert.False(query.ContainsKey("code_challenge") || query.ContainsKey("scope"));
        Assert.False(_signIn.Form().ContainsKey("code_verifier"));
        Assert.Equal(new TokenSet(new("a"), null, null, null), host.Tokens);
    }

    [Theory]
    [InlineData("https://app.test", "__Secure-Accounton.Link.", true)]
    [InlineData("http://localhost:5080", "Accounton.Link.", false)]
    public async Task AttemptsCookie_isLaxAndSecureWhereTheApplicationIs(string publicUrl, string name, bool isSecure)
    {
        await using var host = await LinkingHost.StartAsync(new(_signIn.Settings) { ["App:PublicUrl"] = publicUrl });

        using var response = await host.ConnectAsync();

        var cookie = Assert.Single(host.SetCookies);
        Assert.StartsWith(name, cookie, StringComparison.Ordinal);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(isSecure, cookie.Contains("; secure", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("access_denied", LinkFailure.Declined)]
    [InlineData("invalid_scope", LinkFailure.ClientRefused)]
    [InlineData("unauthorized_client", LinkFailure.ClientRefused)]
    [InlineData("temporarily_unavailable", LinkFailure.VendorUnavailable)]
    [InlineData("something_else", LinkFailure.BadAnswer)]
    public async Task Errors_ofTheVendorsPage_areToldApart(string error, LinkFailure failure) =>
        Assert.Equal(failure, await ReturnFailsAsync(state => $"error={error}&error_description=x&state={state}"));

    [Fact]
    public async Task Answer_withoutACode_isBad() => Assert.Equal(LinkFailure.BadAnswer, await ReturnFailsAsync(state => $"state={state}"));

    [Theory]
    [InlineData("")]
    [InlineData("code=x")]
    [InlineData("code=x&state=nonsense")]
    [InlineData("error=access_denied")]
    public async Task Answer_toNoQuestion_isRefused(string query) =>
        Assert.Equal(LinkFailure.StateMismatch, await ReturnFailsAsync(_ => query));

    [Fact]
    public async Task Attempt_whoseCookieIsGone_hasExpired() =>
        Assert.Equal(LinkFailure.AttemptExpired, await ReturnFailsAsync(state => $"code=x&state={state}", host => host.ForgetCookies()));

    [Fact]
    public async Task State_ofAnotherBrowser_hasNoAttemptHere()
    {
        await using var one = await LinkingHost.StartAsync(_signIn.Settings);
        var (_, query) = await one.AuthorizationAsync();
        one.ForgetCookies();
        await one.AuthorizationAsync();

        using var response = await one.ReturnAsync($"code=x&state={query["state"]}");

        Assert.Equal(LinkFailure.AttemptExpired, one.Failure);
    }

    [Theory]
    [InlineData(400, """{"error":"invalid_grant"}""", LinkFailure.CodeRefused)]
    [InlineData(401, """{"error":"invalid_client"}""", LinkFailure.ClientRefused)]
    [InlineData(500, "oops", LinkFailure.VendorUnavailable)]
    [InlineData(200, "<html></html>", LinkFailure.BadAnswer)]
    [InlineData(200, "{}", LinkFailure.BadAnswer)]
    public async Task Faults_atTheTokenEndpoint_areToldApart(int status, string body, LinkFailure failure)
    {
        _signIn.Posts("/token", Json(body, status));

        Assert.Equal(failure, await ReturnFailsAsync(state => $"code=x&state={state}"));
    }

    [Fact]
    public async Task Vendor_thatIsDownBeforeAnyoneLeft_isToldLikeAnyFailure()
    {
        _signIn.Server.Answers(Get("/idp/.well-known/openid-configuration"), Html());
        await using var host = await LinkingHost.StartAsync(_signIn.DiscoverySettings);

        using var response = await host.ConnectAsync();

        Assert.Equal(LinkFailure.BadAnswer, host.Failure);
        Assert.Empty(host.SetCookies);
    }

    [Fact]
    public async Task AdminPulse_switchedOff_disturbsNothingElse()
    {
        await using var host = await LinkingHost.StartAsync([]);

        using var home = await host.SendAsync(HttpMethod.Get, "/");
        using var callback = await host.ReturnAsync("code=x&state=y");

        Assert.True(home.IsSuccessStatusCode);
        Assert.Equal(LinkFailure.StateMismatch, host.Failure);
    }

    public void Dispose() => _signIn.Dispose();

    private async Task<LinkFailure?> ReturnFailsAsync(Func<string, string> query, Action<LinkingHost>? before = null)
    {
        await using var host = await LinkingHost.StartAsync(_signIn.Settings);
        var (_, asked) = await host.AuthorizationAsync();
        before?.Invoke(host);
        using var response = await host.ReturnAsync(query(asked["state"]));
        Assert.Null(host.Tokens);
        return host.Failure;
    }
}
