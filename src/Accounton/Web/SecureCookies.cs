namespace Accounton.Web;

/// <summary>Whether people come over TLS: then cookies carry a prefix that a browser takes over TLS only.</summary>
public static class SecureCookies
{
    public static bool IsOn(IConfiguration configuration) =>
        configuration.GetValue<Uri?>($"{AppOptions.Section}:{nameof(AppOptions.PublicUrl)}")?.Scheme == Uri.UriSchemeHttps;
}
