using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Accounton.Features.Imports.Excel.Reading;

/// <summary>
/// The parts of a workbook, unpacked as they are read and never further than <see cref="WorkbookLimits"/> allow. Knows the
/// kinds of file that people take for a workbook apart.
/// </summary>
public sealed class WorkbookPackage : IDisposable
{
    private static readonly byte[] Zip = "PK"u8.ToArray();
    private static readonly byte[] Ole = [0xD0, 0xCF, 0x11, 0xE0];
    private static readonly byte[] EncryptedPackage = Encoding.Unicode.GetBytes("EncryptedPackage");

    private static readonly XmlReaderSettings Xml = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CheckCharacters = false,
    };

    private readonly ZipArchive _zip;
    private readonly Dictionary<string, ZipArchiveEntry> _parts = new(StringComparer.OrdinalIgnoreCase);
    private long _left = WorkbookLimits.UnpackedBytes;

    private WorkbookPackage(ZipArchive zip)
    {
        _zip = zip;
        foreach (var entry in zip.Entries)
            _parts.TryAdd(Normal(entry.FullName), entry);
    }

    /// <exception cref="WorkbookException">It is none, or none that is taken.</exception>
    public static WorkbookPackage Open(Stream file)
    {
        if (file.Length > WorkbookLimits.Bytes)
            throw new WorkbookException(WorkbookFault.TooLarge);

        var begin = new byte[4];
        var length = file.ReadAtLeast(begin, begin.Length, throwOnEndOfStream: false);
        file.Position = 0;
        if (length == 0)
            throw new WorkbookException(WorkbookFault.Empty);
        if (begin.AsSpan().SequenceEqual(Ole))
            throw new WorkbookException(Contains(file, EncryptedPackage) ? WorkbookFault.PasswordProtected : WorkbookFault.OldFormat);
        if (!begin.AsSpan(0, Zip.Length).SequenceEqual(Zip))
            throw new WorkbookException(WorkbookFault.NotAWorkbook);

        return Guarded(() =>
        {
            var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            if (zip.Entries.Count > WorkbookLimits.Parts
                || zip.Entries.Sum(entry => entry.Length) > WorkbookLimits.UnpackedBytes
                || zip.Entries.Any(entry =>
                    entry.Length > WorkbookLimits.RatioFrom && entry.Length / Math.Max(1, entry.CompressedLength) > WorkbookLimits.Ratio))
                throw new WorkbookException(WorkbookFault.TooMuchInside);
            return new WorkbookPackage(zip);
        });
    }

    /// <summary>A part to read once from front to end; null when there is none of that name.</summary>
    public XmlReader? OpenPart(string path) =>
        _parts.TryGetValue(Normal(path), out var entry) ? XmlReader.Create(new Bounded(this, entry.Open()), Xml) : null;

    /// <summary>What a part points to, by the ids that it uses for them.</summary>
    /// <param name="part">The path of the part; empty for the package itself.</param>
    public IReadOnlyDictionary<string, (string Type, string Path)> RelationsOf(string part)
    {
        var slash = part.LastIndexOf('/');
        var folder = part[..(slash + 1)];
        var name = part[(slash + 1)..];
        var relations = new Dictionary<string, (string, string)>(StringComparer.Ordinal);
        using var reader = OpenPart($"{folder}_rels/{name}.rels");
        while (reader?.Read() == true)
        {
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "Relationship" }
                && reader.GetAttribute("TargetMode") != "External"
                && reader.GetAttribute("Id") is { } id && reader.GetAttribute("Type") is { } type
                && reader.GetAttribute("Target") is { } target)
                relations[id] = (type[(type.LastIndexOf('/') + 1)..], target.StartsWith('/') ? target[1..] : Resolve(folder, target));
        }

        return relations;
    }

    /// <summary>Tells what goes wrong in a file as a fault of the file.</summary>
    public static T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is InvalidDataException or XmlException or NotSupportedException or EndOfStreamException)
        {
            throw new WorkbookException(WorkbookFault.Damaged, e);
        }
    }

    public void Dispose() => _zip.Dispose();

    private static string Normal(string path) => path.Replace('\\', '/').TrimStart('/');

    private static string Resolve(string folder, string target)
    {
        var parts = new List<string>(folder.Split('/', StringSplitOptions.RemoveEmptyEntries));
        foreach (var part in target.Split('/', '\\'))
        {
            if (part == ".." && parts.Count > 0)
                parts.RemoveAt(parts.Count - 1);
            else if (part is not ("" or "." or ".."))
                parts.Add(part);
        }

        return string.Join('/', parts);
    }

    private static bool Contains(Stream file, ReadOnlySpan<byte> searched)
    {
        var window = new byte[64 * 1024];
        var kept = 0;
        int read;
        while ((read = file.ReadAtLeast(window.AsSpan(kept), window.Length - kept, throwOnEndOfStream: false)) > 0)
        {
            var all = window.AsSpan(0, kept + read);
            if (all.IndexOf(searched) >= 0)
                return true;
            kept = Math.Min(searched.Length - 1, all.Length);
            all[^kept..].CopyTo(window);
        }

        return false;
    }

    /// <summary>Counts what comes out: the sizes that a package declares may be lies.</summary>
    private sealed class Bounded(WorkbookPackage package, Stream inner) : Stream
    {
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(Span<byte> buffer)
        {
            var read = inner.Read(buffer);
            if ((package._left -= read) < 0)
                throw new WorkbookException(WorkbookFault.TooMuchInside);
            return read;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
