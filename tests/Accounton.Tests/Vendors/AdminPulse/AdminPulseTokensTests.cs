using Accounton.Data.Sensitive;
using Accounton.Vendors;
using Accounton.Vendors.AdminPulse;
using static Accounton.Tests.Vendors.VendorServer;

namespace Accounton.Tests.Vendors.AdminPulse;

public sealed class AdminPulseTokensTests : IDisposable
{
    /// <summary>Unsigned, with subject user-42.</summary>
    private const string IdToken = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ1c2VyLTQyIn0.";

    private static readonly Secret OldToken = new("old-refresh-token");
    private readonly SignInServer _signIn = new();
    private readonly VendorHost _host;

    public AdminPulseTokensTests() => _host = new VendorHost(_signIn.Settings);

    private AdminPulseTokens Tokens => _host.Get<AdminPulseTokens>();
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Refreshing_givesTheNewTokens()
    {
        _signIn.Posts("/token", Json($$"""{"access_token":"new-access","refresh_token":"new-refresh","token_type":"Bearer","""
            + $$""" "expires_in":3600,"id_token":"{{IdToken}}"}"""));

        var tokens = await Tokens.RefreshAsync(OldToken, Token);

        Assert.Equal(new TokenSet(new("new-access"), new("new-refresh"), _host.Time.GetUtcNow().AddHours(1), "user-42"), tokens);
        Assert.Equal(
            new()
            {
                ["grant_type"] = "refresh_token",
                ["refresh_token"] = "old-refresh-token",
                ["client_id"] = "accounton",
                ["client_secret"] = SignInServer.ClientSecret,
            },
            _signIn.Form());
    }

    [Theory]
    [InlineData("""{"access_token":"a"}""", null)]
    [InlineData("""{"access_token":"a","refresh_token":"","expires_in":"soon","id_token":"nonsense"}""", null)]
    [InlineData("""{"access_token":"a","refresh_token":null,"expires_in":"600","id_token":7}""", 600)]
    [InlineData("""{"access_token":"a","expires_in":-5}""", null)]
    public async Task WhatIsMissing_isNothing(string answer, int? seconds)
    {
        _signIn.Posts("/token", Json(answer));

        var tokens = await Tokens.RefreshAsync(OldToken, Token);

        Assert.Equal(new TokenSet(new("a"), null, seconds is { } s ? _host.Time.GetUtcNow().AddSeconds(s) : null, null), tokens);
    }

    [Fact]
    public async Task ExchangingACode_sendsTheVerifier()
    {
        _signIn.Posts("/token", Json("""{"access_token":"a"}"""));

        await Tokens.ExchangeCodeAsync(new("the-code"), "https://app.test/callback", new("the-verifier"), Token);

        Assert.Equal(
            new()
            {
                ["grant_type"] = "authorization_code", ["code"] = "the-code",
                ["redirect_uri"] = "https://app.test/callback", ["code_verifier"] = "the-verifier",
                ["client_id"] = "accounton", ["client_secret"] = SignInServer.ClientSecret,
            },
            _signIn.Form());
    }

