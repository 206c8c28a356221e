using System.Globalization;
using System.IO.Compression;
using System.Text;
using Accounton.Features.Clients;
using Accounton.Features.Imports.Excel.Reading;
using MiniExcelLibs;
using MiniExcelLibs.OpenXml;

namespace Accounton.Benchmarks;

/// <summary>A workbook of 100,000 rows, read and validated, against a bare read of it by MiniExcel; and what it takes in memory.</summary>
public static class ReadWorkbook
{
    private const int Rows = 100_000;

    private static readonly string[] Headings =
    [
        "Type", "Voornaam", "Naam", "E-mail", "Taal", "Gsm", "Straat en nummer", "Postcode", "Gemeente", "Land",
        "Rijksregisternummer", "Geboortedatum",
    ];

    public static async Task RunAsync()
    {
        var file = Create(Rows);
        await Figure.CompareAsync(
            "a workbook of 100,000 rows, read and validated", 1.8, () => Figure.TimeAsync(() => Ours(file)), () =>
                Figure.TimeAsync(() => Bare(file)));
        await PeakAsync(file);
    }

    private static Task Ours(byte[] file)
    {
        var today = new DateOnly(2026, 1, 1);
        using var reader = WorkbookReader.Open(new MemoryStream(file));
        var map = ColumnMap.From(reader.HeadingRow.Cells);
        var valid = reader.Rows().Count(
            row => LineMapping.ToClient(row, map) is var (given, _) && ClientRules.Check(given, ValidationLevel.Complete, today).IsValid);
        return valid == Rows ? Task.CompletedTask : throw new InvalidOperationException($"{valid} of {Rows} rows are valid.");
    }

    private static Task Bare(byte[] file)
    {
        var count = new MemoryStream(file).Query(configuration: new OpenXmlConfiguration { EnableSharedStringCache = false }).Count();
        return count == Rows + 1 ? Task.CompletedTask : throw new InvalidOperationException($"{count} rows.");
    }

    private static async Task PeakAsync(byte[] file)
    {
        // What earlier readings left goes back to the system first.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        var idle = Environment.WorkingSet;
        var peak = 0L;
        using var done = new CancellationTokenSource();
        var watch = Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
            {
                peak = Math.Max(peak, Environment.WorkingSet);
                await Task.Delay(5);
            }
        });
        await Task.Run(() => Ours(file));
        await done.CancelAsync();
        await watch;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"peak above idle: {(peak - idle) / 1048576.0:0} MB (bar 150 MB); the file has {file.Length / 1048576.0:0.0} MB"));
    }

    /// <summary>As Excel writes it: texts shared, numbers and dates as numbers.</summary>
    /// <param name="count">Rows below the headings.</param>
    /// <param name="withNumbers">All have the same national number, which reading does not mind.</param>
    public static byte[] Create(int count, bool withNumbers = true)
    {
        const string main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        const string relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        var strings = new Dictionary<string, int>(StringComparer.Ordinal);
        var sheet = new StringBuilder($"<worksheet xmlns=\"{main}\"><sheetData>");
        Row(1, Headings);
        for (var i = 0; i < count; i++)
        {
            Row(
                i + 2,
                [
                    "person",
                    $"Voornaam{i % 700}",
                    $"Familie{i}",
                    $"klant{i}@voorbeeld.be",
                    i % 2 == 0 ? "nl" : "fr",
                    $"0470{i:000000}",
                    $"Kerkstraat {(i % 200) + 1} bus {i % 9}",
                    $"{1000 + (i % 8999)}",
                    $"Gemeente{i % 580}",
                    "BE",
                    withNumbers ? "85073003328" : "",
                ],
                31258 + (i % 9000));
        }

        sheet.Append("</sheetData></worksheet>");
        var shared = new StringBuilder($"<sst xmlns=\"{main}\">");
        foreach (var text in strings.Keys)
            shared.Append("<si><t>").Append(text).Append("</t></si>");
        shared.Append("</sst>");

        var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            Part("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default "
                + "Extension=\"xml\" ContentType=\"application/xml\"/></Types>");
            Part("_rels/.rels", $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship "
                + $"Id=\"r1\" Type=\"{relations}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
            Part(
                "xl/workbook.xml", $"<workbook xmlns=\"{main}\" xmlns:r=\"{relations}\"><sheets><sheet "
                    + $"name=\"Klanten\" sheetId=\"1\" r:id=\"s1\"/></sheets></workbook>");
            Part(
                "xl/_rels/workbook.xml.rels",
                $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"s1\" "
                    + $"Type=\"{relations}/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"s2\" "
                    + $"Type=\"{relations}/sharedStrings\" Target=\"sharedStrings.xml\"/><Relationship "
                    + $"Id=\"s3\" Type=\"{relations}/styles\" Target=\"styles.xml\"/></Relationships>");
            Part(
                "xl/styles.xml", $"<styleSheet xmlns=\"{main}\"><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>");
            Part("xl/sharedStrings.xml", shared.ToString());
            Part("xl/worksheets/sheet1.xml", sheet.ToString());

            void Part(string path, string text)
            {
                using var part = zip.CreateEntry(path).Open();
                part.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return memory.ToArray();

        void Row(int number, IEnumerable<string> cells, int? date = null)
        {
            sheet.Append(CultureInfo.InvariantCulture, $"<row r=\"{number}\">");
            var position = 0;
            foreach (var cell in cells)
            {
                if (!strings.TryGetValue(cell, out var index))
                    strings[cell] = index = strings.Count;
                sheet.Append(CultureInfo.InvariantCulture, $"<c r=\"{CellAddress.Column(position++)}{number}\" t=\"s\"><v>{index}</v></c>");
            }

            if (date is { } day)
                sheet.Append(CultureInfo.InvariantCulture, $"<c r=\"{CellAddress.Column(position)}{number}\" s=\"1\"><v>{day}</v></c>");
            sheet.Append("</row>");
        }
    }
}
