using Microsoft.Net.Http.Headers;

namespace Accounton.Web;

/// <summary>The headers that tell a browser what our pages may do: nothing that did not come from here.</summary>
public static class AccountonHeaders
{
    private const string Jobs = "/jobs";

    /// <summary>A mail to look at, which has its styles on its elements.</summary>
    private const string Letter = "/settings/office/style/preview";

    /// <summary>The clients' pages, where an address may be a secret by itself.</summary>
    private const string Clients = "/q";

    public static IServiceCollection AddAccountonHeaders(this IServiceCollection services, IHostEnvironment environment)
    {
        services.AddSecurityHeaderPolicies()
            .SetDefaultPolicy(policy => Common(policy, environment).AddContentSecurityPolicy(Pages))
            .AddPolicy(Clients, policy => Common(policy, environment).AddReferrerPolicyNoReferrer().AddContentSecurityPolicy(Pages))
            .AddPolicy(Jobs, policy => Common(policy, environment).AddContentSecurityPolicy(JobsDashboard))
            .AddPolicy(Letter, policy => Common(policy, environment).AddContentSecurityPolicy(LetterPreview))
            .SetPolicySelector(context =>
                IsUnder(context.HttpContext.Request, Jobs) ? context.ConfiguredPolicies[Jobs]
                : IsUnder(context.HttpContext.Request, Clients) ? context.ConfiguredPolicies[Clients]
                : IsUnder(context.HttpContext.Request, Letter) ? context.ConfiguredPolicies[Letter]
                : context.SelectedPolicy);
        return services;
    }

    /// <summary>First of all, so that an error page has them too.</summary>
    public static IApplicationBuilder UseAccountonHeaders(this IApplicationBuilder app)
    {
        app.UseSecurityHeaders();
        return app.Use((context, next) =>
        {
            context.Response.OnStarting(() => KeepNoCopies(context.Response));
            return next(context);
        });
    }

    /// <summary>By the whole path: the dashboard moves its own part of it to the base while it answers.</summary>
    private static bool IsUnder(HttpRequest request, string path) =>
        request.PathBase.Add(request.Path).StartsWithSegments(path, StringComparison.OrdinalIgnoreCase);

    /// <summary>Pages hold client data: no cache, and no back button after signing out, may show them again.</summary>
    private static Task KeepNoCopies(HttpResponse response)
    {
        if (response.ContentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) == true)
        {
            response.Headers.CacheControl = "no-store";
            response.Headers.Append(HeaderNames.Vary, "HX-Request");
        }

        return Task.CompletedTask;
    }

    private static HeaderPolicyCollection Common(HeaderPolicyCollection policy, IHostEnvironment environment)
    {
        policy
            .AddContentTypeOptionsNoSniff()
            .AddFrameOptionsDeny()
            // Pages read the address somebody came from, on this site only.
            .AddReferrerPolicySameOrigin()
            .AddPermissionsPolicy(permissions =>
            {
                permissions.AddCamera().None();
                permissions.AddMicrophone().None();
                permissions.AddGeolocation().None();
                permissions.AddPayment().None();
                permissions.AddUsb().None();
            })
            .AddCrossOriginOpenerPolicy(opener => opener.SameOrigin())
            .AddCrossOriginResourcePolicy(resource => resource.SameOrigin())
            .RemoveServerHeader();
        return environment.IsDevelopment()
            ? policy
            : policy.AddStrictTransportSecurityMaxAgeIncludeSubDomains(maxAgeInSeconds: 60 * 60 * 24 * 365);
    }

    private static void Pages(CspBuilder csp)
    {
        Shared(csp);
        csp.AddScriptSrc().Self().WithNonce();
        csp.AddStyleSrc().Self();
    }

    /// <summary>
    /// Hangfire colours its states with style attributes, which take no nonce, and its chart adds one style element,
    /// known by its hash. Its scripts are files of its own.
    /// </summary>
    private static void JobsDashboard(CspBuilder csp)
    {
        Shared(csp);
        csp.AddScriptSrc().Self();
        csp.AddStyleSrc().Self().WithHash256("z7zcnw/4WalZqx+PrNaRnoeLz/G9WXuFqV1WCJ129sg=");
        csp.AddStyleSrcAttr().UnsafeInline();
    }

    /// <summary>Nothing runs in it, and nothing leads away from it.</summary>
    private static void LetterPreview(CspBuilder csp)
    {
        csp.AddDefaultSrc().None();
        csp.AddImgSrc().Self().Data();
        csp.AddStyleSrc().UnsafeInline();
        csp.AddFormAction().None();
        csp.AddFrameAncestors().None();
        csp.AddBaseUri().None();
    }

    private static void Shared(CspBuilder csp)
    {
        csp.AddDefaultSrc().None();
        csp.AddImgSrc().Self().Data();
        csp.AddConnectSrc().Self();
        csp.AddFontSrc().Self();
        csp.AddManifestSrc().Self();
        csp.AddFormAction().Self();
        csp.AddFrameAncestors().None();
        csp.AddBaseUri().None();
    }
}
