using System.Text.Encodings.Web;
using Accounton.Localisation;

namespace Accounton.Web;

/// <summary>
/// What is shown when even the error page fails, as it does while the database cannot be reached:
/// the same sentences in every language, needing nothing. The error itself is logged before it gets here.
/// </summary>
public sealed class LastResort(RequestDelegate next, Texts texts)
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
            context.Response.ContentType = "text/html; charset=utf-8";
            await context.Response.WriteAsync(Page, context.RequestAborted);
        }
    }

    private string Page =>
        $"<!DOCTYPE html><html lang=\"{Language.Dutch}\"><meta name=\"viewport\" content=\"width=device-width\"><title>{Text(Language.Dutch, "App.Name")}</title>"
        + string.Concat(Language.All.Select(language =>
            $"<section class=\"notice\" lang=\"{language}\"><h1>{Text(language, "Error.500.Title")}</h1><p>{Text(language, "Error.500.Text")}</p></section>"))
        + "</html>";

    private string Text(Language language, string key) => HtmlEncoder.Default.Encode(texts.In(language)[key]);
}
