using Accounton.Data;
using Microsoft.AspNetCore.StaticAssets;

namespace Accounton.Web;

/// <summary>While the keys in the database do not open, no page is shown but the one that says so.</summary>
public static class KeyGate
{
    /// <summary>After routing.</summary>
    public static IApplicationBuilder UseKeyGate(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (!IsFree(context)
            && await context.RequestServices.GetRequiredService<KeyCheck>().RecentFaultAsync(context.RequestAborted) is { } fault)
            throw new KeysClosedException(fault);

        await next(context);
    });

    /// <summary>A file, the health, or the page that says what is wrong.</summary>
    private static bool IsFree(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null
        || context.Request.Path.StartsWithSegments("/health") || context.Request.Path.StartsWithSegments("/error");
}
