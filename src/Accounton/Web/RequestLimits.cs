using System.Threading.RateLimiting;

namespace Accounton.Web;

/// <summary>
/// How often one source may ask for one endpoint. Never by the path as it was typed: <c>/pAssword</c> is the same page.
/// </summary>
public static class RequestLimits
{
    /// <param name="context">The request, after routing.</param>
    /// <param name="perMinute">How many are let through, over a sliding minute.</param>
    /// <param name="who">Who is counted, where that is known; else where the request comes from.</param>
    public static RateLimitPartition<string> PerMinute(HttpContext context, int perMinute, string? who = null)
    {
        var endpoint = context.GetEndpoint();
        return RateLimitPartition.GetSlidingWindowLimiter(
            $"{(endpoint as RouteEndpoint)?.RoutePattern.RawText ?? endpoint?.DisplayName} {who ?? RequestSource.From(context)}",
            _ => new SlidingWindowRateLimiterOptions { PermitLimit = perMinute, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6 });
    }
}
