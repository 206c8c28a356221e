using System.Net;
using System.Text;
using Accounton.Data.Sensitive;

namespace Accounton.Vendors.Syneton;

/// <summary>Sends each call to the server of its own office.</summary>
public sealed class SynetonAddressHandler : DelegatingHandler
{
    /// <summary>What stands in the calls until they get here; it resolves nowhere.</summary>
    public static readonly Uri Placeholder = new("http://syneton.invalid");

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var url = VendorCall.From(request)?.Access.BaseUrl
            ?? throw new InvalidOperationException("A call to Syneton needs the address of a server.");
        request.RequestUri = new Uri($"{SynetonUrl.Text(url)}/api/v1{request.RequestUri!.PathAndQuery}");
        return base.SendAsync(request, cancellationToken);
    }
}

/// <summary>Signs calls with the token that the key was traded for.</summary>
public sealed class SynetonTokenHandler(SynetonTokens tokens) : TokenHandler
{
    private const string Header = "synetonToken";

    protected override ValueTask<Secret> GetTokenAsync(VendorAccess access, Secret? refused, CancellationToken cancellationToken) =>
        new(tokens.GetAsync(access, refused, cancellationToken));

    protected override void Put(Secret token, VendorAccess access, HttpRequestMessage request)
    {
        request.Headers.Remove(Header);
        request.Headers.TryAddWithoutValidation(Header, token.Reveal());
    }

    protected override async ValueTask<bool> IsRefusedAsync(HttpResponseMessage response, CancellationToken cancellationToken) =>
        response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
        && !await SynetonErrors.IsMissingRightAsync(response, cancellationToken);
}

/// <summary>Says in HTTP's own words what Syneton says in a text: throttling is 429, and an empty list is no error.</summary>
public sealed class SynetonDialectHandler : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        SynetonNext.From(request)?.Read(response.Headers);
        if (await SynetonErrors.IsThrottlingAsync(response, cancellationToken))
        {
            response.StatusCode = HttpStatusCode.TooManyRequests;
        }
        else if (!IsSignIn(request) && await SynetonErrors.IsNothingFoundAsync(response, cancellationToken))
        {
            response.StatusCode = HttpStatusCode.OK;
            response.Content = new StringContent("null", Encoding.UTF8, "application/json");
        }
        return response;
    }

    /// <summary>Where "nothing found" is about the key.</summary>
    private static bool IsSignIn(HttpRequestMessage request) =>
        request.RequestUri?.AbsolutePath.Contains("/api/v1/token/", StringComparison.Ordinal) == true;
}
