using System.Globalization;
using System.Security.Claims;
using Accounton.Vendors;
using Accounton.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Identity;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Accounton.Features.SignIn.SingleSignOn;

/// <summary>Registers single sign-on, when an authority is set.</summary>
public static class SingleSignOnSetup
{
    public const string Scheme = "sso";
    public const string CallbackPath = SingleSignOnController.Path + "/callback";

    public static AuthenticationBuilder AddSingleSignOn(this AuthenticationBuilder authentication, IConfiguration configuration)
    {
        authentication.Services.AddOptions<SingleSignOnOptions>()
            .BindConfiguration(SingleSignOnOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        authentication.Services.AddScoped<SingleSignOnEntry>();
        authentication.Services.AddScoped<SignOnAttempt>();
        var options = configuration.GetSection(SingleSignOnOptions.Section).Get<SingleSignOnOptions>() ?? new SingleSignOnOptions();
        return options.IsOn
            ? authentication.AddOpenIdConnect(Scheme, oidc => Configure(oidc, options, SecureCookies.IsOn(configuration)))
            : authentication;
    }

    private static void Configure(OpenIdConnectOptions oidc, SingleSignOnOptions options, bool secure)
    {
        oidc.Authority = options.Authority!.AbsoluteUri;
        oidc.RequireHttpsMetadata = options.Authority.Scheme == Uri.UriSchemeHttps;
        oidc.ClientId = options.ClientId;
        oidc.ClientSecret = options.ClientSecret;
        oidc.CallbackPath = CallbackPath;
        oidc.ResponseType = OpenIdConnectResponseType.Code;
        oidc.ResponseMode = OpenIdConnectResponseMode.Query;
        oidc.UsePkce = true;
        oidc.MapInboundClaims = false;
        oidc.SaveTokens = false;
        oidc.SignInScheme = IdentityConstants.ExternalScheme;
        oidc.BackchannelHttpHandler = new Utf8Handler { InnerHandler = new SocketsHttpHandler() };
        oidc.Scope.Clear();
        foreach (var scope in (string[])["openid", "profile", "email"])
            oidc.Scope.Add(scope);
        foreach (var cookie in (CookieBuilder[])[oidc.CorrelationCookie, oidc.NonceCookie])
        {
            // Lax is enough, because the way back is a link and no form.
            cookie.SameSite = SameSiteMode.Lax;
            cookie.SecurePolicy = secure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
            cookie.Name = (secure ? "__Secure-" : "") + cookie.Name;
        }

        oidc.Events = new OpenIdConnectEvents
        {
            OnRedirectToIdentityProvider = context => Attempt(context.HttpContext).LeaveAsync(context),
            OnMessageReceived = context => Attempt(context.HttpContext).ComeBackAsync(context),

            // Back from the issuer: nobody is signed in by a ticket alone. Who it is, and whether they may, is looked up.
            OnTicketReceived = async context =>
            {
                var entry = context.HttpContext.RequestServices.GetRequiredService<SingleSignOnEntry>();
                var outcome = SignOnOutcome.No(SingleSignOnFault.Failed);
                try
                {
                    outcome = await entry.RecogniseAsync(ExternalPerson.From(context.Principal!));
                }
                finally
                {
                    await Attempt(context.HttpContext).EndAsync(context.HttpContext, outcome);
                }

                if (outcome.Fault is { } fault)
                    Log(context.HttpContext, fault, null);
                context.Response.Redirect(AsciiRedirect.Encode(await entry.EnterAsync(outcome, context.ReturnUri)));
                context.HandleResponse();
            },
            OnRemoteFailure = async context =>
            {
                var fault = SingleSignOnFaults.From(context.Failure);
                await Attempt(context.HttpContext).EndAsync(context.HttpContext, SignOnOutcome.No(fault));
                await context.HttpContext.RequestServices.GetRequiredService<SingleSignOnEntry>().TellAsync(fault);
                Log(context.HttpContext, fault, context.Failure);
                context.Response.Redirect("/sign-in");
                context.HandleResponse();
            },
        };
    }

    private static SignOnAttempt Attempt(HttpContext context) => context.RequestServices.GetRequiredService<SignOnAttempt>();

    private static void Log(HttpContext context, SingleSignOnFault fault, Exception? failure) =>
        context.RequestServices.GetRequiredService<ILogger<SingleSignOnEntry>>().LogWarning(
            "Single sign-on refused: {Fault}, {Exception}, from {Source}",
            fault,
            failure?.GetType().Name,
            context.Connection.RemoteIpAddress);
}

/// <summary>Whom the issuer says it is.</summary>
/// <param name="IsVerified">Null when it says nothing of that.</param>
public sealed record ExternalPerson(string Issuer, string Subject, string? Email, bool? IsVerified, string? Name)
{
    public static ExternalPerson From(ClaimsPrincipal principal) => new(
        principal.FindFirstValue("iss") ?? "",
        principal.FindFirstValue("sub") ?? "",
        principal.FindFirstValue("email"),
        bool.TryParse(principal.FindFirstValue("email_verified"), out var verified) ? verified : null,
        principal.FindFirstValue("name"));

    /// <summary>How the issuer knows them, in the length that a key may have.</summary>
    public string Key => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(
        System.Text.Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Issuer}\n{Subject}"))));

    public UserLoginInfo Login => new(SingleSignOnSetup.Scheme, Key, Email);
}
