using System.Globalization;
using System.Text;
using Accounton.Sandbox.Calls;

namespace Accounton.Sandbox.Faults;

/// <summary>What is answered instead of the right answer.</summary>
internal static class Replacements
{
    /// <summary>Null means that nothing is answered: the connection is dropped.</summary>
    public static Answer? For(Fault fault, VendorEndpoint vendor, DateTimeOffset now)
    {
        var order = fault.Order;
        var answer = fault.Kind.Name switch
        {
            "unauthorized" => vendor.Unauthorized(),
            "forbidden-throttle" => vendor.Error(403, "you are throttling the system"),
            "forbidden-config" => vendor.MissingRight(),
            "forbidden" => vendor.Error(403, "forbidden"),
            "too-many" => vendor.Error(429, "too many requests"),
            "http-500" => vendor.Error(500, "something went wrong"),
            "http-503" => vendor.Error(503, "service unavailable"),
            "not-ready" => NotReady(vendor, order.Status ?? 503),
            "html" => Page(),
            _ => null,
        };
        return answer is null || order.RetryAfter is not { } seconds
            ? answer
            : answer with { Headers = RetryAfter(seconds, order.RetryAfterAsDate, now) };
    }

    /// <summary>Says nothing until the caller gives up.</summary>
    public static Task SilenceAsync(HttpContext context) =>
        Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);

    public static Answer Page() => new(
        200,
        Encoding.UTF8.GetBytes("<!doctype html><html><head><title>Onderhoud</title></head><body><h1>Even geduld</h1></body></html>"),
        "text/html; charset=utf-8");

    private static Answer NotReady(VendorEndpoint vendor, int status) =>
        status is 204 ? new Answer(204, default) : vendor.Error(status, "not ready yet");

    private static Dictionary<string, string> RetryAfter(int seconds, bool asDate, DateTimeOffset now) => new()
    {
        ["Retry-After"] = asDate
            ? now.AddSeconds(seconds).ToString("R", CultureInfo.InvariantCulture)
            : seconds.ToString(CultureInfo.InvariantCulture),
    };
}
