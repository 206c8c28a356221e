using System.Text.Encodings.Web;
using Accounton.Localisation;

namespace Accounton.Web;

/// <summary>
/// What is shown when even the error page fails, as it does while the database cannot be reached:
/// the same sentences in every language, needing nothing. The error itself is logged before it gets here.
/// </summary>
public sealed class UnhandledErrorPage(RequestDelegate next, Texts texts)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            context.Response.Clear();
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            await WriteAsync(context, texts, "Error.500");
        }
    }

    /// <summary>A title and a text, in every language, as a page that needs nothing else.</summary>
    public static Task WriteAsync(HttpContext context, Texts texts, string key)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(Page(texts, key), context.RequestAborted);
    }

    private static string Page(Texts texts, string key) =>
        $"<!DOCTYPE html><html lang=\"{Language.Dutch}\"><meta name=\"viewport\" "
            + $"content=\"width=device-width\"><title>{Text(texts, Language.Dutch, "App.Name")}</title>"
        + string.Concat(Language.All.Select(language =>
            $"<section class=\"notice\" lang=\"{language}\"><h1>{Text(
                texts, language, key + ".Title")}</h1><p>{Text(texts, language, key + ".Text")}</p></section>"))
        + "</html>";

    private static string Text(Texts texts, Language language, string key) =>
        HtmlEncoder.Default.Encode(texts.In(language)[key, texts.In(language).AskSupport]);
}
