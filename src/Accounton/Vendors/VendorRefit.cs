using Refit;

namespace Accounton.Vendors;

/// <summary>How the Refit interfaces of all vendors read answers and tell faults.</summary>
public static class VendorRefit
{
    /// <summary>
    /// Settings under which no exception of Refit's escapes (they carry the request with its URL and headers):
    /// whatever goes wrong is a <see cref="VendorException"/>. No method may return an <c>ApiResponse</c>: it would
    /// swallow faults that are not of Refit's own type.
    /// </summary>
    /// <param name="faultOf">The vendor's own reading of a response, where a status alone does not tell.</param>
    public static RefitSettings Settings(
        Vendor vendor, TimeProvider time, Func<HttpResponseMessage, ValueTask<VendorFault?>>? faultOf = null) => new()
        {
            ContentSerializer = new SystemTextJsonContentSerializer(TolerantJson.Options),
            TransportExceptionFactory = (request, exception, cancellationToken) =>
                exception is OperationCanceledException && cancellationToken.IsCancellationRequested
                    ? exception
                    : VendorFaults.ToException(vendor, exception, request),
            ExceptionFactory = async response =>
            {
                var fault = faultOf is null ? VendorFaults.From(response) : await faultOf(response);
                // Refit would make null of an answer without a body, as if the vendor had said so.
                if (fault is null && response.Content.Headers.ContentLength == 0)
                    fault = VendorFault.BadAnswer;
                return fault is { } told ? VendorFaults.ToException(vendor, told, response, time) : null;
            },
            DeserializationExceptionFactory = (response, exception) => new(exception is OperationCanceledException
                ? exception
                : VendorFaults.ToException(vendor, VendorFault.BadAnswer, response, time)),
        };
}
