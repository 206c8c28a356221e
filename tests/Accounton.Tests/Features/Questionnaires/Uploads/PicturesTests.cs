using System.Buffers.Binary;
using System.IO.Compression;
using Accounton.Features.Questionnaires.Uploads;
using ImageMagick;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PdfSharp.Pdf;
using PdfSharp.Pdf.IO;

namespace Accounton.Tests.Features.Questionnaires.Uploads;

/// <summary>Photos of a document become one PDF in the chosen order; the photos stay.</summary>
public sealed class PicturesTests(QuestionnaireSite site) : IClassFixture<QuestionnaireSite>
{
    // Whoever reads the first picture of a process sets up what may be read: before a test makes one of its own.
    static PicturesTests() => PictureReader.EnsureStarted();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pictures_ofADocument_areOnePdfInTheChosenOrderAndStayThemselves()
    {
        var (given, client, home) = await site.AskAsync();
        (await UploadsSite.SendAsync(client, home, "rood.jpg", Picture(60, 40, 250, 0, 0))).Dispose();
        (await UploadsSite.SendAsync(client, home, "blauw.png", Picture(40, 60, 0, 0, 250, MagickFormat.Png))).Dispose();
        (await UploadsSite.SendAsync(client, home, "IMG_0001.jpg", await HeicAsync())).Dispose();
        var last = (await site.UploadsAsync(given))[^1];
        (await client.PostAsync($"{UploadsSite.Path(home)}/files/{last.Id}/forward")).Dispose();

        var tooEarly = await JoinAsync(given);
        site.Clock.Advance(UploadWriter.JoinDelay + TimeSpan.FromSeconds(1));
        var joined = await JoinAsync(given);
        var office = await site.MemberAsync(given.Office);
        var page = await office.LookAsync($"/questionnaires/{given.Assignment}");
        using var answer = await office.GetAsync($"/questionnaires/{given.Assignment}/files/{joined!.Id}");
        using var pdf = PdfReader.Open(await answer.Content.ReadAsStreamAsync(Cancelled), PdfDocumentOpenMode.Import);
        var colours = pdf.Pages.Cast<PdfPage>().Select(ColourOf).ToList();

        Assert.Null(tooEarly);
        Assert.Equal(FileKind.Heic, last.Kind);
        Assert.EndsWith(".pdf", answer.Content.Headers.ContentDisposition!.FileNameStar, StringComparison.Ordinal);
        Assert.Equal([true, true, false], pdf.Pages.Cast<PdfPage>().Select(one => one.Width.Point > one.Height.Point));
        Assert.True(colours[0] is { Red: > 230, Blue: < 20 }, $"{colours[0]}");
        Assert.True(colours[1] is { Red: > 150 and < 230, Green: > 10 and < 60, Blue: > 20 and < 60 }, $"{colours[1]}");
        Assert.True(colours[2] is { Red: < 60, Blue: > 200 }, $"{colours[2]}");
        Assert.Equal(3, (await site.UploadsAsync(given)).Count(upload => !upload.IsJoined));
        Assert.Contains("3 foto’s samen", page.Text, StringComparison.Ordinal);
    }

    /// <summary>What the client took back is nowhere any more, also not on a page of what was joined.</summary>
    [Fact]
    public async Task Picture_thatIsRemoved_isGoneFromWhatWasJoinedAtOnce()
    {
        var (given, client, home) = await site.AskAsync();
        foreach (var (name, red) in (IEnumerable<(string, byte)>)[("a.jpg", 10), ("b.jpg", 90), ("c.jpg", 200)])
            (await UploadsSite.SendAsync(client, home, name, Picture(60, 40, red, 0, 0))).Dispose();
        site.Clock.Advance(UploadWriter.JoinDelay + TimeSpan.FromSeconds(1));
        Assert.NotNull(await JoinAsync(given));

        var second = (await site.UploadsAsync(given)).Where(upload => !upload.IsJoined).ElementAt(1);
        (await client.PostAsync($"{UploadsSite.Path(home)}/files/{second.Id}/remove")).Dispose();
        var between = await JoinedAsync(given);
        site.Clock.Advance(UploadWriter.JoinDelay + TimeSpan.FromSeconds(1));
        var again = await JoinAsync(given);

        Assert.Null(between);
        Assert.NotNull(again);
        Assert.Equal(2, await PagesAsync(given, again));
        Assert.Equal(3, await site.ReadAsync(db =>
            db.UploadChunks.CountAsync(c => db.Uploads.Any(u => u.Id == c.UploadId && u.AssignmentId == given.Assignment), Cancelled)));
    }

