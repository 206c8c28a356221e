using System.IO.Compression;
using System.Text;
using Accounton.Features.Questionnaires.Uploads;

namespace Accounton.Tests.Features.Questionnaires.Uploads;

/// <summary>What a file is, by its content and never by its name.</summary>
public sealed class FileKindsTests
{
    [Theory]
    [InlineData("%PDF-1.4\n…", FileKind.Pdf)]
    [InlineData("\u00EF\u00BB\u00BF\n%PDF-1.7", FileKind.Pdf)]
    [InlineData("MZ\u0090\0 %PDF-1.7", FileKind.None)]
    [InlineData("\u007FELF\u0002\u0001\u0001\0", FileKind.None)]
    [InlineData("\u00FF\u00D8\u00FF\u00E0", FileKind.Jpeg)]
    [InlineData("\u0089PNG\r\n\u001A\n", FileKind.Png)]
    [InlineData("\0\0\0\u0018ftypheic\0\0\0\0mif1heic", FileKind.Heic)]
    [InlineData("\0\0\0\u0018ftypmif1\0\0\0\0mif1heic", FileKind.Heic)]
    [InlineData("\0\0\0\u0018ftypisom\0\0\u0002\0isommp42", FileKind.None)]
    [InlineData("RIFF\u0010\0\0\0WEBPVP8 ", FileKind.WebP)]
    [InlineData("RIFF\u0010\0\0\0WAVEfmt ", FileKind.None)]
    [InlineData("II*\0\u0008\0\0\0", FileKind.Tiff)]
    [InlineData("GIF89a", FileKind.Gif)]
    [InlineData("\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1", FileKind.OldOffice)]
    [InlineData("{\\rtf1", FileKind.Rtf)]
    [InlineData("Datum;Bedrag\r\n31/12/2026;12,50 \u0080", FileKind.Text)]
    [InlineData("\u00FF\u00FED\0a\0t\0a\0", FileKind.Text)]
    [InlineData("tekst\0met nul", FileKind.None)]
    [InlineData("PK\u0003\u0004", FileKind.None)]
    [InlineData("PK", FileKind.Text)]
    [InlineData("", FileKind.None)]
    public void Of_aBeginning_isItsKind(string beginning, FileKind kind) =>
        Assert.Equal(kind, FileKinds.Of(Encoding.Latin1.GetBytes(beginning.Replace('…', '.'))));

    [Theory]
    [InlineData(FileKind.Word, "[Content_Types].xml", "_rels/.rels", "word/document.xml")]
    [InlineData(FileKind.Excel, "[Content_Types].xml", "_rels/.rels", "xl/workbook.xml")]
    [InlineData(FileKind.PowerPoint, "_rels/.rels", "docProps/app.xml", "ppt/presentation.xml")]
    [InlineData(FileKind.None, "run.exe", "readme.txt")]
    [InlineData(FileKind.None, "notword/document.xml")]
    public void Of_aPackage_isWhatItsEntriesSay(FileKind kind, params string[] entries)
    {
        Assert.Equal(kind, FileKinds.Of(Package(entries, isStreamed: false)));
        Assert.Equal(kind, FileKinds.Of(Package(entries, isStreamed: true)));
    }

    [Theory]
    [InlineData("application/vnd.oasis.opendocument.spreadsheet", FileKind.OpenDocument)]
    [InlineData("application/epub+zip", FileKind.None)]
    public void Of_aPackageWithItsType_isThatType(string type, FileKind kind)
    {
        using var package = new MemoryStream();
        using (var archive = new ZipArchive(package, ZipArchiveMode.Create, leaveOpen: true))
        using (var content = archive.CreateEntry("mimetype", CompressionLevel.NoCompression).Open())
            content.Write(Encoding.ASCII.GetBytes(type));

        Assert.Equal(kind, FileKinds.Of(package.ToArray()));
    }

    [Theory]
    [InlineData(FileKind.Heic, "IMG_1.jpg", "IMG_1.jpg.heic")]
    [InlineData(FileKind.Jpeg, "IMG_1.JPG", "IMG_1.JPG")]
    [InlineData(FileKind.Text, "run.bat", "run.bat.txt")]
    [InlineData(FileKind.Text, "page.html", "page.html.txt")]
    [InlineData(FileKind.Pdf, "attest", "attest.pdf")]
    [InlineData(FileKind.OldOffice, "rekening.exe", "rekening.exe.doc")]
    public void Name_ofAKind_hasAnExtensionOfThatKind(FileKind kind, string name, string expected) =>
        Assert.Equal(expected, kind.Name(name));

    [Theory]
    [InlineData(@"C:\Users\Jan\attest.pdf", "attest.pdf")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("a:b?c*.pdf", "a-b-c-.pdf")]
    [InlineData("fdp.\u202Eexe", "fdp.exe")]
    [InlineData("a\u0000\u0007\r\nb.pdf", "ab.pdf")]
    [InlineData("  . ", "file")]
    [InlineData("Re\u0301ne.pdf", "Réne.pdf")]
    public void FileName_ofASender_isOneThatEverySystemTakes(string given, string expected) => Assert.Equal(expected, FileNames.Of(given));

    [Fact]
    public void FileName_thatIsLong_isShortenedBeforeItsExtension()
    {
        var name = FileNames.Of(new string('é', 300) + ".pdf");

        Assert.Equal(Upload.NameLength, name.Length);
        Assert.EndsWith("é.pdf", name, StringComparison.Ordinal);
        Assert.True(FileNames.Of(string.Concat(Enumerable.Repeat("😀", 300))).IsNormalized());
    }

    private static byte[] Package(string[] entries, bool isStreamed)
    {
        using var package = new MemoryStream();
        using (var archive = new ZipArchive(isStreamed ? new OneWay(package) : package, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in entries)
            {
                using var content = archive.CreateEntry(entry).Open();
                content.Write(Encoding.UTF8.GetBytes($"<x>{entry}</x>"));
            }
        }

        return package.ToArray();
    }

    /// <summary>Written without going back, as some programs do: sizes stand behind the content.</summary>
    private sealed class OneWay(Stream inner) : Stream
    {
        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
        public override void Flush() => inner.Flush();
        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);
    }
}
