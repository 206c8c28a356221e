using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Accounton.Tests.Running;

/// <summary>A page as a browser got it: its HTML parsed, and its forms ready to be sent with the token they carry.</summary>
public sealed class Page(HttpClient browser, HttpStatusCode status, IHtmlDocument html)
{
    public HttpStatusCode Status { get; } = status;

    public IHtmlDocument Html { get; } = html;

    public string Text => Html.QuerySelector("main")?.TextContent ?? Html.Body?.TextContent ?? "";

    public static async Task<Page> GetAsync(HttpClient browser, string address)
    {
        using var answer = await browser.GetAsync(new Uri(address, UriKind.Relative));
        return await ReadAsync(browser, answer);
    }

    /// <summary>The page that a sent form was answered with, or that it led to.</summary>
    public static async Task<Page> OfAsync(HttpClient browser, HttpResponseMessage answer)
    {
        using (answer)
            return answer.Headers.Location is { } next
                ? await GetAsync(browser, next.OriginalString.Split('#')[0])
                : await ReadAsync(browser, answer);
    }

    /// <summary>Sends a form of this page with the token that its first form carries.</summary>
    public Task<HttpResponseMessage> PostAsync(string address, Dictionary<string, string> fields)
    {
        if (Html.QuerySelector("input[name=__RequestVerificationToken]") is IHtmlInputElement token)
            fields["__RequestVerificationToken"] = token.Value;
        return browser.PostAsync(new Uri(address, UriKind.Relative), new FormUrlEncodedContent(fields));
    }

    private static async Task<Page> ReadAsync(HttpClient browser, HttpResponseMessage answer) =>
        new(browser, answer.StatusCode, new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync()));
}
