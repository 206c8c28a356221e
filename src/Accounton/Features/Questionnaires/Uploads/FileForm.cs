using System.Text;
using Accounton.Web;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Accounton.Features.Questionnaires.Uploads;

/// <summary>
/// A form with files, read section by section as it comes: the token first, then the files one after the other. Nothing of it is
/// kept, in memory or on disk, but what whoever reads it keeps.
/// </summary>
public sealed class FileForm(IAntiforgery antiforgery)
{
    private const string TokenField = "__RequestVerificationToken";
    private const int BufferSize = 64 * 1024;
    private const int MostToken = 4096;
    private const int MostBoundary = 100;

    private MultipartReader? _reader;

    /// <summary>Begins to read; a status code when the form is refused. The token is in a header, or in the first section.</summary>
    public async Task<int?> BeginAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var request = context.Request;
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            var isOurs = !await RejectedFormFilter.IsUnreadableAsync(request) && await antiforgery.IsRequestValidAsync(context);
            return isOurs ? StatusCodes.Status415UnsupportedMediaType : StatusCodes.Status400BadRequest;
        }

        if (HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= MostBoundary } boundary)
            return StatusCodes.Status400BadRequest;

        _reader = new MultipartReader(boundary, request.Body, BufferSize);
        var tokens = antiforgery.GetTokens(context);
        if (!request.Headers.ContainsKey(tokens.HeaderName!))
        {
            if (await NextSectionAsync(cancellationToken) is not { } first || first.AsFormDataSection() is not { Name: TokenField } field
                || await ReadTokenAsync(field.Section.Body, cancellationToken) is not { } token)
                return StatusCodes.Status400BadRequest;

            // Where antiforgery looks before it reads a form, which it must not do with this one.
            request.Headers[tokens.HeaderName!] = token;
        }

        return await antiforgery.IsRequestValidAsync(context) ? null : StatusCodes.Status400BadRequest;
    }

    /// <summary>The next file; null at the end. What was not read of the one before is passed over.</summary>
    public async Task<FileMultipartSection?> NextAsync(CancellationToken cancellationToken)
    {
        while (await NextSectionAsync(cancellationToken) is { } section)
        {
            if (section.AsFileSection() is { FileName.Length: > 0 } file)
                return file;
        }

        return null;
    }

    /// <exception cref="BadHttpRequestException">It is broken, or was broken off.</exception>
    private async Task<MultipartSection?> NextSectionAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _reader!.ReadNextSectionAsync(cancellationToken);
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException and not BadHttpRequestException)
        {
            throw new BadHttpRequestException("The form cannot be read.", broken);
        }
    }

    private static async Task<string?> ReadTokenAsync(Stream body, CancellationToken cancellationToken)
    {
        var buffer = new byte[MostToken + 1];
        var length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return length > MostToken ? null : Encoding.ASCII.GetString(buffer, 0, length);
    }
}

/// <summary>
/// For an action that reads its form itself, with <see cref="FileForm"/>: nothing else may read it, and it may be as large as a whole
/// questionnaire.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ReadsFileFormAttribute : Attribute, IResourceFilter, IOrderedFilter
{
    private const long FormAround = 1024 * 1024;

    /// <summary>Before whatever would read the form.</summary>
    public int Order => -1000;

    public void OnResourceExecuting(ResourceExecutingContext context)
    {
        context.ValueProviderFactories.RemoveType<FormValueProviderFactory>();
        context.ValueProviderFactories.RemoveType<FormFileValueProviderFactory>();
        context.ValueProviderFactories.RemoveType<JQueryFormValueProviderFactory>();
        var options = context.HttpContext.RequestServices.GetRequiredService<Microsoft.Extensions.Options.IOptions<UploadOptions>>().Value;
        if (context.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = options.MostOfQuestionnaire + FormAround;
    }

    public void OnResourceExecuted(ResourceExecutedContext context)
    {
    }
}
