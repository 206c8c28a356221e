using System.Net;
using System.Net.Http.Headers;
using Accounton.Data.Sensitive;

namespace Accounton.Vendors.AdminPulse;

/// <summary>Signs calls with the connection's access token.</summary>
public sealed class AdminPulseTokenHandler : TokenHandler
{
    protected override ValueTask<Secret> GetTokenAsync(VendorAccess access, Secret? refused, CancellationToken cancellationToken) =>
        access.Credentials.GetAsync(refused, cancellationToken);

    protected override void Put(Secret token, VendorAccess access, HttpRequestMessage request) =>
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Reveal());

    protected override ValueTask<bool> IsRefusedAsync(HttpResponseMessage response, CancellationToken cancellationToken) =>
        new(response.StatusCode == HttpStatusCode.Unauthorized);
}
