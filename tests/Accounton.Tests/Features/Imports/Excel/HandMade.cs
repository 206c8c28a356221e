using System.IO.Compression;
using System.Security;
using System.Text;

namespace Accounton.Tests.Features.Imports.Excel;

/// <summary>Workbooks made by hand, part by part, to hold what no program would write.</summary>
public static class HandMade
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    public static Stream File(string name) => new MemoryStream(System.IO.File.ReadAllBytes(
        Path.Combine(Source.Root, "tests", "Accounton.Tests", "Features", "Imports", "Excel", "Workbooks", name)));

    /// <summary>One sheet with these rows, each cell an inline text; null leaves it out.</summary>
    public static MemoryStream Create(params string?[][] rows) => Create(Rows(rows));

    /// <summary>One sheet with this XML as its rows.</summary>
    public static MemoryStream Create(
        string sheetData, string? strings = null, string? styles = null, string bookProperties = "", string columns = "") =>
        Sheets([("Klanten", sheetData, null)], strings, styles, bookProperties, columns);

    public static MemoryStream Sheets(
        IReadOnlyList<(string Name, string Data, string? State)> sheets,
        string? strings = null,
        string? styles = null,
        string bookProperties = "",
        string columns = "")
    {
        var parts = new List<(string, string)>
        {
            ("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"),
            ("_rels/.rels", Rels($"<Relationship Id=\"r1\" Type=\"{Relations}/officeDocument\" Target=\"xl/workbook.xml\"/>")),
            (
                "xl/workbook.xml",
                $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\">{bookProperties}<sheets>{string.Concat(sheets.Select((sheet, i) =>
                $"<sheet name=\"{sheet.Name}\" sheetId=\"{i + 1}\"{(sheet.State is null ? "" : $" state=\"{sheet.State}\"")} "
                    + $"r:id=\"s{i}\"/>"))}</sheets></workbook>"),
            ("xl/_rels/workbook.xml.rels", Rels(
                string.Concat(sheets.Select(
                    (_, i) => $"<Relationship Id=\"s{i}\" Type=\"{Relations}/worksheet\" Target=\"worksheets/sheet{i + 1}.xml\"/>"))
                + $"<Relationship Id=\"x1\" Type=\"{Relations}/sharedStrings\" Target=\"/xl/sharedStrings.xml\"/><Relationship "
                + $"Id=\"x2\" Type=\"{Relations}/styles\" Target=\"styles.xml\"/>")),
        };
        parts.AddRange(sheets.Select((sheet, i) =>
            ($"xl/worksheets/sheet{i + 1}.xml", $"<worksheet xmlns=\"{Main}\">{columns}<sheetData>{sheet.Data}</sheetData></worksheet>")));
        if (strings is not null)
            parts.Add(("xl/sharedStrings.xml", $"<sst xmlns=\"{Main}\">{strings}</sst>"));
        if (styles is not null)
            parts.Add(("xl/styles.xml", $"<styleSheet xmlns=\"{Main}\">{styles}</styleSheet>"));
        return Package([.. parts]);
    }

    public static MemoryStream Package(params (string Path, string Text)[] parts)
    {
        var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, text) in parts)
            {
                using var part = zip.CreateEntry(path).Open();
                part.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        memory.Position = 0;
        return memory;
    }

    public static string Rows(IEnumerable<string?[]> rows) => string.Concat(rows.Select((cells, i) =>
        $"<row r=\"{i + 1}\">{string.Concat(cells.Select((cell, at) => cell is null ? "" : $"<c r=\"{(char)('A' + at)}{i + 1}\" "
            + $"t=\"inlineStr\"><is><t xml:space=\"preserve\">{SecurityElement.Escape(cell)}</t></is></c>"))}</row>"));

    /// <summary>What Office and LibreOffice make of a workbook with a password: a container of another kind.</summary>
    public static MemoryStream OleContainer(string entry) => new(
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[70_000], .. Encoding.Unicode.GetBytes(entry), .. new byte[500]]);

    private static string Rels(string inner) =>
        $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{inner}</Relationships>";
}
