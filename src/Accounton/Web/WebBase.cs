using System.Text.Unicode;
using Accounton.Data;
using Accounton.Localisation;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.WebEncoders;

namespace Accounton.Web;

/// <summary>
/// What every screen stands on: controllers and views by feature, texts, forms that belong to an office, headers, error pages.
/// </summary>
public static class WebBase
{
    public static IMvcBuilder AddWebBase(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        var secure = SecureCookies.IsOn(configuration);
        services.AddTexts();
        services.AddAccountonHeaders(environment);
        services.AddHttpContextAccessor();
        services.TryAddScoped<IFrameSource, NoFrame>();
        services.TryAddScoped<IAntiforgeryOffice, NoAntiforgeryOffice>();
        services.AddScoped<PageFrame>();
        services.AddSingleton<FormLabels>();
        services.AddSingleton<AuthorizationAttempts>();
        services.AddSingleton<IAntiforgeryAdditionalDataProvider, OfficeInToken>();
        services.AddAntiforgery(options =>
        {
            // A browser takes the __Host- prefix over https only.
            options.Cookie.Name = secure ? "__Host-accounton-form" : "accounton-form";
            options.Cookie.SecurePolicy = secure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.SuppressXFrameOptionsHeader = true;
        });
        services.Configure<CookieTempDataProviderOptions>(options =>
        {
            options.Cookie.Name = "accounton-notices";
            options.Cookie.IsEssential = true;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        // Names keep their accents in the page's source; what means something in HTML is escaped all the same.
        services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new(UnicodeRanges.All));
        services.Configure<MvcViewOptions>(options => options.HtmlHelperOptions.ClientValidationEnabled = false);

        var mvc = services.AddControllersWithViews(options =>
        {
            options.Filters.Add<AutoValidateAntiforgeryTokenAttribute>();
            options.Filters.Add<RejectedFormFilter>();
            options.Conventions.Add(new PathParameters());
            options.ModelBinderProviders.Insert(0, new TextBinderProvider());
        });
        services.AddSingleton<IActionResultExecutor<LocalRedirectResult>, AsciiRedirect>();
        mvc.AddRazorOptions(FeatureViews.Configure);
        mvc.AddValidationTexts();
        return mvc;
    }

    /// <summary>Outside everything that may fail, straight after the headers.</summary>
    public static IApplicationBuilder UseErrorPages(this IApplicationBuilder app)
    {
        app.UseMiddleware<UnhandledErrorPage>();
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = "/error/500",
            StatusCodeSelector = exception => exception switch
            {
                BadHttpRequestException bad => bad.StatusCode,
                KeysClosedException => StatusCodes.Status503ServiceUnavailable,
                _ => StatusCodes.Status500InternalServerError,
            },
            CreateScopeForErrors = true,
            SuppressDiagnosticsCallback = failed => failed.Exception is BadHttpRequestException
                || (failed.Exception is OperationCanceledException && failed.HttpContext.RequestAborted.IsCancellationRequested),
        });
        return app.UseStatusCodePagesWithReExecute("/error/{0}", queryFormat: null, createScopeForStatusCodePages: true);
    }
}