    [Fact]
    public async Task Picture_thatCannotBeRead_isToldAndThePicturesStay()
    {
        var (given, client, home) = await site.AskAsync();
        (await UploadsSite.SendAsync(client, home, "goed.jpg", Picture(60, 40, 10, 10, 10))).Dispose();
        (await UploadsSite.SendAsync(client, home, "stuk.jpg", [0xFF, 0xD8, 0xFF, 0xE0, .. new byte[200]])).Dispose();
        site.Clock.Advance(UploadWriter.JoinDelay + TimeSpan.FromSeconds(1));

        var joined = await JoinAsync(given);
        var page = await (await site.MemberAsync(given.Office)).LookAsync($"/questionnaires/{given.Assignment}");

        Assert.Null(joined);
        Assert.Contains("konden niet tot één pdf worden samengezet", page.Text, StringComparison.Ordinal);
        Assert.Equal(2, (await site.UploadsAsync(given)).Count);
    }

    [Fact]
    public async Task Picture_ofOnePage_staysAsItIsUnlessFewCanOpenIt()
    {
        var (given, client, home) = await site.AskAsync();
        (await UploadsSite.SendAsync(client, home, "een.jpg", Picture(60, 40, 10, 10, 10))).Dispose();
        var plain = await DocumentAsync(given);
        (await client.PostAsync($"{UploadsSite.Path(home)}/files/{(await site.UploadsAsync(given)).Single().Id}/remove")).Dispose();
        (await UploadsSite.SendAsync(client, home, "een.heic", await HeicAsync())).Dispose();

        Assert.Null(plain.JoinAt);
        Assert.NotNull((await DocumentAsync(given)).JoinAt);
    }

    [Fact]
    public async Task Shrink_ofAPhotoOnItsSide_isUprightSmallAndWithoutWhereItWasTaken()
    {
        using var photo = new MagickImage(Picture(3000, 2000, 120, 80, 40));
        var exif = new ExifProfile();
        exif.SetValue(ExifTag.ImageDescription, "GeplanteBeschrijving");
        exif.SetValue(ExifTag.Orientation, (ushort)Orientation.RightTop);
        photo.SetProfile(exif);
        photo.Orientation = Orientation.RightTop;

        var page = await PictureReader.ShrinkAsync(photo.ToByteArray(MagickFormat.Jpeg), FileKind.Jpeg, Cancelled);

        var about = new MagickImageInfo(page);
        Assert.Equal((1600u, 2400u), (about.Width, about.Height));
        Assert.Equal(-1, page.AsSpan().IndexOf("GeplanteBeschrijving"u8));
        Assert.Equal(-1, page.AsSpan().IndexOf("Exif"u8));
    }

    [Fact]
    public async Task Shrink_ofMorePixelsThanAreRead_isRefusedBeforeAnyIsDecoded()
    {
        var large = await Assert.ThrowsAsync<PictureException>(() => PictureReader.ShrinkAsync(PngOf(8000, 7000), FileKind.Png, Cancelled));
        Assert.Contains("too many pixels", large.Message, StringComparison.Ordinal);
    }

