using System.Diagnostics;
using System.Globalization;
using Accounton.Features.Questionnaires.Uploads;
using Accounton.Tests.Data;
using Accounton.Tests.Features.Questionnaires.Uploads;
using Accounton.Tests.Running;
using ImageMagick;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Accounton.Benchmarks;

/// <summary>
/// A client's file of 25 MB in and out, against a bare server that copies the same bytes into a file and back; what that takes of
/// memory, and what joining twelve photos of 12 megapixels takes.
/// </summary>
public static class ClientFiles
{
    private const int Length = 25 * 1024 * 1024;
    private const int Photos = 12;

    public static async Task RunAsync()
    {
        await using var sandbox = await Sandbox.StartAsync();
        await using var database = await TestDatabase.CreateAsync();
        await using var owner = new ProtectedData(database, ("DataProtection:AllowUnprotectedKeys", "true"));
        var office = await owner.OfficeAsync(App.DemoOffice);
        await using var app = await AppProcess.StartAsync(database, sandbox, "Uploads:MaxQuestionnaire=1000");
        using var client = await ClientOfProcess.OpenAsync(app.Url, owner, office);
        await using var bare = await BareAsync();
        using var copier = new HttpClient { BaseAddress = new Uri(bare.Urls.First()) };

        // What one file takes, of a process that has not seen any.
        await PeakAsync("a 25 MB upload in and out", 60, app.Id, async () => await InAndOutAsync(client, owner, office));
        await Figure.CompareAsync(
            "a 25 MB upload in and out", 3, () => Figure.TimeAsync(() => InAndOutAsync(client, owner, office)), () =>
                Figure.TimeAsync(() => CopyAsync(copier)));

        var photos = Enumerable.Range(0, Photos).Select(Photo).ToList();
        Console.WriteLine($"photos of {photos.Average(photo => photo.Length) / 1024:0} kB");
        foreach (var (number, photo) in photos.Index())
        {
            using var file = new ByteArrayContent(photo);
            (await client.SendAsync($"{number}.jpg", file)).EnsureRedirect();
        }

        await PeakAsync("twelve 12-megapixel photos into one PDF", 150, app.Id, async () =>
        {
            for (var joined = false; !joined; await Task.Delay(200))
            {
                await using var work = owner.In(office);
                joined = await work.Db.Uploads.AnyAsync(u => u.IsJoined && u.State == UploadState.Stored);
            }
        });
        await app.KillAsync();
    }

    private static void EnsureRedirect(this HttpResponseMessage answer)
    {
        using (answer)
        {
            if (answer.Headers.Location is null)
                throw new InvalidOperationException($"The file was not taken: {answer.StatusCode}.");
        }
    }

    private static async Task InAndOutAsync(ClientOfProcess client, ProtectedData owner, Guid office)
    {
        using var file = new ByteArrayContent(SampleFiles.Pdf(Length));
        (await client.SendAsync("attest.pdf", file)).EnsureRedirect();
        Guid id;
        await using (var work = owner.In(office))
            id = await work.Db.Uploads.OrderByDescending(u => u.At).Select(u => u.Id).FirstAsync();
        using var answer = await client.ReadAsync(id);
        await using var content = await answer.Content.ReadAsStreamAsync();
        await content.CopyToAsync(Stream.Null);
    }

    private static async Task CopyAsync(HttpClient copier)
    {
        using var file = new ByteArrayContent(SampleFiles.Pdf(Length));
        (await copier.PostAsync(new Uri("/", UriKind.Relative), file)).Dispose();
        using var answer = await copier.GetAsync(new Uri("/", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        await using var content = await answer.Content.ReadAsStreamAsync();
        await content.CopyToAsync(Stream.Null);
    }

    /// <summary>Copies a body into a file, and that file back.</summary>
    private static async Task<WebApplication> BareAsync()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("accounton-copied-").FullName, "file");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var bare = builder.Build();
        bare.MapPost("/", async context =>
        {
            context.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = null;
            await using var copy = File.Create(path);
            await context.Request.Body.CopyToAsync(copy);
            copy.Flush(flushToDisk: true);
        });
        bare.MapGet("/", context => context.Response.SendFileAsync(path));
        await bare.StartAsync();
        return bare;
    }

    /// <summary>How much more memory a process takes at most than it took before.</summary>
    private static async Task PeakAsync(string what, int bar, int process, Func<Task> act)
    {
        var idle = Resident(process);
        var peak = 0L;
        using var done = new CancellationTokenSource();
        var watching = Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
            {
                peak = Math.Max(peak, Resident(process));
                await Task.Delay(5);
            }
        });
        await act();
        await done.CancelAsync();
        await watching;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{what}: peak {(peak - idle) / 1048576.0:0} MB above {idle / 1048576.0:0} MB (bar {bar} MB)"));
    }

    private static long Resident(int process)
    {
        using var it = Process.GetProcessById(process);
        return it.WorkingSet64;
    }

    /// <summary>As a phone makes them: 4,000 by 3,000, with noise that does not pack well.</summary>
    private static byte[] Photo(int number)
    {
        const int width = 4000, height = 3000;
        var random = new Random(number);
        var pixels = new byte[width * height * 3];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var at = ((y * width) + x) * 3;
                pixels[at] = (byte)((x / 16) + random.Next(24));
                pixels[at + 1] = (byte)((y / 12) + random.Next(24));
                pixels[at + 2] = (byte)(number * 20);
            }
        }

        using var image = new MagickImage(pixels, new PixelReadSettings(width, height, StorageType.Char, PixelMapping.RGB))
        {
            Quality = 85,
        };
        return image.ToByteArray(MagickFormat.Jpeg);
    }
}
