using System.Globalization;
using System.Xml;

namespace Accounton.Features.Imports.Excel.Reading;

/// <summary>A row that is not empty: its number in the sheet and its cells from the first column on; null is empty.</summary>
/// <param name="Number">In the sheet, from 1.</param>
/// <param name="Cells">The texts of its cells.</param>
/// <param name="Kinds">What they hold; null where all are text.</param>
/// <param name="IsHidden">By a filter or by hand: nobody sees it in Excel.</param>
public readonly record struct WorkbookRow(
    int Number, IReadOnlyList<string?> Cells, IReadOnlyList<CellKind>? Kinds = null, bool IsHidden = false)
{
    public string? this[int position] => position < Cells.Count ? Cells[position] : null;

    public CellKind KindAt(int position) => Kinds is not null && position < Kinds.Count ? Kinds[position] : CellKind.Text;
}

/// <summary>Reads one sheet's rows as a stream.</summary>
public sealed class SheetRows(SharedStrings strings, IReadOnlyList<CellFormat> formats, bool from1904)
{
    public bool From1904 => from1904;

    /// <summary>The rows that are not empty. The reader is the caller's.</summary>
    /// <param name="reader">At the beginning of the sheet.</param>
    /// <param name="hidden">Is given the columns that nobody sees in Excel, before the first row comes.</param>
    public IEnumerable<WorkbookRow> Read(XmlReader reader, ISet<int>? hidden = null)
    {
        var number = 0;
        var cells = new List<string?>();
        var kinds = new List<CellKind>();
        while (reader.Read())
        {
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "col" } && IsHidden(reader, "width"))
                hidden?.UnionWith(Positions(reader));
            if (reader is not { NodeType: XmlNodeType.Element, LocalName: "row" })
                continue;

            // Rows are told apart by their numbers: they only go up, whatever the file says.
            number = Int(reader, "r") is { } given && given > number ? given : number + 1;
            var isHidden = IsHidden(reader, "ht");
            cells.Clear();
            kinds.Clear();
            if (!reader.IsEmptyElement)
                ReadCells(reader, cells, kinds);
            if (cells.Count > 0)
                yield return new WorkbookRow(
                    number, cells.ToArray(), kinds.TrueForAll(kind => kind == CellKind.Text) ? null : kinds.ToArray(), isHidden);
        }
    }

    /// <summary>Said so, or without any size.</summary>
    private static bool IsHidden(XmlReader reader, string size) =>
        reader.GetAttribute("hidden") is "1" or "true"
        || (decimal.TryParse(reader.GetAttribute(size), NumberStyles.Float, CultureInfo.InvariantCulture, out var given) && given == 0);

    private static IEnumerable<int> Positions(XmlReader reader) =>
        Int(reader, "min") is { } first and > 0 && Int(reader, "max") is { } last && first <= WorkbookLimits.Columns
            ? Enumerable.Range(first - 1, Math.Max(0, Math.Min(last, WorkbookLimits.Columns) - first + 1))
            : [];

    private static int? Int(XmlReader reader, string name) =>
        int.TryParse(reader.GetAttribute(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;

    private void ReadCells(XmlReader reader, List<string?> cells, List<CellKind> kinds)
    {
        var depth = reader.Depth;
        var position = -1;
        while (reader.Read() && reader.Depth > depth)
        {
            if (reader is not { NodeType: XmlNodeType.Element, LocalName: "c" })
                continue;

            var cell = new CellStart();
            for (var more = reader.MoveToFirstAttribute(); more; more = reader.MoveToNextAttribute())
                cell.Take(reader.LocalName, reader.Value);
            reader.MoveToElement();

            position = cell.Position ?? position + 1;
            var (text, kind) = reader.IsEmptyElement ? default : ReadValue(reader, cell);
            if (string.IsNullOrWhiteSpace(text) || position >= WorkbookLimits.Columns)
                continue;

            while (cells.Count <= position)
            {
                cells.Add(null);
                kinds.Add(CellKind.Text);
            }

            cells[position] = text;
            kinds[position] = kind;
        }
    }

    private (string? Text, CellKind Kind) ReadValue(XmlReader reader, in CellStart cell)
    {
        var depth = reader.Depth;
        var value = (string?)null;
        var isValue = false;
        var isFormula = false;
        var hasValue = false;
        while (reader.Read() && reader.Depth > depth)
        {
            isFormula |= reader.LocalName == "f";
            hasValue |= reader.LocalName == "v";
            if (reader.LocalName == "v")
                isValue = reader.NodeType == XmlNodeType.Element && !reader.IsEmptyElement;
            else if (isValue && CellText.IsText(reader))
                value = CellText.ReadText(reader);
            else if (reader is { NodeType: XmlNodeType.Element, LocalName: "is" })
                value = CellText.ReadRich(reader);
        }

        // A formula that nobody worked out says as little as one that failed.
        if (isFormula && string.IsNullOrEmpty(value) && (!hasValue || cell.Type != "str"))
            return (CellText.NotWorkedOut, CellKind.Text);

        return string.IsNullOrEmpty(value) ? default : cell.Type switch
        {
            "s" => (
                int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? strings[index] : null, CellKind.Text),
            "inlineStr" => (value, CellKind.Text),
            "str" or "e" => (CellText.Plain(value), CellKind.Text),
            "b" => (value is "1" or "true" ? "TRUE" : "FALSE", CellKind.Boolean),
            "d" => value.Length > 10 && value[10] == 'T'
                ? (value[..10], CellKind.Date)
                : (value, value.Contains(':', StringComparison.Ordinal) ? CellKind.Time : CellKind.Date),
            _ => CellText.Number(value, cell.Style < formats.Count ? formats[cell.Style] : default, from1904),
        };
    }

    /// <summary>What a cell says before its value.</summary>
    private struct CellStart
    {
        public int? Position { get; private set; }
        public int Style { get; private set; }
        public string? Type { get; private set; }

        public void Take(string name, string value)
        {
            switch (name)
            {
                case "r":
                    Position = PositionOf(value);
                    break;
                case "s":
                    Style = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var style) ? style : 0;
                    break;
                case "t":
                    Type = value;
                    break;
            }
        }

        /// <summary>The column of an address such as <c>AB12</c>, from 0.</summary>
        private static int? PositionOf(string address)
        {
            var column = 0;
            foreach (var c in address)
            {
                if (!char.IsAsciiLetter(c) || column > WorkbookLimits.Columns)
                    break;
                column = (column * 26) + (c & 31);
            }

            return column == 0 ? null : column - 1;
        }
    }
}
