using Accounton.Data.Sensitive;

namespace Accounton.Vendors;

/// <summary>
/// Puts a connection's token on each request and, when the vendor refuses it, asks once for another and repeats the
/// call. Pooled and shared by all offices: it holds nothing of them.
/// </summary>
public abstract class TokenHandler : DelegatingHandler
{
    protected sealed override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var access = VendorCall.From(request)?.Access
            ?? throw new InvalidOperationException("A vendor's call must say for which connection it is made.");
        var token = await GetTokenAsync(access, refused: null, cancellationToken);
        Put(token, access, request);
        var response = await base.SendAsync(request, cancellationToken);
        // Anything but a GET may have been carried out in spite of the answer.
        if (request.Method != HttpMethod.Get || !await IsRefusedAsync(response, cancellationToken))
            return response;

        response.Dispose();
        Put(await GetTokenAsync(access, token, cancellationToken), access, request);
        return await base.SendAsync(request, cancellationToken);
    }

    /// <summary>A token; with <paramref name="refused"/> another one than that.</summary>
    protected abstract ValueTask<Secret> GetTokenAsync(VendorAccess access, Secret? refused, CancellationToken cancellationToken);

    /// <summary>Addresses and signs the request, replacing an earlier token.</summary>
    protected abstract void Put(Secret token, VendorAccess access, HttpRequestMessage request);

    /// <summary>Whether the answer means that another token may help.</summary>
    protected abstract ValueTask<bool> IsRefusedAsync(HttpResponseMessage response, CancellationToken cancellationToken);
}
