using Microsoft.Extensions.Options;

namespace Accounton.Vendors;

/// <summary>
/// Reads every answer to its end, within the attempt and up to a size: a connection that drops halfway is a failed
/// attempt that can be repeated, and nobody can send without end.
/// </summary>
public sealed class WholeAnswerHandler(IOptions<VendorHttpOptions> options) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            await response.Content.LoadIntoBufferAsync(options.Value.LargestAnswer, cancellationToken);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
