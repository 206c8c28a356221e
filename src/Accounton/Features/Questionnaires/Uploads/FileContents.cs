using System.Buffers;
using System.IO.Compression;
using Accounton.Data;
using Accounton.Localisation;
using Accounton.Tenancy;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace Accounton.Features.Questionnaires.Uploads;

/// <summary>
/// Reads stored files a piece at a time, each by a read of its own: whoever takes long to fetch a file
/// holds nothing open in the database.
/// </summary>
public sealed class FileContents(AccountonContext db, OfficeCiphers ciphers)
{
    /// <summary>Writes a file's content.</summary>
    /// <exception cref="InvalidDataException">Pieces of it are missing.</exception>
    public async Task CopyAsync(Upload upload, Func<ReadOnlyMemory<byte>, ValueTask> write, CancellationToken cancellationToken)
    {
        var cipher = await ciphers.CurrentAsync(cancellationToken);
        var plain = ArrayPool<byte>.Shared.Rent(UploadChunk.Length);
        try
        {
            var left = upload.Size;
            for (var number = 0; number < upload.Chunks; number++)
            {
                var piece = await db.UploadChunks.AsNoTracking().Where(c => c.UploadId == upload.Id && c.Number == number)
                    .Select(c => c.Content).SingleOrDefaultAsync(cancellationToken)
                    ?? throw new InvalidDataException("A piece of the file is missing.");
                var length = cipher.Open(piece, UploadCipher.PieceOf(upload.Id, number), plain);
                left -= length;
                await write(plain.AsMemory(0, length));
            }

            if (left != 0)
                throw new InvalidDataException("The file is not as long as it was.");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(plain, clearArray: true);
        }
    }

    /// <summary>A file's whole content in memory: for a picture that is about to be decoded, and for nothing else.</summary>
    public async Task<byte[]> ReadAsync(Upload upload, CancellationToken cancellationToken)
    {
        var content = new byte[upload.Size];
        var at = 0;
        await CopyAsync(upload, piece =>
        {
            piece.CopyTo(content.AsMemory(at));
            at += piece.Length;
            return ValueTask.CompletedTask;
        }, cancellationToken);
        return content;
    }
}

/// <summary>Answers with a stored file: to keep, never to show within a page of ours.</summary>
public sealed class StoredFileResult(StoredFile file) : ActionResult
{
    /// <summary>For one that may not be opened (yet): says why. Pages link to none such, so whoever comes here has an older page.</summary>
    public static ContentResult Refuse(StoredFile file, Texts texts) => new()
    {
        StatusCode = StatusCodes.Status409Conflict, ContentType = "text/plain; charset=utf-8",
        Content = texts["ScanState." + file.Upload.Scan],
    };

    public override async Task ExecuteResultAsync(ActionContext context)
    {
        var response = context.HttpContext.Response;
        Attachments.Head(response, file.SafeName, file.Upload.Kind.MediaType());
        response.ContentLength = file.Upload.Size;
        await context.HttpContext.RequestServices.GetRequiredService<FileContents>()
            .CopyAsync(
                file.Upload,
                piece => response.Body.WriteAsync(piece, context.HttpContext.RequestAborted),
                context.HttpContext.RequestAborted);
    }
}

/// <summary>
/// Answers with several files in one archive, packed while it is sent. They are stored as they are:
/// pictures and PDF do not get smaller.
/// </summary>
public sealed class StoredFilesResult(string name, IReadOnlyList<(string Path, Upload Upload)> files) : ActionResult
{
    public override async Task ExecuteResultAsync(ActionContext context)
    {
        var response = context.HttpContext.Response;
        var cancelled = context.HttpContext.RequestAborted;
        var contents = context.HttpContext.RequestServices.GetRequiredService<FileContents>();
        Attachments.Head(response, name, "application/zip");

        // Its own stream: an archive writes the few bytes between two files at once, which the body's takes amiss.
        await using var body = response.BodyWriter.AsStream(leaveOpen: true);
        await using var archive = await ZipArchive.CreateAsync(
            body, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancelled);
        foreach (var (path, upload) in files)
        {
            var entry = archive.CreateEntry(path, CompressionLevel.NoCompression);
            await using var content = await entry.OpenAsync(cancelled);
            await contents.CopyAsync(upload, piece => content.WriteAsync(piece, cancelled), cancelled);
        }
    }
}

file static class Attachments
{
    public static void Head(HttpResponse response, string name, string type)
    {
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(name);
        response.Headers.ContentDisposition = disposition.ToString();
        response.Headers.CacheControl = "no-store";
        response.ContentType = type;
    }
}
