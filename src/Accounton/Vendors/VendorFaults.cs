using System.Net;
using System.Net.Sockets;
using Polly.CircuitBreaker;
using Polly.Timeout;
using Refit;

namespace Accounton.Vendors;

/// <summary>
/// Turns what HTTP calls end in into <see cref="VendorFault"/>s. Whatever a fault was made from is dropped: it may hold a key.
/// </summary>
public static class VendorFaults
{
    /// <summary>What a vendor that is still preparing an office's data answers to the first page.</summary>
    public static bool IsNotReady(VendorCall? call, HttpStatusCode status) =>
        call is { FirstPage: true } && (int)status is 202 or 204 or 404 or 425 or 503;

    /// <summary>The fault that a response is by its status; null when it is none.</summary>
    public static VendorFault? From(HttpResponseMessage response)
    {
        var status = response.StatusCode;
        if (response.RequestMessage is { } request && IsNotReady(VendorCall.From(request), status))
            return VendorFault.NotReady;
        return (int)status switch
        {
            >= 200 and < 300 => null,
            // Redirects are not followed: they would lead past the checks on the address.
            < 400 => VendorFault.BadAnswer,
            401 or 403 => VendorFault.MissingRight,
            // A page of some web server or proxy says nothing about the thing asked for.
            404 when IsHtml(response) => VendorFault.BadAnswer,
            408 => VendorFault.TimedOut,
            429 => VendorFault.Throttled,
            < 500 => VendorFault.Refused,
            _ => VendorFault.Unavailable,
        };
    }

    /// <summary>The fault that a call failed with; null for a failure that is our own and no vendor's.</summary>
    public static VendorFault? From(Exception exception) => exception switch
    {
        VendorException vendor => vendor.Fault,
        TimeoutRejectedException or OperationCanceledException or TimeoutException => VendorFault.TimedOut,
        BrokenCircuitException or IOException => VendorFault.Unavailable,
        HttpRequestException http => Innermost(http) is VendorException vendor ? vendor.Fault : From(http),
        _ => null,
    };

    /// <summary>Whether trying again may help.</summary>
    public static bool IsTransient(VendorFault fault) =>
        fault is VendorFault.Unavailable or VendorFault.TimedOut or VendorFault.ConnectionRefused;

    /// <summary>The failure in our words; unchanged when it is no vendor's.</summary>
    public static Exception ToException(Vendor vendor, Exception exception, HttpRequestMessage? request)
    {
        if (exception is VendorException || From(exception) is not { } fault)
            return exception;
        // Only where people type the address can there be another server at it.
        if (fault == VendorFault.NotThisVendor && vendor != Vendor.Syneton)
            fault = VendorFault.Unavailable;
        return new VendorException(vendor, fault, retryAfter: (exception as BrokenCircuitException)?.RetryAfter, where: Where(request));
    }

    public static VendorException ToException(Vendor vendor, VendorFault fault, HttpResponseMessage response, TimeProvider time) =>
        new(vendor, fault, (int)response.StatusCode, RetryAfter(response, time), Where(response.RequestMessage));

    /// <summary>How long the vendor asks to wait, given in seconds or as a date.</summary>
    public static TimeSpan? RetryAfter(HttpResponseMessage response, TimeProvider time)
    {
        var header = response.Headers.RetryAfter;
        var wait = header?.Delta ?? header?.Date - time.GetUtcNow();
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    public static bool IsHtml(HttpResponseMessage response) =>
        response.Content.Headers.ContentType?.MediaType?.Contains("html", StringComparison.OrdinalIgnoreCase) == true;

    private static VendorFault From(HttpRequestException exception) => exception.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => VendorFault.HostUnknown,
        HttpRequestError.ConnectionError when Innermost(exception) is SocketException { SocketErrorCode: SocketError.TimedOut } =>
            VendorFault.TimedOut,
        HttpRequestError.ConnectionError => VendorFault.ConnectionRefused,
        // Our own certificate check has its own fault; what is left is a server that does not speak TLS at all.
        HttpRequestError.SecureConnectionError => VendorFault.NotThisVendor,
        HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError or HttpRequestError.ConfigurationLimitExceeded =>
            VendorFault.BadAnswer,
        _ => VendorFault.Unavailable,
    };

    private static Exception Innermost(Exception exception) =>
        exception is not VendorException && exception.InnerException is { } inner ? Innermost(inner) : exception;

    /// <summary>The path's template (<c>/relations/{id}</c>), never the path itself.</summary>
    private static string? Where(HttpRequestMessage? request) =>
        request is not null && request.Options.TryGetValue(
            new HttpRequestOptionsKey<string>(HttpRequestMessageOptions.RelativePathTemplate), out var template)
            ? template
            : null;
}
