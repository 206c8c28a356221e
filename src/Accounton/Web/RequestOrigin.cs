using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Accounton.Web;

/// <summary>Where a request came from: as a fragment for htmx, and from which of our own pages.</summary>
public static class RequestOrigin
{
    /// <summary>Htmx asks for a piece of a page.</summary>
    public static bool IsFragment(this HttpRequest request) => request.Headers.ContainsKey("HX-Request");

    /// <summary>The browser says that one of our own pages sent this, so that what is in it may be shown again.</summary>
    public static bool IsFromOwnPage(this HttpRequest request) =>
        request.Headers.TryGetValue("Sec-Fetch-Site", out var site)
            ? site == "same-origin"
            : request.Headers.Origin == $"{request.Scheme}://{request.Host}";

    /// <summary>
    /// The path of our page on which this was asked for, when it was one; none that a browser takes for
    /// another site, such as <c>//site</c>.
    /// </summary>
    public static string? PageItCameFrom(this HttpRequest request)
    {
        var from = request.IsFragment() ? request.Headers["HX-Current-URL"] : request.Headers.Referer;
        return Uri.TryCreate(from, UriKind.Absolute, out var page)
            && page.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase)
            && RedirectHttpResult.IsLocalUrl(page.PathAndQuery)
            ? page.PathAndQuery
            : null;
    }

    /// <summary>The address to come back to after this request: itself when it only reads, else the page it was sent from.</summary>
    public static string PlaceToReturnTo(this HttpRequest request)
    {
        if (!HttpMethods.IsGet(request.Method) || request.IsFragment())
            return request.PageItCameFrom() ?? "/";
        var features = request.HttpContext.Features;
        var place = features.Get<IStatusCodeReExecuteFeature>() is { } failed
            ? failed.OriginalPathBase + failed.OriginalPath + failed.OriginalQueryString
            : request.PathBase + (features.Get<IExceptionHandlerPathFeature>()?.Path ?? request.Path) + request.QueryString;
        return OnThisSite(place);
    }

    /// <summary>The address, or the start page for what a browser takes for another site.</summary>
    public static string OnThisSite(string address) => RedirectHttpResult.IsLocalUrl(address) ? address : "/";
}
