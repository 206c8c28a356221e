using System.Buffers.Binary;
using System.Text;

namespace Accounton.Features.Questionnaires.Uploads;

/// <summary>What a file is. Stored by name.</summary>
public enum FileKind
{
    /// <summary>Nothing that is taken.</summary>
    None = 0,
    Pdf,
    Jpeg,
    Png,
    Heic,
    WebP,
    Tiff,
    Gif,
    Bmp,
    Word,
    Excel,
    PowerPoint,
    OpenDocument,

    /// <summary>Of Office from before 2007; which program's, its name says.</summary>
    OldOffice,
    Text,
    Rtf,
}

/// <summary>Tells what a file is by how it begins: its name and the browser's word are what somebody made of them.</summary>
public static class FileKinds
{
    /// <summary>So many bytes tell.</summary>
    public const int Needed = 64 * 1024;

    private const int MostEntries = 40;

    private static readonly string[] HeicBrands = ["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1", "avif", "avis"];

    /// <summary>The kinds that are pictures.</summary>
    public static readonly IReadOnlyList<FileKind> Pictures =
    [
        FileKind.Jpeg, FileKind.Png, FileKind.Heic, FileKind.WebP, FileKind.Tiff, FileKind.Gif, FileKind.Bmp,
    ];

    public static bool IsPicture(this FileKind kind) => Pictures.Contains(kind);

    /// <summary>A picture that not every browser and mail program shows.</summary>
    public static bool IsRarePicture(this FileKind kind) => kind is FileKind.Heic or FileKind.Tiff or FileKind.WebP;

    /// <summary>What it is served as.</summary>
    public static string MediaType(this FileKind kind) => kind switch
    {
        FileKind.Pdf => "application/pdf",
        FileKind.Jpeg => "image/jpeg",
        FileKind.Png => "image/png",
        FileKind.Heic => "image/heic",
        FileKind.WebP => "image/webp",
        FileKind.Tiff => "image/tiff",
        FileKind.Gif => "image/gif",
        FileKind.Bmp => "image/bmp",
        _ => "application/octet-stream",
    };

