using System.Text.Json;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Accounton.Vendors.AdminPulse;

/// <summary>Where people sign in at AdminPulse and tokens are had.</summary>
public sealed record AdminPulseEndpointSet(Uri Authorization, Uri Token, Uri? Revocation);

/// <summary>The endpoints from the settings, and what is not set there from the authority's discovery document.</summary>
public sealed class AdminPulseEndpoints
{
    /// <summary>The HTTP client for everything about signing in.</summary>
    public const string HttpClientName = "AdminPulse sign-in";

    private readonly AdminPulseOptions _options;
    private readonly ConfigurationManager<OpenIdConnectConfiguration>? _discovery;

    public AdminPulseEndpoints(IHttpClientFactory http, IOptions<AdminPulseOptions> options)
    {
        _options = options.Value;
        if (_options.Authority is { } authority)
            _discovery = new(
                $"{authority.AbsoluteUri.TrimEnd('/')}/.well-known/openid-configuration", new Reader(http), new HttpDocumentRetriever());
    }

    public async Task<AdminPulseEndpointSet> ResolveAsync(CancellationToken cancellationToken)
    {
        if (_options is { AuthorizationEndpoint: { } authorization, TokenEndpoint: { } token }
            && (_options.RevocationEndpoint is not null || _discovery is null))
            return new(authorization, token, _options.RevocationEndpoint);
        if (_discovery is null)
            throw new InvalidOperationException("AdminPulse is not configured.");
        var found = await DiscoverAsync(_discovery, cancellationToken);
        return new(
            _options.AuthorizationEndpoint ?? Endpoint(found.AuthorizationEndpoint) ?? throw Fault(VendorFault.BadAnswer),
            _options.TokenEndpoint ?? Endpoint(found.TokenEndpoint) ?? throw Fault(VendorFault.BadAnswer),
            _options.RevocationEndpoint ?? Endpoint(found.RevocationEndpoint));
    }

    private static async Task<OpenIdConnectConfiguration> DiscoverAsync(
        ConfigurationManager<OpenIdConnectConfiguration> discovery, CancellationToken cancellationToken)
    {
        try
        {
            return await discovery.GetConfigurationAsync(cancellationToken);
        }
        catch (InvalidOperationException exception)
        {
            // The manager wraps what our reader throws, and puts the address in the text.
            throw exception.GetBaseException() as VendorException ?? Fault(VendorFault.Unavailable);
        }
    }

    private static Uri? Endpoint(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? url : null;

    private static VendorException Fault(VendorFault fault) => new(Vendor.AdminPulse, fault, where: "discovery document");

    /// <summary>Reads the document only, not the signing keys it points to: nothing here is checked with them.</summary>
    private sealed class Reader(IHttpClientFactory http) : IConfigurationRetriever<OpenIdConnectConfiguration>
    {
        public async Task<OpenIdConnectConfiguration> GetConfigurationAsync(
            string address, IDocumentRetriever retriever, CancellationToken cancel)
        {
            try
            {
                using var response = await http.CreateClient(HttpClientName).GetAsync(address, cancel);
                if (VendorFaults.From(response) is { } fault)
                    throw Fault(fault);
                return OpenIdConnectConfiguration.Create(await response.Content.ReadAsStringAsync(cancel));
            }
            catch (Exception exception) when (exception is JsonException or ArgumentException)
            {
                throw Fault(VendorFault.BadAnswer);
            }
            catch (Exception exception) when (!cancel.IsCancellationRequested)
            {
                throw VendorFaults.ToException(Vendor.AdminPulse, exception, null);
            }
        }
    }
}
