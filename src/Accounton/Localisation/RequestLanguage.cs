using System.Globalization;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Accounton.Localisation;

/// <summary>
/// The language of a request: the page's own when it has one, else what was chosen in this browser, else what the user or the office keeps,
/// else what the browser asks for, else Dutch.
/// </summary>
public sealed class RequestLanguage : RequestCultureProvider
{
    public const string Cookie = "language";

    public override async Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext)
    {
        var language = httpContext.Features.Get<PageLanguage>()?.Language
            ?? Language.Find(httpContext.Request.Cookies[Cookie])
            ?? Language.Find(await httpContext.RequestServices.GetRequiredService<IUserLanguage>().FindAsync(httpContext))
            ?? Accepted(httpContext.Request)
            ?? Language.Dutch;
        return new(language.Culture.Name, language.Code);
    }

    /// <summary>
    /// The texts for a request that is answered before the middleware knows its language: by a handler of authentication.
    /// </summary>
    public static async Task<Texts> TextsAsync(HttpContext context)
    {
        var culture = await new RequestLanguage().DetermineProviderCultureResult(context);
        return context.RequestServices.GetRequiredService<Texts>().In(Language.Find(culture?.UICultures[0].Value) ?? Language.Dutch);
    }

    /// <summary>Keeps a choice in this browser; null takes it back.</summary>
    public static void Remember(HttpContext context, Language? language)
    {
        if (language is null)
        {
            context.Response.Cookies.Delete(Cookie);
            return;
        }

        context.Response.Cookies.Append(Cookie, language.Code, new()
        {
            MaxAge = TimeSpan.FromDays(365),
            HttpOnly = true,
            IsEssential = true,
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
        });
    }

    private static Language? Accepted(HttpRequest request) =>
        request.GetTypedHeaders().AcceptLanguage
            .Where(accepted => accepted.Quality is not 0)
            .OrderByDescending(accepted => accepted.Quality ?? 1)
            .Select(accepted => Language.Find(accepted.Value.Value))
            .FirstOrDefault(language => language is not null);
}

/// <summary>The language of a page that does not follow the browser's choice: a client's.</summary>
public sealed record PageLanguage(Language Language);

/// <summary>Makes the texts and the language of a request available.</summary>
public static class LocalisationRegistration
{
    public static IServiceCollection AddTexts(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddScoped<IUserLanguage, LanguageClaim>();
        services.AddHttpContextAccessor();
        services.AddSingleton<LocalTime>();
        services.AddSingleton<Texts>();
        return services.Configure<RequestLocalizationOptions>(options =>
        {
            options.SupportedCultures = [.. Language.All.Select(language => language.Culture)];
            options.SupportedUICultures = [.. Language.All.Select(language => CultureInfo.GetCultureInfo(language.Code))];
            options.DefaultRequestCulture = new(Language.Dutch.Culture, CultureInfo.GetCultureInfo(Language.Dutch.Code));
            options.RequestCultureProviders = [new RequestLanguage()];
            options.ApplyCurrentCultureToResponseHeaders = true;
        });
    }

    /// <summary>After authentication, because the user's own language counts before the browser's.</summary>
    public static IApplicationBuilder UseRequestLanguage(this IApplicationBuilder app) => app.UseRequestLocalization();
}
