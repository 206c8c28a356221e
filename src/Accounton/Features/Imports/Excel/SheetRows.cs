using System.Globalization;
using System.Xml;

namespace Accounton.Features.Imports.Excel;

/// <summary>A row that is not empty: its number in the sheet and its cells from the first column on; null is empty.</summary>
public readonly record struct WorkbookRow(int Number, IReadOnlyList<string?> Cells)
{
    public string? this[int position] => position < Cells.Count ? Cells[position] : null;
}

/// <summary>Reads one sheet's rows as a stream.</summary>
public sealed class SheetRows(SharedStrings strings, IReadOnlyList<CellFormat> formats, bool from1904)
{
    public bool From1904 => from1904;

    /// <summary>The rows that are not empty. The reader is the caller's.</summary>
    public IEnumerable<WorkbookRow> Read(XmlReader reader)
    {
        var (number, cells) = (0, new List<string?>());
        while (reader.Read())
        {
            if (reader is not { NodeType: XmlNodeType.Element, LocalName: "row" })
                continue;

            // Rows are told apart by their numbers: they only go up, whatever the file says.
            number = int.TryParse(reader.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var given) && given > number ? given : number + 1;
            cells.Clear();
            if (!reader.IsEmptyElement)
                ReadCells(reader, cells);
            if (cells.Count > 0)
                yield return new WorkbookRow(number, cells.ToArray());
        }
    }

    private void ReadCells(XmlReader reader, List<string?> cells)
    {
        var (depth, position) = (reader.Depth, -1);
        while (reader.Read() && reader.Depth > depth)
        {
            if (reader is not { NodeType: XmlNodeType.Element, LocalName: "c" })
                continue;

            var cell = new CellStart();
            for (var more = reader.MoveToFirstAttribute(); more; more = reader.MoveToNextAttribute())
                cell.Take(reader.LocalName, reader.Value);
            reader.MoveToElement();

            position = cell.Position ?? position + 1;
            var text = reader.IsEmptyElement ? null : ReadValue(reader, cell);
            if (string.IsNullOrWhiteSpace(text) || position >= WorkbookLimits.Columns)
                continue;

            while (cells.Count < position)
                cells.Add(null);
            if (cells.Count == position)
                cells.Add(text);
            else
                cells[position] = text;
        }
    }

    private string? ReadValue(XmlReader reader, in CellStart cell)
    {
        var (depth, value, isValue, isFormula, hasValue) = (reader.Depth, (string?)null, false, false, false);
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
            return CellText.NotWorkedOut;

        return string.IsNullOrEmpty(value) ? null : cell.Type switch
        {
            "s" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? strings[index] : null,
            "inlineStr" => value,
            "str" or "e" => CellText.Plain(value),
            "b" => value is "1" or "true" ? "TRUE" : "FALSE",
            "d" => value.Length > 10 && value[10] == 'T' ? value[..10] : value,
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