    [Theory]
    [InlineData(400, """{"error":"invalid_grant"}""", VendorFault.ReconnectNeeded)]
    [InlineData(400, """{"error":"invalid_client"}""", VendorFault.ClientRefused)]
    [InlineData(401, """{"error":"invalid_client"}""", VendorFault.ClientRefused)]
    [InlineData(400, """{"error":"unauthorized_client"}""", VendorFault.ClientRefused)]
    [InlineData(400, """{"error":"invalid_request"}""", VendorFault.Refused)]
    [InlineData(200, """{"error":"invalid_grant"}""", VendorFault.ReconnectNeeded)]
    [InlineData(503, """{"error":"temporarily_unavailable"}""", VendorFault.Unavailable)]
    [InlineData(500, """{"error":"invalid_grant"}""", VendorFault.Unavailable)]
    [InlineData(502, "<html>Bad gateway</html>", VendorFault.Unavailable)]
    [InlineData(429, "", VendorFault.Throttled)]
    [InlineData(200, "<html>Welcome</html>", VendorFault.BadAnswer)]
    [InlineData(200, "", VendorFault.BadAnswer)]
    [InlineData(200, "{}", VendorFault.BadAnswer)]
    [InlineData(200, "[]", VendorFault.BadAnswer)]
    [InlineData(200, """{"access_token":""}""", VendorFault.BadAnswer)]
    [InlineData(200, """{"access_token":"abc""", VendorFault.BadAnswer)]
    [InlineData(302, "", VendorFault.BadAnswer)]
    [InlineData(401, "<html>Sign in</html>", VendorFault.BadAnswer)]
    [InlineData(403, "blocked", VendorFault.BadAnswer)]
    [InlineData(404, "<html>Not found</html>", VendorFault.BadAnswer)]
    public async Task Refusals_areToldApartAndAskedOnce(int status, string body, VendorFault fault)
    {
        _signIn.Posts("/token", Json(body, status));

        Assert.Equal(
            fault,
            (await Pages.FaultOfAsync(() => Tokens.RefreshAsync(OldToken, Token), OldToken.Reveal(), SignInServer.ClientSecret)).Fault);
        Assert.Single(_signIn.Server.Calls);
        Assert.DoesNotContain(OldToken.Reveal(), _host.Logs, StringComparison.Ordinal);
        Assert.DoesNotContain(SignInServer.ClientSecret, _host.Logs, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{")]
    public async Task DroppedConnection_isNotTriedAgain(string answer)
    {
        using var server = new RawServer(_ => RawServer.Bytes(answer));
        using var host = new VendorHost(new(_signIn.Settings) { ["AdminPulse:TokenEndpoint"] = $"{server.Url}token" });

        Assert.Equal(
            VendorFault.Unavailable, (await Pages.FaultOfAsync(() => host.Get<AdminPulseTokens>().RefreshAsync(OldToken, Token))).Fault);
        Assert.Equal(1, server.Calls);
    }

    [Fact]
    public async Task Endpoint_thatNeverAnswers_timesOut()
    {
        using var server = new RawServer(_ => null);
        using var host = new VendorHost(
            new(_signIn.Settings) { ["AdminPulse:TokenEndpoint"] = $"{server.Url}token" },
            options => options.AttemptTimeout = TimeSpan.FromMilliseconds(50),
            time: TimeProvider.System);

        Assert.Equal(
            VendorFault.TimedOut, (await Pages.FaultOfAsync(() => host.Get<AdminPulseTokens>().RefreshAsync(OldToken, Token))).Fault);
        Assert.Equal(1, server.Calls);
    }

    [Fact]
    public async Task Revoking_tellsTheVendor()
    {
        _signIn.Posts("/revoke", Status(200));

        Assert.True(await Tokens.RevokeAsync(OldToken, Token));
        Assert.Equal("old-refresh-token", _signIn.Form()["token"]);
    }

    [Fact]
    public async Task Revoking_whereThereIsNoWayTo_isNoFault()
    {
        using var host = new VendorHost(new(_signIn.Settings) { ["AdminPulse:RevocationEndpoint"] = null });

        Assert.False(await host.Get<AdminPulseTokens>().RevokeAsync(OldToken, Token));
    }

    [Fact]
    public async Task Endpoints_thatAreNotSet_areDiscoveredOnce()
    {
        _signIn.Server.Answers(
            "/idp/.well-known/openid-configuration",
            $$"""{"issuer":"x","authorization_endpoint":"{{_signIn.Server.Url}}a","token_endpoint":"{{_signIn.Server.Url}}token","""
                + $$""" "revocation_endpoint":"{{_signIn.Server.Url}}r","jwks_uri":"{{_signIn.Server.Url}}jwks"}""");
        using var host = new VendorHost(_signIn.DiscoverySettings);
        var endpoints = host.Get<AdminPulseEndpoints>();

        var found = await endpoints.ResolveAsync(Token);

        Assert.Equal(
            new AdminPulseEndpointSet(new($"{_signIn.Server.Url}a"), new($"{_signIn.Server.Url}token"), new($"{_signIn.Server.Url}r")),
            found);
        Assert.Equal(found, await endpoints.ResolveAsync(Token));
        Assert.Single(_signIn.Server.Calls);
    }

    [Fact]
    public async Task DiscoveryDocument_thatFailed_isAskedForAgain()
    {
        _signIn.Server.AnswersInTurn(
            "/idp/.well-known/openid-configuration",
            Html(),
            Json("""{"authorization_endpoint":"https://login.test/a","token_endpoint":"https://login.test/t"}"""));
        using var host = new VendorHost(_signIn.DiscoverySettings);
        var endpoints = host.Get<AdminPulseEndpoints>();
        await Pages.FaultOfAsync(() => endpoints.ResolveAsync(Token));

        Assert.Equal(
            new AdminPulseEndpointSet(new("https://login.test/a"), new("https://login.test/t"), null), await endpoints.ResolveAsync(Token));
    }

    [Theory]
    [InlineData(200, "<html></html>", VendorFault.BadAnswer)]
    [InlineData(200, "{}", VendorFault.BadAnswer)]
    [InlineData(404, "{}", VendorFault.Refused)]
    [InlineData(500, "", VendorFault.Unavailable)]
    public async Task DiscoveryDocument_thatCannotBeHad_isTheVendorsFault(int status, string body, VendorFault fault)
    {
        _signIn.Server.Answers("/idp/.well-known/openid-configuration", body, status);
        using var host = new VendorHost(_signIn.DiscoverySettings);

        Assert.Equal(fault, (await Pages.FaultOfAsync(() => host.Get<AdminPulseTokens>().RefreshAsync(OldToken, Token))).Fault);
    }

    public void Dispose()
    {
        _host.Dispose();
        _signIn.Dispose();
    }
}
