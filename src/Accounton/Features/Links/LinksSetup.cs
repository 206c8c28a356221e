using System.Threading.RateLimiting;

namespace Accounton.Features.Links;

/// <summary>Registers links that work once, and how often one address may try them.</summary>
public static class LinksSetup
{
    /// <summary>For pages that take a token or send a mail to whoever asks.</summary>
    public const string Limit = "links";

    public const int TriesPerMinute = 30;

    public static IServiceCollection AddLinks(this IServiceCollection services)
    {
        services.AddScoped<PersonalLinks>();
        return services.AddRateLimiter(limits => limits.AddPolicy(Limit, context => RateLimitPartition.GetSlidingWindowLimiter(
            $"{context.Connection.RemoteIpAddress} {context.Request.Path}",
            _ => new SlidingWindowRateLimiterOptions { PermitLimit = TriesPerMinute, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6 })));
    }
}
