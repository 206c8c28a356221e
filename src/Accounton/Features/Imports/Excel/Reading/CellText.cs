using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace Accounton.Features.Imports.Excel.Reading;

/// <summary>How the values of cells become text.</summary>
public static partial class CellText
{
    private static readonly HashSet<string> Errors = new(StringComparer.OrdinalIgnoreCase)
    {
        "#N/A", "#N/B", "#VALUE!", "#REF!", "#DIV/0!", "#NUM!", "#NAME?", "#NULL!", "#SPILL!", "#CALC!", "#GETTING_DATA",
    };

    /// <summary>Stands for the value of a formula that has none.</summary>
    public const string NotWorkedOut = "#GETTING_DATA";

    [ThreadStatic]
    private static char[]? _buffer;

    /// <summary>True for what stands in a cell whose formula failed, also when it was pasted as text.</summary>
    public static bool IsError(string? text) => text is not null && text.Length < 16 && text[0] == '#' && Errors.Contains(text.Trim());

    /// <summary>
    /// The text of an element with plain or rich text in it (<c>si</c>, <c>is</c>), without how Asian names are pronounced;
    /// leaves the reader at its end.
    /// </summary>
    public static string ReadRich(XmlReader reader)
    {
        if (reader.IsEmptyElement)
            return "";

        var depth = reader.Depth;
        var first = "";
        var more = (StringBuilder?)null;
        while (reader.Read() && reader.Depth > depth)
        {
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "rPh" })
            {
                var inner = reader.Depth;
                while (!reader.IsEmptyElement && reader.Read() && reader.Depth > inner)
                {
                }
            }
            else if (IsText(reader))
            {
                if (first.Length == 0)
                    first = ReadText(reader);
                else if ((more ??= new StringBuilder(first)).Length < WorkbookLimits.CellText)
                    more.Append(ReadText(reader));
            }
        }

        return Plain(more is null ? first : more.ToString());
    }

    public static bool IsText(XmlReader reader) =>
        reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace;

    /// <summary>The beginning of a text node, however long it is: the rest never gets into memory.</summary>
    public static string ReadText(XmlReader reader)
    {
        var buffer = _buffer ??= new char[WorkbookLimits.CellText];
        int length = 0, read;
        while (length < buffer.Length && (read = reader.ReadValueChunk(buffer, length, buffer.Length - length)) > 0)
            length += read;
        return new string(buffer, 0, length);
    }

    /// <summary>A text as it was typed: long ones cut, <c>_x000D_</c> being a character.</summary>
    public static string Plain(string text)
    {
        text = Cut(text);
        return text.Contains("_x", StringComparison.Ordinal)
            ? Escaped().Replace(
                text,
                match => ((char)int.Parse(match.Groups[1].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString())
            : text;
    }

    /// <summary>What <see cref="Plain"/> reads as this text.</summary>
    public static string Escape(string text) => Escaped().Replace(text, match => "_x005F" + match.Value);

    /// <summary>
    /// A number as its cell shows it, and what it is: a date as ISO, leading zeros of the format, never with an exponent. A year that was
    /// typed into a cell for dates stays the year, which Excel takes for a day of 1905.
    /// </summary>
    public static (string Text, CellKind Kind) Number(string value, CellFormat format, bool from1904)
    {
        if (!decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return (value, CellKind.Amount);
        if (format.Kind == CellKind.Date && !IsYear(number) && Date(number, from1904) is { } date)
            return (date, CellKind.Date);

        var isWhole = decimal.Truncate(number) == number;
        var kind = format.Kind is CellKind.Time or CellKind.Amount ? format.Kind
            : isWhole && number >= 0 ? CellKind.Number
            : CellKind.Amount;
        return (!isWhole ? number.ToString(CultureInfo.InvariantCulture)
            : number >= 0 ? number.ToString("F0", CultureInfo.InvariantCulture).PadLeft(format.Digits, '0')
            : number.ToString("F0", CultureInfo.InvariantCulture), kind);
    }

    /// <summary>The day of a serial number; null when it is none.</summary>
    public static string? Date(decimal serial, bool from1904)
    {
        var day = (int)Math.Clamp(decimal.Floor(serial), int.MinValue, int.MaxValue) + (from1904 ? 1462 : 0);
        if (day is < 1 or > 2_958_465)
            return null;

        // Excel thinks that 1900 was a leap year.
        return new DateTime(1899, 12, 30, 0, 0, 0, DateTimeKind.Unspecified).AddDays(day < 60 ? day + 1 : day).ToString(
            "yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    /// <summary>As a day it would be one of 1905, or of 1909 in a workbook that counts from 1904: of nobody who is alive.</summary>
    private static bool IsYear(decimal number) => number is >= 1880 and <= 2100 && decimal.Truncate(number) == number;

    private static string Cut(string text) => text.Length <= WorkbookLimits.CellText ? text : text[..WorkbookLimits.CellText];

    [GeneratedRegex("_x([0-9A-Fa-f]{4})_")]
    private static partial Regex Escaped();
}
