using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;

namespace Accounton.Features.Imports.Excel;

/// <summary>What a number format says about a number's text.</summary>
/// <param name="IsDate">The number is a day.</param>
/// <param name="Digits">How many digits are shown at least (<c>00\.00\.00-000\.00</c>).</param>
public readonly partial record struct CellFormat(bool IsDate, int Digits)
{
    /// <summary>Less would also be the zeros of an amount.</summary>
    private const int FewestDigits = 4;

    public static CellFormat Of(int id, string? code) => code is null
        ? new(id is >= 14 and <= 17 or 22 or >= 27 and <= 36 or >= 50 and <= 58, 0)
        : Of(code);

    /// <summary>The format of each style that a cell may name.</summary>
    public static IReadOnlyList<CellFormat> ReadAll(XmlReader? reader)
    {
        var codes = new Dictionary<int, string>();
        var formats = new List<CellFormat>();
        var isOfCells = false;
        while (reader?.Read() == true)
        {
            if (reader.LocalName == "cellXfs")
                isOfCells = reader.NodeType == XmlNodeType.Element;
            else if (reader is { NodeType: XmlNodeType.Element, LocalName: "numFmt" } && Int(reader, "numFmtId") is { } id)
                codes[id] = reader.GetAttribute("formatCode") ?? "";
            else if (isOfCells && reader is { NodeType: XmlNodeType.Element, LocalName: "xf" })
                formats.Add(Int(reader, "numFmtId") is { } used ? Of(used, codes.GetValueOrDefault(used)) : default);
        }

        return formats;
    }

    private static CellFormat Of(string code)
    {
        var first = code.Split(';')[0];
        var bare = Literal().Replace(first, "");
        if (bare.Contains('y', StringComparison.OrdinalIgnoreCase) || bare.Contains('d', StringComparison.OrdinalIgnoreCase))
            return new(true, 0);

        var digits = bare.Count(c => c == '0');
        return digits >= FewestDigits && bare.All(c => c is '0' or ' ' or '-' or '/') ? new(false, digits) : default;
    }

    private static int? Int(XmlReader reader, string name) =>
        int.TryParse(reader.GetAttribute(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>Colours and languages in brackets, quoted text and escaped characters.</summary>
    [GeneratedRegex("""\[[^\]]*\]|"[^"]*"|\\.""")]
    private static partial Regex Literal();
}
