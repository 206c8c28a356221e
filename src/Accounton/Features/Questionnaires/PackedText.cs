using System.IO.Compression;
using System.Text;

namespace Accounton.Features.Questionnaires;

/// <summary>Text as it is kept compressed in a column.</summary>
public static class PackedText
{
    public static byte[] Pack(ReadOnlySpan<byte> text)
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            zip.Write(text);
        return packed.ToArray();
    }

    public static string Unpack(byte[] packed)
    {
        using var zip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var reader = new StreamReader(zip, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
