using Accounton.Tenancy;
using Accounton.Web;

namespace Accounton.Features.OneTimeLinks;

/// <summary>Registers links that work once, and how often one source, or who is signed in, may try them.</summary>
public static class OneTimeLinkSetup
{
    /// <summary>For pages that take a token or send a mail to whoever asks.</summary>
    public const string Limit = "links";

    public const int TriesPerMinute = 30;

    public static IServiceCollection AddLinks(this IServiceCollection services)
    {
        services.AddScoped<PersonalLinks>();
        return services.AddRateLimiter(limits => limits.AddPolicy(Limit, context => RequestLimits.PerMinute(
            context, TriesPerMinute, context.RequestServices.GetRequiredService<CurrentMember>().User?.Id.ToString())));
    }
}
