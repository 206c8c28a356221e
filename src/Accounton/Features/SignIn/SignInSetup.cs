using Accounton.Data;
using Accounton.Tenancy;
using Accounton.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace Accounton.Features.SignIn;

/// <summary>Identity with a cookie that names a session, which is read afresh on every request.</summary>
public static class SignInSetup
{
    public const int PasswordLength = 9;

    public static AuthenticationBuilder AddSignIn(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<CurrentOffice>();
        services.AddScoped<CurrentMember>();
        services.AddScoped<IFrameSource, MemberFrame>();
        services.AddScoped<IAntiforgeryOffice, MemberFrame>();
        services.AddScoped<SessionCookie>();
        services.AddScoped<Sessions>();
        services.AddSingleton<SessionActivity>();
        services.AddHostedService(provider => provider.GetRequiredService<SessionActivity>());
        services.AddScoped<SignInTries>();
        services.AddSingleton<KnownBrowsers>();
        services.AddScoped<SignInByPassword>();
        services.AddPolicies();
        services.AddSignInLimits();
        services.AddIdentityCore<User>(identity =>
        {
            identity.User.RequireUniqueEmail = true;
            // A user's name is their address, and what an address is has a rule of its own: o'brien has one.
            identity.User.AllowedUserNameCharacters = "";
            identity.Password.RequiredLength = PasswordLength;
            identity.Password.RequireLowercase = false;
            identity.Password.RequireNonAlphanumeric = false;
            identity.Password.RequireUppercase = false;
            identity.Password.RequireDigit = false;
        }).AddSignInManager().AddEntityFrameworkStores<AccountonContext>()
            .AddDefaultTokenProviders().AddPasswordValidator<CommonPasswords>();

        var authentication = services.AddAuthentication(IdentityConstants.ApplicationScheme);
        authentication.AddIdentityCookies();
        var secure = SecureCookies.IsOn(configuration);
        services.ConfigureApplicationCookie(cookie =>
        {
            cookie.LoginPath = "/sign-in";
            cookie.ReturnUrlParameter = "returnUrl";
            // How long it really holds stands in its row.
            cookie.ExpireTimeSpan = Session.Longest;
            cookie.SlidingExpiration = false;
            cookie.Cookie.Name = secure ? "__Host-accounton" : "accounton";
            cookie.Cookie.SecurePolicy = secure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.EventsType = typeof(SessionCookie);
        });
        return authentication;
    }
}
