using System.Threading.RateLimiting;
using Accounton.Tenancy;
using Accounton.Web;

namespace Accounton.Features.Help;

/// <summary>Registers the help centre.</summary>
public static class HelpSetup
{
    public static IServiceCollection AddHelp(this IServiceCollection services)
    {
        services.AddSingleton<Articles>();
        services.AddScoped<ArticleReader>();
        services.AddScoped<ArticleOpinions>();
        return services.AddOpinionLimits();
    }
}

/// <summary>How often somebody who is not signed in may give an opinion from one address.</summary>
public static class OpinionLimits
{
    public const string Policy = "opinions";
    public const int PerMinute = 10;

    public static IServiceCollection AddOpinionLimits(this IServiceCollection services) => services.AddRateLimiter(limits =>
        limits.AddPolicy(Policy, context => context.RequestServices.GetRequiredService<CurrentMember>().User is { } user
            ? RateLimitPartition.GetNoLimiter(user.Id.ToString())
            : RateLimitPartition.GetFixedWindowLimiter(
                RequestSource.From(context),
                _ => new FixedWindowRateLimiterOptions { PermitLimit = PerMinute, Window = TimeSpan.FromMinutes(1) })));
}