    /// <summary>By the policy: a program that draws is none of the kinds, whatever a file says that it is.</summary>
    [Theory]
    [InlineData("push graphic-context\nviewbox 0 0 10 10\nimage over 0,0 0,0 '/etc/passwd'\npop graphic-context")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"10\"><image href=\"/etc/passwd\"/></svg>")]
    public async Task Shrink_ofAProgram_isRefused(string program)
    {
        var content = System.Text.Encoding.ASCII.GetBytes(program);
        foreach (var kind in FileKinds.Pictures)
            await Assert.ThrowsAsync<PictureException>(() => PictureReader.ShrinkAsync(content, kind, Cancelled));
        Assert.ThrowsAny<MagickException>(() => new MagickImage(content, new MagickReadSettings { Format = MagickFormat.Svg }));
        Assert.ThrowsAny<MagickException>(() => new MagickImage(content, new MagickReadSettings { Format = MagickFormat.Mvg }));
    }

    /// <summary>A picture comes while the others are being joined: that one is not left out for good.</summary>
    [Fact]
    public async Task Pictures_thatChangeWhileTheyAreJoined_areJoinedAgain()
    {
        var (given, client, home) = await site.AskAsync();
        foreach (var red in (byte[])[10, 90])
            (await UploadsSite.SendAsync(client, home, $"{red}.jpg", Picture(60, 40, red, 0, 0))).Dispose();
        site.Clock.Advance(UploadWriter.JoinDelay + TimeSpan.FromSeconds(1));
        var document = await DocumentAsync(given);
        await site.WorkedAsync(async (db, services) =>
        {
            var terms = new Accounton.Jobs.LeaseTerms<RequestedDocument>(TimeSpan.FromMinutes(1), d => d.JoinAt != null);
            await using var lease = await Accounton.Jobs.RowLease.TakeAsync(
                db, services.GetRequiredService<IServiceScopeFactory>(), site.Clock, terms, document.Id, Cancelled);
            (await UploadsSite.SendAsync(client, home, "laat.jpg", Picture(60, 40, 200, 0, 0))).Dispose();
            return await Assert.ThrowsAsync<Accounton.Jobs.LeaseLostException>(() => services.GetRequiredService<UploadWriter>()
                .StoreJoinedAsync(lease!, "x.pdf", new MemoryStream([1, 2, 3]), ScanState.NoScanner, Cancelled));
        });
        site.Clock.Advance(TimeSpan.FromMinutes(2));

        var joined = await JoinAsync(given);

        Assert.Equal(3, await PagesAsync(given, joined!));
    }

    private Task<RequestedDocument> DocumentAsync(QuestionnaireSite.Given given) =>
        site.ReadAsync(db => db.RequestedDocuments.AsNoTracking().SingleAsync(d => d.AssignmentId == given.Assignment, Cancelled));

    private async Task<Upload?> JoinedAsync(QuestionnaireSite.Given given) =>
        (await site.UploadsAsync(given)).SingleOrDefault(upload => upload.IsJoined);

    private async Task<Upload?> JoinAsync(QuestionnaireSite.Given given)
    {
        var document = await DocumentAsync(given);
        await site.WorkedAsync(async (_, services) =>
        {
            await ActivatorUtilities.CreateInstance<JoinJob>(services).RunAsync(document.OfficeId, document.Id, Cancelled);
            return 0;
        });
        return await JoinedAsync(given);
    }

    private Task<int> PagesAsync(QuestionnaireSite.Given given, Upload joined) => site.WorkedAsync(async (_, services) =>
    {
        using var pdf = PdfReader.Open(
            new MemoryStream(await services.GetRequiredService<FileContents>().ReadAsync(joined, Cancelled)), PdfDocumentOpenMode.Import);
        return pdf.PageCount;
    });

    private static Task<byte[]> HeicAsync() =>
        File.ReadAllBytesAsync(
            Path.Combine(Source.Root, "tests", "Accounton.Tests", "Features", "Questionnaires", "Uploads", "photo.heic"), Cancelled);

    private static byte[] Picture(int width, int height, byte red, byte green, byte blue, MagickFormat format = MagickFormat.Jpeg)
    {
        var pixels = new byte[width * height * 3];
        for (var at = 0; at < pixels.Length; at += 3)
        {
            pixels[at] = red;
            pixels[at + 1] = green;
            pixels[at + 2] = blue;
        }
        using var image = new MagickImage(pixels, new PixelReadSettings((uint)width, (uint)height, StorageType.Char, PixelMapping.RGB));
        return image.ToByteArray(format);
    }

    /// <summary>What the picture of a page is in its middle.</summary>
    private static (byte Red, byte Green, byte Blue) ColourOf(PdfPage page)
    {
        var pictures = page.Elements.GetDictionary("/Resources")!.Elements.GetDictionary("/XObject")!;
        var picture = (PdfDictionary)((PdfSharp.Pdf.Advanced.PdfReference)pictures.Elements.Values.First()!).Value;
        using var image = new MagickImage(picture.Stream.Value, new MagickReadSettings { Format = MagickFormat.Jpeg });
        var pixel = image.GetPixels().GetPixel((int)image.Width / 4, (int)image.Height / 2).ToColor()!;
        return (pixel.R, pixel.G, pixel.B);
    }

    /// <summary>A whole PNG of a size, all black, that packs into next to nothing.</summary>
    private static byte[] PngOf(int width, int height)
    {
        using var png = new MemoryStream();
        png.Write([0x89, .. "PNG\r\n"u8, 0x1A, 0x0A]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 1;
        using var pixels = new MemoryStream();
        using (var packer = new ZLibStream(pixels, CompressionLevel.Fastest, leaveOpen: true))
            packer.Write(new byte[height * (1 + ((width + 7) / 8))]);
        Write(png, "IHDR"u8, header);
        Write(png, "IDAT"u8, pixels.ToArray());
        Write(png, "IEND"u8, []);
        return png.ToArray();
    }

    private static void Write(MemoryStream png, ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        var sum = uint.MaxValue;
        byte[] chunk = [.. type, .. content];
        foreach (var one in chunk)
        {
            sum ^= one;
            for (var bit = 0; bit < 8; bit++)
                sum = (sum & 1) == 0 ? sum >> 1 : (sum >> 1) ^ 0xEDB88320;
        }

        var number = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        png.Write(number);
        png.Write(chunk);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~sum);
        png.Write(number);
    }
}
