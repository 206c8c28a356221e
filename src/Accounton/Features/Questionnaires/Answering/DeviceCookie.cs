using Accounton.Features.OneTimeLinks;
using Accounton.Web;
using Microsoft.Extensions.Options;

namespace Accounton.Features.Questionnaires.Answering;

/// <summary>
/// What a browser is known by: one secret for all respondents who use it, while rows say for whom it is known. Sent to the
/// clients' pages only.
/// </summary>
public sealed class DeviceCookie(IConfiguration configuration, IOptions<QuestionnaireOptions> options)
{
    public const string Path = "/q";

    private readonly bool _secure = SecureCookies.IsOn(configuration);

    /// <summary>A browser takes the __Secure- prefix over TLS only; __Host- would send it to every page.</summary>
    public string Name => _secure ? "__Secure-accounton-device" : "accounton-device";

    /// <summary>The hash of the secret that this browser holds; null when it holds none.</summary>
    public byte[]? Find(HttpContext context) =>
        context.Request.Cookies[Name] is { Length: > 0 } secret ? OneTimeToken.HashOf(secret) : null;

    /// <summary>The hash of the secret that this browser holds from now on, for as long as a link works.</summary>
    public byte[] Keep(HttpContext context)
    {
        var secret = context.Request.Cookies[Name] is { Length: > 0 } there ? there : OneTimeToken.New().Text.Reveal();
        context.Response.Cookies.Append(Name, secret, new CookieOptions
        {
            Path = Path,
            MaxAge = options.Value.LinkLifetime,
            HttpOnly = true,
            IsEssential = true,
            SameSite = SameSiteMode.Lax,
            Secure = _secure || context.Request.IsHttps,
        });
        return OneTimeToken.HashOf(secret);
    }
}
