using System.Xml;

namespace Accounton.Features.Imports.Excel.Reading;

/// <summary>
/// An uploaded workbook, opened at the sheet with the headings: the first visible one that has them. Its rows come as a
/// stream, read once. Nothing of it is written to disk.
/// </summary>
public sealed class WorkbookReader : IDisposable
{
    /// <summary>Above the headings there may be a title or two.</summary>
    private const int HeadingsWithin = 10;

    private readonly WorkbookPackage _package;
    private readonly SheetRows _rows;
    private readonly string _sheet;

    private WorkbookReader(
        WorkbookPackage package, SheetRows rows, string sheet, WorkbookRow headings, IReadOnlySet<int> hidden, int otherSheets)
    {
        _package = package;
        _rows = rows;
        _sheet = sheet;
        HeadingRow = headings;
        HiddenColumns = hidden;
        OtherSheets = otherSheets;
    }

    /// <summary>The row that the headings stand in.</summary>
    public WorkbookRow HeadingRow { get; }

    /// <summary>The columns that nobody sees in Excel, from 0.</summary>
    public IReadOnlySet<int> HiddenColumns { get; }

    /// <summary>How many more sheets have headings of clients, hidden ones too: they are not read.</summary>
    public int OtherSheets { get; }

    /// <summary>Days are counted from 1904.</summary>
    public bool From1904 => _rows.From1904;

    /// <exception cref="WorkbookException">It cannot be taken, and why.</exception>
    public static WorkbookReader Open(Stream file)
    {
        var package = WorkbookPackage.Open(file);
        try
        {
            return WorkbookPackage.Guarded(() => Find(package));
        }
        catch
        {
            package.Dispose();
            throw;
        }
    }

    /// <summary>The filled rows below the headings.</summary>
    /// <exception cref="WorkbookException">A row cannot be read, or there are too many or none at all.</exception>
    public IEnumerable<WorkbookRow> Rows()
    {
        using var reader = WorkbookPackage.Guarded(() => _package.OpenPart(_sheet)!);
        using var rows = _rows.Read(reader).GetEnumerator();
        var count = 0;
        while (WorkbookPackage.Guarded(rows.MoveNext))
        {
            if (rows.Current.Number <= HeadingRow.Number)
                continue;
            if (++count > WorkbookLimits.Rows)
                throw new WorkbookException(WorkbookFault.TooManyRows);
            yield return rows.Current;
        }

        if (count == 0)
            throw new WorkbookException(WorkbookFault.Empty);
    }

    public void Dispose() => _package.Dispose();

    private static WorkbookReader Find(WorkbookPackage package)
    {
        var book = package.RelationsOf("").Values.FirstOrDefault(relation => relation.Type == "officeDocument").Path;
        if (book is null || !book.EndsWith(".xml", StringComparison.OrdinalIgnoreCase))
            throw new WorkbookException(WorkbookFault.NotAWorkbook);

        var relations = package.RelationsOf(book);
        var (sheets, hiddenSheets, from1904) = Sheets(package, book);
        var rows = new SheetRows(
            SharedStrings.Read(Part("sharedStrings")), CellFormat.ReadAll(Part("styles")), from1904);

        (string Path, WorkbookRow Row, int Count, HashSet<int> Hidden) best = default;
        var isEmpty = true;
        var withClients = 0;
        foreach (var path in Paths(sheets))
        {
            var (first, hidden) = Beginning(path);
            isEmpty &= first.Count == 0;
            withClients += HasClients(first) ? 1 : 0;
            foreach (var row in first)
            {
                // One word may be a heading by chance: a sheet with two goes before it.
                var count = Headings.CountIn(row.Cells);
                if (count > (best.Path == path || best.Count < 2 ? best.Count : int.MaxValue))
                    best = (path, row, count, hidden);
            }
        }

        withClients += Paths(hiddenSheets).Count(path => HasClients(Beginning(path).First));
        return best.Path is not null
            ? new WorkbookReader(package, rows, best.Path, best.Row, best.Hidden!, withClients - (best.Count < 2 ? 0 : 1))
            : throw new WorkbookException(isEmpty ? WorkbookFault.Empty : WorkbookFault.NoHeadings);

        IEnumerable<string> Paths(IReadOnlyList<string> ids) =>
            ids.Where(relations.ContainsKey).Select(id => relations[id])
                .Where(sheet => sheet.Type == "worksheet").Select(sheet => sheet.Path);

        (List<WorkbookRow> First, HashSet<int> Hidden) Beginning(string path)
        {
            using var reader = package.OpenPart(path);
            var hidden = new HashSet<int>();
            return (reader is null ? [] : rows.Read(reader, hidden).Take(HeadingsWithin).ToList(), hidden);
        }

        static bool HasClients(List<WorkbookRow> first) => first.Count > 1 && first.Any(row => Headings.CountIn(row.Cells) > 1);

        XmlReader? Part(string type) =>
            relations.Values.FirstOrDefault(relation => relation.Type == type).Path is { } path ? package.OpenPart(path) : null;
    }

    /// <summary>The sheets' relations in their order, without our own instructions, and from which year days are counted.</summary>
    private static (IReadOnlyList<string> Visible, IReadOnlyList<string> Hidden, bool From1904) Sheets(WorkbookPackage package, string book)
    {
        using var reader = package.OpenPart(book);
        var visible = new List<string>();
        var hidden = new List<string>();
        var from1904 = false;
        var isBook = false;
        while (reader?.Read() == true)
        {
            if (reader.NodeType != XmlNodeType.Element)
                continue;

            isBook |= reader.LocalName == "workbook";
            if (reader.LocalName == "workbookPr")
                from1904 = reader.GetAttribute("date1904") is "1" or "true";
            else if (reader.LocalName == "sheet" && !Headings.IsInstructions(reader.GetAttribute("name")))
                (reader.GetAttribute("state") is null or "visible" ? visible : hidden).AddRange(Id(reader));
        }

        return isBook ? (visible, hidden, from1904) : throw new WorkbookException(WorkbookFault.NotAWorkbook);
    }

    /// <summary>The attribute <c>r:id</c>, in whichever of the two namespaces workbooks are written.</summary>
    private static IEnumerable<string> Id(XmlReader reader)
    {
        for (var more = reader.MoveToFirstAttribute(); more; more = reader.MoveToNextAttribute())
        {
            if (reader.LocalName == "id" && reader.Prefix.Length > 0)
                yield return reader.Value;
        }

        reader.MoveToElement();
    }
}