    /// <summary>A name whose extension is one of the kind's: a HEIC called <c>.jpg</c> opens nowhere under that name.</summary>
    public static string Name(this FileKind kind, string name)
    {
        var fitting = Extensions(kind);
        return fitting.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase) || fitting.Length == 0
            ? name
            : name + fitting[0];
    }

    /// <summary>By its first bytes, <see cref="Needed"/> of them or all there are.</summary>
    public static FileKind Of(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith("%PDF-"u8) || start[..Math.Min(start.Length, 1024)].IndexOf("%PDF-"u8) > 0 && !IsProgram(start))
            return FileKind.Pdf;
        if (start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
            return FileKind.Jpeg;
        if (start.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
            return FileKind.Png;
        if (start.Length >= 12 && start.Slice(4, 4).SequenceEqual("ftyp"u8))
            return IsHeic(start) ? FileKind.Heic : FileKind.None;
        if (start.Length >= 12 && start.StartsWith("RIFF"u8) && start.Slice(8, 4).SequenceEqual("WEBP"u8))
            return FileKind.WebP;
        if (start.StartsWith("II*\0"u8) || start.StartsWith("MM\0*"u8))
            return FileKind.Tiff;
        if (start.StartsWith("GIF87a"u8) || start.StartsWith("GIF89a"u8))
            return FileKind.Gif;
        if (start.Length >= 26 && start.StartsWith("BM"u8) && BinaryPrimitives.ReadInt32LittleEndian(start[6..]) == 0)
            return FileKind.Bmp;
        if (start.StartsWith("{\\rtf"u8))
            return FileKind.Rtf;
        if (start.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]))
            return FileKind.OldOffice;
        if (start.StartsWith("PK\u0003\u0004"u8))
            return OfPackage(start);
        return IsText(start) ? FileKind.Text : FileKind.None;
    }

    private static string[] Extensions(FileKind kind) => kind switch
    {
        FileKind.Pdf => [".pdf"],
        FileKind.Jpeg => [".jpg", ".jpeg", ".jpe", ".jfif"],
        FileKind.Png => [".png"],
        FileKind.Heic => [".heic", ".heif", ".avif"],
        FileKind.WebP => [".webp"],
        FileKind.Tiff => [".tif", ".tiff"],
        FileKind.Gif => [".gif"],
        FileKind.Bmp => [".bmp"],
        FileKind.Word => [".docx", ".docm", ".dotx"],
        FileKind.Excel => [".xlsx", ".xlsm", ".xltx"],
        FileKind.PowerPoint => [".pptx", ".ppsx"],
        FileKind.OpenDocument => [".odt", ".ods", ".odp", ".odg"],
        FileKind.OldOffice => [".doc", ".xls", ".ppt", ".msg"],
        FileKind.Rtf => [".rtf", ".doc"],
        FileKind.Text => [".txt", ".csv", ".tsv", ".xml", ".json", ".cod", ".md", ".eml", ".log"],
        _ => [],
    };

    private static bool IsProgram(ReadOnlySpan<byte> start) =>
        start.StartsWith("MZ"u8) || start.StartsWith("\u007FELF"u8) || start.StartsWith("#!"u8) || start.StartsWith("PK"u8);

    /// <summary>By the main brand or any compatible one: phones write either.</summary>
    private static bool IsHeic(ReadOnlySpan<byte> start)
    {
        var length = Math.Min(start.Length, (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(start), 256));
        for (var at = 8; at + 4 <= length; at += 4)
        {
            if (at != 12 && HeicBrands.Contains(Encoding.ASCII.GetString(start.Slice(at, 4))))
                return true;
        }

        return false;
    }

    /// <summary>A package is what its first entries say. Any other archive is not taken: what is in it cannot be seen.</summary>
    private static FileKind OfPackage(ReadOnlySpan<byte> start)
    {
        var at = 0;
        for (var entry = 0; entry < MostEntries && at + 30 <= start.Length; entry++)
        {
            if (!start[at..].StartsWith("PK\u0003\u0004"u8))
                break;

            var flags = BinaryPrimitives.ReadUInt16LittleEndian(start[(at + 6)..]);
            var packed = BinaryPrimitives.ReadUInt32LittleEndian(start[(at + 18)..]);
            var nameLength = BinaryPrimitives.ReadUInt16LittleEndian(start[(at + 26)..]);
            var extraLength = BinaryPrimitives.ReadUInt16LittleEndian(start[(at + 28)..]);
            if (at + 30 + nameLength > start.Length)
                break;

            var name = start.Slice(at + 30, nameLength);
            if (name.StartsWith("word/"u8))
                return FileKind.Word;
            if (name.StartsWith("xl/"u8))
                return FileKind.Excel;
            if (name.StartsWith("ppt/"u8))
                return FileKind.PowerPoint;

            var content = at + 30 + nameLength + extraLength;
            if (entry == 0 && name.SequenceEqual("mimetype"u8))
                return content < start.Length && start[content..].StartsWith("application/vnd.oasis.opendocument."u8)
                    ? FileKind.OpenDocument
                    : FileKind.None;

            // The size may stand behind the content: then the next entry is looked for.
            var next = (flags & 8) != 0 && packed == 0
                ? start[Math.Min(content, start.Length)..].IndexOf("PK\u0003\u0004"u8)
                : (int)Math.Min(packed, int.MaxValue / 2);
            if (next < 0 || content + next > start.Length)
                break;
            at = content + next;
        }

        return FileKind.None;
    }

    /// <summary>Text in UTF-8, UTF-16 or a Windows code page. A script is text too, and is called so.</summary>
    private static bool IsText(ReadOnlySpan<byte> start)
    {
        if (start.Length == 0)
            return false;
        if (start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || start.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            return true;

        var controls = start.IndexOfAnyExceptInRange((byte)0x20, (byte)0xFF);
        while (controls >= 0)
        {
            if (start[controls] is not ((byte)'\t' or (byte)'\n' or (byte)'\r' or 0x0C))
                return false;
            start = start[(controls + 1)..];
            controls = start.IndexOfAnyExceptInRange((byte)0x20, (byte)0xFF);
        }

        return true;
    }
}
