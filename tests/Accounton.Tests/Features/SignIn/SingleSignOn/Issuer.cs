using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Web;
using Accounton.Tests.Running;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Accounton.Tests.Features.SignIn.SingleSignOn;

/// <summary>An OpenID Connect issuer whose tokens a test makes by hand, right or wrong.</summary>
public sealed class Issuer : IAsyncDisposable
{
    public const string Client = "accounton-test";

    /// <summary>What some issuers call UTF-8, which .NET does not know by that name.</summary>
    private const string OddJson = "application/json; charset=utf8";

    private readonly RsaSecurityKey _key = new(RSA.Create(2048)) { KeyId = "one" };
    private readonly RsaSecurityKey _otherKey = new(RSA.Create(2048)) { KeyId = "one" };
    private readonly ConcurrentDictionary<string, string> _tokens = new();
    private readonly ConcurrentDictionary<string, Held> _held = new();
    private readonly WebApplication _app;

    private Issuer(WebApplication app, Uri url)
    {
        _app = app;
        Url = url;
    }

    public Uri Url { get; }

    public (string Key, string Value)[] Settings =>
        [("SingleSignOn:Authority", Url.ToString()), ("SingleSignOn:ClientId", Client), ("SingleSignOn:ClientSecret", "geheim"), (
            "SingleSignOn:DisplayName", "Testhuis")];

    public static async Task<Issuer> StartAsync()
    {
        var url = new Uri(ServerProcess.FreeUrl(), "/");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url.ToString());
        var app = builder.Build();
        var issuer = new Issuer(app, url);
        app.MapGet("/.well-known/openid-configuration", () => Results.Json(new Dictionary<string, object>
        {
            ["issuer"] = issuer.Name,
            ["authorization_endpoint"] = new Uri(url, "/authorize"),
            ["token_endpoint"] = new Uri(url, "/token"),
            ["jwks_uri"] = new Uri(url, "/keys"),
            ["response_types_supported"] = new[] { "code" },
            ["subject_types_supported"] = new[] { "public" },
            ["id_token_signing_alg_values_supported"] = new[] { "RS256" },
        }, contentType: OddJson));
        app.MapGet("/keys", () =>
        {
            var key = JsonWebKeyConverter.ConvertFromRSASecurityKey(
                new RsaSecurityKey(issuer._key.Rsa.ExportParameters(false)) { KeyId = issuer._key.KeyId });
            return Results.Json(
                new { keys = new[] { new { kty = key.Kty, kid = key.Kid, n = key.N, e = key.E, use = "sig", alg = "RS256" } } },
                contentType: OddJson);
        });
        app.MapPost("/token", async (HttpRequest request) =>
        {
            var form = await request.ReadFormAsync();
            if (issuer._held.TryGetValue(form["code"]!, out var held))
                await held.ComeAsync();
            return Results.Json(
                new { access_token = "x", token_type = "Bearer", expires_in = 60, id_token = issuer._tokens[form["code"]!] },
                contentType: OddJson);
        });
        await app.StartAsync();
        return issuer;
    }

    /// <summary>As its tokens name it.</summary>
    public string Name => Url.ToString();

    /// <summary>Goes to the issuer and comes back with a token; where the application then leads.</summary>
    internal async Task<string> SignInAsync(Visitor visitor, Token token)
    {
        var (state, nonce) = await GoAsync(visitor);
        return await BackAsync(visitor, $"code={CodeFor(token, nonce)}&state={Uri.EscapeDataString(state)}");
    }

    /// <summary>What the browser brings back; redeeming it waits until the test lets it go on.</summary>
    internal async Task<(string Query, Held Held)> HoldAsync(Visitor visitor, Token token)
    {
        var (state, nonce) = await GoAsync(visitor);
        var code = CodeFor(token, nonce);
        var held = new Held();
        _held[code] = held;
        return ($"code={code}&state={Uri.EscapeDataString(state)}", held);
    }

    /// <summary>To the issuer: what it is sent.</summary>
    internal static async Task<(string State, string Nonce)> GoAsync(Visitor visitor)
    {
        using var away = await visitor.GetAsync("/sign-in/sso");
        var query = HttpUtility.ParseQueryString(away.Headers.Location!.Query);
        Assert.Equal("code", query["response_type"]);
        Assert.NotNull(query["code_challenge"]);
        Assert.Equal("http://localhost/sign-in/sso/callback", query["redirect_uri"]);
        return (query["state"]!, query["nonce"]!);
    }

    internal static async Task<string> BackAsync(Visitor visitor, string query)
    {
        using var back = await visitor.GetAsync("/sign-in/sso/callback?" + query);
        return back.Headers.Location!.ToString();
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private string CodeFor(Token token, string nonce)
    {
        var code = Guid.NewGuid().ToString("N");
        _tokens[code] = Make(token, nonce);
        return code;
    }

    private string Make(Token token, string nonce)
    {
        var claims = new Dictionary<string, object>
        {
            ["sub"] = token.Subject ?? token.Email, ["email"] = token.Email, ["name"] = "Sien Sign-on", ["nonce"] = token.Nonce ?? nonce,
        };
        if (token.Verified is { } verified)
            claims["email_verified"] = verified;
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = token.Issuer ?? Name,
            Audience = token.Audience ?? Client,
            Claims = claims,
            IssuedAt = now.AddHours(-2),
            NotBefore = now.AddHours(-2),
            Expires = token.IsExpired ? now.AddHours(-1) : now.AddHours(1),
            SigningCredentials = new SigningCredentials(token.OtherKey ? _otherKey : _key, SecurityAlgorithms.RsaSha256),
        });
    }
}

/// <summary>A code that is being redeemed for as long as a test wants.</summary>
public sealed class Held
{
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _mayGoOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _times;

    /// <summary>Somebody redeems it.</summary>
    public Task Asked => _asked.Task;

    /// <summary>How often it was redeemed.</summary>
    public int Times => _times;

    public void GoOn() => _mayGoOn.SetResult();

    internal Task ComeAsync()
    {
        Interlocked.Increment(ref _times);
        _asked.TrySetResult();
        return _mayGoOn.Task;
    }
}

/// <summary>A token; what is left out is as it should be.</summary>
public sealed record Token(string Email)
{
    public string? Subject { get; init; }
    public bool? Verified { get; init; } = true;
    public string? Issuer { get; init; }
    public string? Audience { get; init; }
    public string? Nonce { get; init; }
    public bool IsExpired { get; init; }
    public bool OtherKey { get; init; }
}
