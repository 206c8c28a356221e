using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Accounton.Sandbox.SignIn;

/// <summary>Where the sign-in page is, and where it may send people back to.</summary>
internal sealed class SignInAddress(IOptions<SandboxOptions> options)
{
    public const string ReturnTo = "returnUrl";
    private readonly string? origin = options.Value.SignInOrigin?.TrimEnd('/');

    /// <summary>True when a cookie set by the sign-in page does not reach the authorize endpoint.</summary>
    public bool IsElsewhere => origin is not null;

    /// <summary>The sign-in page, which comes back to this very request.</summary>
    public string For(HttpRequest request)
    {
        IEnumerable<KeyValuePair<string, StringValues>> fields = request.HasFormContentType ? request.Form : request.Query;
        var parameters = fields.Where(field => field.Key is not (Tickets.Parameter or ConsentPage.Decision));
        var here = UriHelper.BuildAbsolute(request.Scheme, request.Host, request.PathBase, request.Path);
        var back = QueryHelpers.AddQueryString(here, parameters);
        return QueryHelpers.AddQueryString($"{origin ?? $"{request.Scheme}://{request.Host}"}{request.PathBase}/sign-in", ReturnTo, back);
    }

    /// <summary>Only an authorize endpoint on this machine, so that the page is no open redirect.</summary>
    public static bool MayReturnTo(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && address.IsLoopback
            && address.AbsolutePath.EndsWith("/connect/authorize", StringComparison.Ordinal);
}
