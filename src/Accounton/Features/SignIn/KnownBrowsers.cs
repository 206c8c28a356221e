using System.Security.Cryptography;
using System.Text.Json;
using Accounton.Web;
using Microsoft.AspNetCore.DataProtection;

namespace Accounton.Features.SignIn;

/// <summary>A browser that somebody signed in with before, and who did, the first one first.</summary>
public sealed record KnownBrowser(Guid Id, IReadOnlyList<Guid> Users);

/// <summary>
/// Remembers in a cookie that a browser signed in before. It opens nothing: it spares who uses it from what others do wrong
/// with the same account elsewhere.
/// </summary>
public sealed class KnownBrowsers(IDataProtectionProvider protection, IConfiguration configuration)
{
    /// <summary>Of a computer that a whole office uses, the last few.</summary>
    private const int MostUsers = 10;

    private static readonly TimeSpan Holds = TimeSpan.FromDays(180);

    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("Accounton.KnownBrowser")
        .ToTimeLimitedDataProtector();
    private readonly bool _secure = SecureCookies.IsOn(configuration);

    private string Cookie => _secure ? "__Host-accounton-browser" : "accounton-browser";

    /// <summary>Null when nobody signed in with this browser, or that is long ago.</summary>
    public KnownBrowser? Get(HttpContext context)
    {
        try
        {
            return context.Request.Cookies[Cookie] is { Length: > 0 } kept
                && JsonSerializer.Deserialize<KnownBrowser>(_protector.Unprotect(kept)) is { Users.Count: > 0 } browser ? browser : null;
        }
        catch (Exception e) when (e is CryptographicException or JsonException)
        {
            return null;
        }
    }

    public void Remember(HttpContext context, Guid userId)
    {
        var browser = Get(context) ?? new KnownBrowser(Guid.NewGuid(), []);
        if (!browser.Users.Contains(userId))
            browser = browser with { Users = [.. browser.Users.TakeLast(MostUsers - 1), userId] };
        context.Response.Cookies.Append(Cookie, _protector.Protect(JsonSerializer.Serialize(browser), Holds), new CookieOptions
        {
            MaxAge = Holds,
            HttpOnly = true,
            IsEssential = true,
            SameSite = SameSiteMode.Lax,
            Secure = _secure,
            Path = "/",
        });
    }
}
