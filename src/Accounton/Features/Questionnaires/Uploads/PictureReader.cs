using ImageMagick;
using ImageMagick.Configuration;
using PdfSharp.Drawing;
using PdfSharp.Pdf;

namespace Accounton.Features.Questionnaires.Uploads;

/// <summary>A picture cannot be read, or is larger than is read.</summary>
public sealed class PictureException(string message) : Exception(message);

/// <summary>
/// Makes pages of pictures. One is decoded at a time in a process: the memory that takes is bounded, whoever sends how much. Nothing of
/// a picture is written to a disk, and nothing but the kinds that are taken is read.
/// </summary>
public static class PictureReader
{
    /// <summary>What a phone makes, twice over.</summary>
    public const int MostPixels = 50_000_000;

    /// <summary>Of the longer side of a page: what is printed on paper of A4 can be read on it.</summary>
    private const uint Longest = 2400;
    private const uint Quality = 78;
    private const ulong MostMemory = 512UL * 1024 * 1024;

    private const string Policy = """
        <policymap>
          <policy domain="delegate" rights="none" pattern="*" />
          <policy domain="filter" rights="none" pattern="*" />
          <policy domain="path" rights="none" pattern="@*" />
          <policy domain="coder" rights="none" pattern="*" />
          <policy domain="coder" rights="read | write" pattern="{JPEG,JPG,PNG,HEIC,AVIF,WEBP,TIFF,GIF,BMP}" />
        </policymap>
        """;

    private static readonly SemaphoreSlim One = new(1);
    private static readonly Lazy<bool> Started = new(Start);

    /// <summary>Sets up what may be read, before anything is: later it would not hold.</summary>
    /// <exception cref="InvalidOperationException">It does not hold.</exception>
    public static void EnsureStarted() => _ = Started.Value;

    /// <summary>A picture upright, on white, small enough for a page, as JPEG without whatever a camera notes beside it.</summary>
    /// <exception cref="PictureException">It cannot be read.</exception>
    public static async Task<byte[]> ShrinkAsync(byte[] picture, FileKind kind, CancellationToken cancellationToken)
    {
        await One.WaitAsync(cancellationToken);
        try
        {
            return Shrink(picture, kind);
        }
        catch (MagickException)
        {
            // Its text may say something of the picture.
            throw new PictureException("The picture cannot be read.");
        }
        finally
        {
            One.Release();
        }
    }

    /// <summary>A PDF with a picture a page, each upright or lying as it is.</summary>
    /// <param name="pages">JPEG, in order.</param>
    public static MemoryStream Join(IReadOnlyList<byte[]> pages)
    {
        const double shorter = 210, longer = 297;
        using var document = new PdfDocument();
        foreach (var picture in pages)
        {
            using var image = XImage.FromStream(new MemoryStream(picture, 0, picture.Length, writable: false, publiclyVisible: true));
            var isLying = image.PixelWidth > image.PixelHeight;
            var page = document.AddPage();
            page.Width = XUnit.FromMillimeter(isLying ? longer : shorter);
            page.Height = XUnit.FromMillimeter(isLying ? shorter : longer);
            var scale = Math.Min(page.Width.Point / image.PixelWidth, page.Height.Point / image.PixelHeight);
            var width = image.PixelWidth * scale;
            var height = image.PixelHeight * scale;
            using var canvas = XGraphics.FromPdfPage(page);
            canvas.DrawImage(image, (page.Width.Point - width) / 2, (page.Height.Point - height) / 2, width, height);
        }

        var content = new MemoryStream();
        document.Save(content, closeStream: false);
        content.Position = 0;
        return content;
    }

    private static byte[] Shrink(byte[] picture, FileKind kind)
    {
        EnsureStarted();
        var settings = new MagickReadSettings { Format = Format(kind), FrameIndex = 0, FrameCount = 1 };
        var about = new MagickImageInfo(picture, settings);
        if ((long)about.Width * about.Height > MostPixels)
            throw new PictureException("The picture has too many pixels.");

        // A JPEG is read at about the size that is wanted: the rest of its pixels never exist.
        settings.SetDefine(MagickFormat.Jpeg, "size", $"{Longest}x{Longest}");
        using var image = new MagickImage(picture, settings);
        image.AutoOrient();
        image.Resize(new MagickGeometry(Longest, Longest) { Greater = true });
        image.BackgroundColor = MagickColors.White;
        image.Alpha(AlphaAction.Remove);
        image.TransformColorSpace(ColorProfiles.SRGB);
        image.Strip();
        image.ColorSpace = image.ColorSpace == ColorSpace.Gray ? ColorSpace.Gray : ColorSpace.sRGB;
        image.Quality = Quality;
        return image.ToByteArray(MagickFormat.Jpeg);
    }

    private static MagickFormat Format(FileKind kind) => kind switch
    {
        FileKind.Jpeg => MagickFormat.Jpeg,
        FileKind.Png => MagickFormat.Png,
        FileKind.Heic => MagickFormat.Heic,
        FileKind.WebP => MagickFormat.WebP,
        FileKind.Tiff => MagickFormat.Tiff,
        FileKind.Gif => MagickFormat.Gif,
        FileKind.Bmp => MagickFormat.Bmp,
        _ => throw new PictureException("This is no picture."),
    };

    private static bool Start()
    {
        var settings = ConfigurationFiles.Default;
        settings.Policy.Data = Policy;
        MagickNET.Initialize(settings);
        ResourceLimits.Disk = 0;
        ResourceLimits.Memory = MostMemory;
        ResourceLimits.Area = MostMemory;
        ResourceLimits.Width = 30_000;
        ResourceLimits.Height = 30_000;
        ResourceLimits.Thread = 1;
        return Refuses("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>"u8)
            ? true
            : throw new InvalidOperationException("ImageMagick does not keep to our policy.");
    }

    /// <summary>Whether the policy holds: a drawing would be read without it.</summary>
    private static bool Refuses(ReadOnlySpan<byte> drawing)
    {
        try
        {
            using var image = new MagickImage(drawing, new MagickReadSettings { Format = MagickFormat.Svg });
            return false;
        }
        catch (MagickPolicyErrorException)
        {
            return true;
        }
    }
}
