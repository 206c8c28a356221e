using System.Net.Mime;
using System.Text.Encodings.Web;

namespace Accounton.Vendors.AdminPulse;

/// <summary>The small page between the application and the vendor. It goes on by itself, without a script.</summary>
public static class LinkPage
{
    public static async Task WriteAsync(HttpContext context, string url, LinkPageTexts texts)
    {
        context.Response.StatusCode = StatusCodes.Status200OK;
        context.Response.ContentType = $"{MediaTypeNames.Text.Html}; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.WriteAsync(Html(url, texts), context.RequestAborted);
    }

    /// <summary>The page itself; everything that is put into it is encoded.</summary>
    public static string Html(string url, LinkPageTexts texts)
    {
        Func<string, string> encode = HtmlEncoder.Default.Encode;
        return $"""
            <!DOCTYPE html>
            <html lang="{encode(texts.Language)}">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <meta name="color-scheme" content="light dark">
              <link rel="icon" href="/favicon.svg" type="image/svg+xml">
              <link rel="stylesheet" href="/lib/bootstrap/bootstrap.min.css">
              <link rel="stylesheet" href="/css/app.css">
              <meta http-equiv="refresh" content="0;url={encode(url)}">
              <title>{encode(texts.Title)}</title>
            </head>
            <body>
              <div class="plain">
                <main>
                  <h1>{encode(texts.Title)}</h1>
                  <p>{encode(texts.Message)} <a href="{encode(url)}">{encode(texts.Link)}</a></p>
                </main>
              </div>
            </body>
            </html>
            """;
    }
}
