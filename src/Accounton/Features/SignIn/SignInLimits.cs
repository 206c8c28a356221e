using Accounton.Web;

namespace Accounton.Features.SignIn;

/// <summary>
/// How often one source may try to sign in. <see cref="SignInTries"/> guard a single account; this guards all of them. A browser
/// that signed in before has its own allowance, so that nobody beside it on the same network uses it up.
/// </summary>
public static class SignInLimits
{
    public const string Policy = "sign-in";

    private const int TriesPerMinute = 30;

    public static IServiceCollection AddSignInLimits(this IServiceCollection services) => services.AddRateLimiter(limits =>
    {
        limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;

        // By its first user and not by the browser: one account makes as many known browsers as it likes.
        limits.AddPolicy(Policy, context => RequestLimits.PerMinute(
            context, TriesPerMinute, context.RequestServices.GetRequiredService<KnownBrowsers>().Get(context)?.Users[0].ToString()));
    });
}
