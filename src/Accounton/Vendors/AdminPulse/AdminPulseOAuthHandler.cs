using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Accounton.Data.Sensitive;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace Accounton.Vendors.AdminPulse;

/// <summary>
/// Links an office by OAuth's authorization code. It signs nobody in: the host ends the request in
/// <c>OnTicketReceived</c> (tokens by <see cref="TokenSetProperties.ReadTokens"/>) and <c>OnRemoteFailure</c>
/// (always a <see cref="LinkException"/>).
/// </summary>
public sealed class AdminPulseOAuthHandler(
    IOptionsMonitor<AdminPulseOAuthOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    AdminPulseEndpoints endpoints,
    AdminPulseTokens tokens,
    VendorBudgets budgets)
    : OAuthHandler<AdminPulseOAuthOptions>(options, logger, encoder)
{
    /// <summary>Where the base class keeps the attempt's id among the properties.</summary>
    private const string CorrelationProperty = ".xsrf";

    private string RedirectUri =>
        Options.PublicUrl is { } url ? url.AbsoluteUri.TrimEnd('/') + Options.CallbackPath : BuildRedirectUri(Options.CallbackPath);

    /// <summary>
    /// Answers with a page that goes on to the vendor: a redirect of a form's POST would fall under the page's form-action.
    /// </summary>
    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (string.IsNullOrEmpty(properties.RedirectUri))
            properties.RedirectUri = OriginalPathBase + OriginalPath + Request.QueryString;
        try
        {
            var endpoint = (await budgets.Start().HoldAsync(
                Vendor.AdminPulse, endpoints.ResolveAsync, Context.RequestAborted)).Authorization;
            GenerateCorrelationId(properties);
            await LinkPage.WriteAsync(Context, AuthorizationUrl(endpoint, properties), Options.PageTexts(Context));
        }
        catch (VendorException exception)
        {
            var failure = new RemoteFailureContext(Context, Scheme, Options, LinkException.From(exception)) { Properties = properties };
            await Events.RemoteFailure(failure);
            if (failure.Result?.Handled != true)
                throw failure.Failure!;
        }
    }

    protected override async Task<HandleRequestResult> HandleRemoteAuthenticateAsync()
    {
        var query = Request.Query;
        if (Options.StateDataFormat.Unprotect(query["state"]) is not { } properties)
            return HandleRequestResult.Fail(new LinkException(LinkFailure.StateMismatch));
        var doubt = DoubtOf(properties);
        if (!await Options.ClaimAsync(Context, properties, doubt is null))
            return HandleRequestResult.Handle();
        try
        {
            if (doubt is { } failure)
                throw new LinkException(failure);
            if (query["error"].ToString() is { Length: > 0 } error)
                throw new LinkException(FailureOf(error));
            if (query["code"].ToString() is not { Length: > 0 } code)
                throw new LinkException(LinkFailure.BadAnswer);
            var verifier = properties.Items.Remove(OAuthConstants.CodeVerifierKey, out var text) && text is not null
                ? new Secret(text)
                : null;
            // From here on the code is spent: a browser that goes away, as one that only looked ahead does, stops nothing.
            var budget = budgets.Start();
            properties.Parameters[nameof(VendorBudget)] = budget;
            properties.StoreTokens(await budget.HoldAsync(
                Vendor.AdminPulse,
                token => tokens.ExchangeCodeAsync(new Secret(code), RedirectUri, verifier, token),
                CancellationToken.None));
            return HandleRequestResult.Success(
                new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity()), properties, Scheme.Name));
        }
        catch (LinkException exception)
        {
            return HandleRequestResult.Fail(exception, properties);
        }
        catch (VendorException exception)
        {
            return HandleRequestResult.Fail(LinkException.From(exception), properties);
        }
    }

    /// <summary>Tells an attempt whose cookie is gone from an answer that was never asked for.</summary>
    private LinkFailure? DoubtOf(AuthenticationProperties properties)
    {
        if (!properties.Items.TryGetValue(CorrelationProperty, out var attempt) || attempt is null)
            return LinkFailure.StateMismatch;
        if (!Request.Cookies.ContainsKey(Options.CorrelationCookie.Name + attempt))
            return LinkFailure.AttemptExpired;
        return ValidateCorrelationId(properties) ? null : LinkFailure.StateMismatch;
    }

    private string AuthorizationUrl(Uri endpoint, AuthenticationProperties properties)
    {
        var parameters = new Dictionary<string, string?>
        {
            ["response_type"] = "code",
            // Any other mode comes back as a cross-site POST, without the Lax cookie.
            ["response_mode"] = "query",
            ["client_id"] = Options.ClientId,
            ["redirect_uri"] = RedirectUri,
        };
        if (Options.Scope.Count > 0)
            parameters["scope"] = FormatScope();
        if (Options.UsePkce)
        {
            var verifier = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));
            properties.Items[OAuthConstants.CodeVerifierKey] = verifier;
            parameters[OAuthConstants.CodeChallengeKey] = WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.UTF8.GetBytes(verifier)));
            parameters[OAuthConstants.CodeChallengeMethodKey] = OAuthConstants.CodeChallengeMethodS256;
        }
        parameters["state"] = Options.StateDataFormat.Protect(properties);
        return QueryHelpers.AddQueryString(endpoint.AbsoluteUri, parameters);
    }

    private static LinkFailure FailureOf(string error) => error switch
    {
        "access_denied" => LinkFailure.Declined,
        "invalid_client" or "unauthorized_client" or "invalid_scope" => LinkFailure.ClientRefused,
        "server_error" or "temporarily_unavailable" => LinkFailure.VendorUnavailable,
        _ => LinkFailure.BadAnswer,
    };
}
