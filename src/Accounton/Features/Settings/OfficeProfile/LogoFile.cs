using System.Buffers.Binary;
using Accounton.Features.Mail;

namespace Accounton.Features.Settings.OfficeProfile;

/// <summary>What is wrong with a file that was given as a logo.</summary>
public enum LogoFault
{
    TooBig = 1,
    NoPicture = 2,
    TooManyPixels = 3,
}

/// <summary>Reads a picture's own first bytes: neither its name nor what the browser calls it counts.</summary>
public static class LogoFile
{
    public const int MostPixels = 2000;

    private static ReadOnlySpan<byte> PngBegin => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public static (Logo? Logo, LogoFault? Fault) Read(byte[] bytes)
    {
        if (bytes.Length > OfficeLogo.MostBytes)
            return (null, LogoFault.TooBig);
        if (Png(bytes) is { } png)
            return Checked("image/png", bytes, png);
        return Jpeg(bytes) is { } jpeg ? Checked("image/jpeg", bytes, jpeg) : (null, LogoFault.NoPicture);
    }

    private static (Logo? Logo, LogoFault? Fault) Checked(string type, byte[] bytes, (long Width, long Height) size) =>
        size is { Width: 0 } or { Height: 0 } ? (null, LogoFault.NoPicture)
        : size is { Width: > MostPixels } or { Height: > MostPixels } ? (null, LogoFault.TooManyPixels)
        : (new Logo(type, bytes), null);

    /// <summary>Signature, then a first chunk that must be IHDR: width and height, four bytes each.</summary>
    private static (long Width, long Height)? Png(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= 33 && bytes.StartsWith(PngBegin) && bytes.Slice(12, 4).SequenceEqual("IHDR"u8)
            ? (BinaryPrimitives.ReadUInt32BigEndian(bytes[16..]), BinaryPrimitives.ReadUInt32BigEndian(bytes[20..]))
            : null;

    /// <summary>Start of image, then segments by their lengths up to the frame's, which holds height and width.</summary>
    private static (long Width, long Height)? Jpeg(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 4 || bytes[0] != 0xFF || bytes[1] != 0xD8)
            return null;

        for (var at = 2; at + 9 < bytes.Length;)
        {
            if (bytes[at] != 0xFF)
                return null;
            var marker = bytes[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }

            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
                return (BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 5)..]));
            if (marker is 0xD9 or 0xDA)
                return null;
            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
        }

        return null;
    }
}
