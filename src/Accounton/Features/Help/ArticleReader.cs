using Accounton.Tenancy;
using Accounton.Web;

namespace Accounton.Features.Help;

/// <summary>Who reads: a user, or else a browser, known by a random number that it keeps from its first opinion on.</summary>
public sealed class ArticleReader(CurrentMember member, IHttpContextAccessor accessor, IConfiguration configuration)
{
    private const string Cookie = "help-reader";

    private HttpContext Context => accessor.HttpContext!;

    /// <summary>Null for a browser that gave no opinion yet. The first letter keeps a browser from passing for a user.</summary>
    public string? Known =>
        member.User is { } user ? $"u{user.Id:N}"
        : Guid.TryParseExact(Context.Request.Cookies[Cookie], "N", out var browser) ? $"b{browser:N}"
        : null;

    /// <summary>The reader, who is from now on known.</summary>
    public string Remember()
    {
        if (Known is { } known)
            return known;

        var browser = Guid.NewGuid().ToString("N");
        Context.Response.Cookies.Append(Cookie, browser, new()
        {
            MaxAge = TimeSpan.FromDays(365),
            HttpOnly = true,
            IsEssential = true,
            SameSite = SameSiteMode.Lax,
            Secure = SecureCookies.IsOn(configuration),
        });
        return "b" + browser;
    }
}
