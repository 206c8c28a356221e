using DocumentFormat.OpenXml.Spreadsheet;

namespace Accounton.Features.Imports.Excel.Reading;

/// <summary>The few styles of our workbooks, by the numbers that cells name them with.</summary>
public static class WorkbookStyles
{
    /// <summary>A cell that keeps what is typed in it: no number, no formula.</summary>
    public const uint Text = 1;
    public const uint Heading = 2;
    public const uint Mandatory = 3;
    public const uint Title = 4;
    public const uint Wrapped = 5;
    public const uint Bold = 6;

    /// <summary>The number of Excel's own format <c>@</c>.</summary>
    private const uint AsText = 49;

    public static Stylesheet Sheet() => new(
        new Fonts(Font(), Font(bold: true, color: "FFFFFFFF"), Font(bold: true, size: 16), Font(bold: true)) { Count = 4 },
        new Fills(
            new Fill(new PatternFill { PatternType = PatternValues.None }),
            new Fill(new PatternFill { PatternType = PatternValues.Gray125 }),
            Fill("FF4D5866"),
            Fill("FF0B6B5D"))
        { Count = 4 },
        new Borders(new Border(new LeftBorder(), new RightBorder(), new TopBorder(), new BottomBorder(), new DiagonalBorder()))
        {
            Count = 1,
        },
        new CellStyleFormats(new DocumentFormat.OpenXml.Spreadsheet.CellFormat()) { Count = 1 },
        new CellFormats(
            Format(),
            Format(asText: true),
            Format(font: 1, fill: 2, asText: true, wrap: true),
            Format(font: 1, fill: 3, asText: true, wrap: true),
            Format(font: 2),
            Format(wrap: true),
            Format(font: 3, wrap: true))
        { Count = 7 });

    private static Font Font(bool bold = false, double size = 11, string? color = null)
    {
        var font = new Font();
        if (bold)
            font.Append(new Bold());
        font.Append(new FontSize { Val = size });
        if (color is not null)
            font.Append(new Color { Rgb = color });
        font.Append(new FontName { Val = "Calibri" });
        return font;
    }

    private static Fill Fill(string color) =>
        new(new PatternFill(new ForegroundColor { Rgb = color }) { PatternType = PatternValues.Solid });

    private static DocumentFormat.OpenXml.Spreadsheet.CellFormat Format(
        uint font = 0, uint fill = 0, bool asText = false, bool wrap = false)
    {
        var format = new DocumentFormat.OpenXml.Spreadsheet.CellFormat
        {
            FontId = font,
            FillId = fill,
            BorderId = 0,
            FormatId = 0,
            NumberFormatId = asText ? AsText : 0,
            ApplyNumberFormat = asText,
            ApplyFont = font > 0,
            ApplyFill = fill > 0,
        };
        if (wrap)
        {
            format.ApplyAlignment = true;
            format.Append(
                new Alignment { WrapText = true, Vertical = fill > 0 ? VerticalAlignmentValues.Center : VerticalAlignmentValues.Top });
        }

        return format;
    }
}
