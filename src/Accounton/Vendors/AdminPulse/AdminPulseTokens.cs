using System.Text.Json;
using System.Text.Json.Serialization;
using Accounton.Data.Sensitive;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Accounton.Vendors.AdminPulse;

/// <summary>The calls to AdminPulse's token endpoints. They change something, so none is repeated unless it surely never arrived.</summary>
public sealed class AdminPulseTokens(
    IHttpClientFactory http, AdminPulseEndpoints endpoints, IOptions<AdminPulseOptions> options, TimeProvider time) : IVendorTokens
{
    public Vendor Vendor => Vendor.AdminPulse;

    /// <summary>
    /// Trades a refresh token for new ones. <see cref="VendorFault.ReconnectNeeded"/> when the vendor no longer takes it.
    /// </summary>
    public Task<TokenSet> RefreshAsync(Secret refreshToken, CancellationToken cancellationToken) =>
        RequestAsync(new() { ["grant_type"] = "refresh_token", ["refresh_token"] = refreshToken.Reveal() }, cancellationToken);

    /// <summary>
    /// Trades the code of a finished sign-in for tokens. <see cref="VendorFault.ReconnectNeeded"/> when the
    /// code is not (or no longer) good.
    /// </summary>
    public Task<TokenSet> ExchangeCodeAsync(Secret code, string redirectUri, Secret? codeVerifier, CancellationToken cancellationToken)
    {
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code", ["code"] = code.Reveal(), ["redirect_uri"] = redirectUri,
        };
        if (codeVerifier is not null)
            form["code_verifier"] = codeVerifier.Reveal();
        return RequestAsync(form, cancellationToken);
    }

    /// <summary>Tells the vendor that a refresh token is no longer used; false when the vendor has no way to be told.</summary>
    public async Task<bool> RevokeAsync(Secret token, CancellationToken cancellationToken)
    {
        if ((await endpoints.ResolveAsync(cancellationToken)).Revocation is not { } endpoint)
            return false;
        var form = new Dictionary<string, string> { ["token"] = token.Reveal() };
        using var response = await PostAsync(endpoint, form, cancellationToken);
        return FaultOf(response, await ReadAsync(response, cancellationToken)) is { } fault ? throw ToException(fault, response) : true;
    }

    private async Task<TokenSet> RequestAsync(Dictionary<string, string> form, CancellationToken cancellationToken)
    {
        var endpoint = (await endpoints.ResolveAsync(cancellationToken)).Token;
        using var response = await PostAsync(endpoint, form, cancellationToken);
        var answer = await ReadAsync(response, cancellationToken);
        if (FaultOf(response, answer) is { } fault)
            throw ToException(fault, response);
        if (string.IsNullOrEmpty(answer?.AccessToken))
            throw ToException(VendorFault.BadAnswer, response);
        return new(
            new Secret(answer.AccessToken),
            string.IsNullOrEmpty(answer.RefreshToken) ? null : new Secret(answer.RefreshToken),
            answer.ExpiresIn is > 0 and < int.MaxValue and var seconds ? time.GetUtcNow().AddSeconds(seconds) : null,
            SubjectOf(answer.IdToken));
    }

    private async Task<HttpResponseMessage> PostAsync(Uri endpoint, Dictionary<string, string> form, CancellationToken cancellationToken)
    {
        form["client_id"] = options.Value.ClientId!;
        form["client_secret"] = options.Value.ClientSecret!;
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = new FormUrlEncodedContent(form) };
        request.Headers.Accept.ParseAdd("application/json");
        try
        {
            return await http.CreateClient(AdminPulseEndpoints.HttpClientName).SendAsync(request, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw VendorFaults.ToException(Vendor.AdminPulse, exception, null);
        }
    }

    private static async Task<TokenAnswer?> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            return JsonSerializer.Deserialize<TokenAnswer>(
                await response.Content.ReadAsByteArrayAsync(cancellationToken), TolerantJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static VendorFault? FaultOf(HttpResponseMessage response, TokenAnswer? answer) => answer?.Error switch
    {
        _ when (int)response.StatusCode >= 500 => VendorFault.Unavailable,
        "invalid_client" or "unauthorized_client" => VendorFault.ClientRefused,
        "invalid_grant" => VendorFault.ReconnectNeeded,
        "temporarily_unavailable" or "server_error" => VendorFault.Unavailable,
        { Length: > 0 } => VendorFault.Refused,
        // A refusal that is not put in OAuth's words comes from something in front of the vendor.
        _ => VendorFaults.From(response) is VendorFault.Refused or VendorFault.MissingRight
            ? VendorFault.BadAnswer
            : VendorFaults.From(response),
    };

    private VendorException ToException(VendorFault fault, HttpResponseMessage response) =>
        VendorFaults.ToException(Vendor.AdminPulse, fault, response, time);

    /// <summary>
    /// The subject of an ID token. It came straight from the vendor over TLS and only names an account, so
    /// its signature is not checked.
    /// </summary>
    private static string? SubjectOf(string? idToken)
    {
        try
        {
            return string.IsNullOrEmpty(idToken) ? null : VendorText.OrNull(new JsonWebToken(idToken).Subject);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private sealed record TokenAnswer(
        [property: JsonPropertyName("access_token")] string? AccessToken,
        [property: JsonPropertyName("refresh_token")] string? RefreshToken,
        [property: JsonPropertyName("expires_in")] long? ExpiresIn,
        [property: JsonPropertyName("id_token")] string? IdToken,
        string? Error);
}
