using System.Threading.RateLimiting;

namespace Accounton.Features.SignIn;

/// <summary>How often one address may try to sign in. <see cref="SignInTries"/> guard a single account; this guards all of them.</summary>
public static class SignInLimits
{
    public const string Policy = "sign-in";

    private const int TriesPerMinute = 30;

    public static IServiceCollection AddSignInLimits(this IServiceCollection services) => services.AddRateLimiter(limits =>
    {
        limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limits.AddPolicy(Policy, context => RateLimitPartition.GetSlidingWindowLimiter(
            context.Connection.RemoteIpAddress?.ToString() ?? "",
            _ => new SlidingWindowRateLimiterOptions
            {
                PermitLimit = TriesPerMinute,
                Window = TimeSpan.FromMinutes(1),
                SegmentsPerWindow = 6,
            }));
    });
}
