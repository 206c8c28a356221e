using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;

namespace Accounton.Features.Imports.Excel.Reading;

/// <summary>What a number format says about a number's text.</summary>
/// <param name="Kind">What the number is; <see cref="CellKind.Text"/> of a cell for text, in which a number is a number.</param>
/// <param name="Digits">How many digits are shown at least (<c>00\.00\.00-000\.00</c>).</param>
public readonly partial record struct CellFormat(CellKind Kind, int Digits)
{
    /// <summary>Less would also be the zeros of an amount.</summary>
    private const int FewestDigits = 4;

    public static CellFormat Parse(int id, string? code) => code is not null ? Parse(code) : new(
        id switch
        {
            >= 14 and <= 17 or 22 or >= 27 and <= 36 or >= 50 and <= 58 => CellKind.Date,
            >= 18 and <= 21 or >= 45 and <= 47 => CellKind.Time,
            >= 5 and <= 10 or 42 or 44 => CellKind.Amount,
            _ => CellKind.Number,
        },
        0);

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
                formats.Add(Int(reader, "numFmtId") is { } used ? Parse(used, codes.GetValueOrDefault(used)) : default);
        }

        return formats;
    }

    private static CellFormat Parse(string code)
    {
        var first = code.Split(';')[0];
        var bare = Literal().Replace(first, "");
        if (Has("yd"))
            return new(CellKind.Date, 0);
        if (Has("hs") || Elapsed().IsMatch(first))
            return new(CellKind.Time, 0);
        if (Has("m"))
            return new(CellKind.Date, 0);
        if (Has("%") || Currency().IsMatch(first)
            || Brackets().Replace(first, "").Any(c => char.GetUnicodeCategory(c) == UnicodeCategory.CurrencySymbol))
            return new(CellKind.Amount, 0);

        var digits = bare.Count(c => c == '0');
        return new(CellKind.Number, digits >= FewestDigits && bare.All(c => c is '0' or ' ' or '-' or '/') ? digits : 0);

        bool Has(string letters) => bare.IndexOfAny([.. letters, .. letters.ToUpperInvariant()]) >= 0;
    }

    private static int? Int(XmlReader reader, string name) =>
        int.TryParse(reader.GetAttribute(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>Hours, minutes or seconds that go on past their day.</summary>
    [GeneratedRegex(@"\[(h+|m+|s+)\]", RegexOptions.IgnoreCase)]
    private static partial Regex Elapsed();

    /// <summary>A currency with its language (<c>[$€-813]</c>, not <c>[$-813]</c>), or by its code.</summary>
    [GeneratedRegex(@"\[\$[^\]-]|\b(EUR|USD|GBP|CHF)\b")]
    private static partial Regex Currency();

    [GeneratedRegex(@"\[[^\]]*\]")]
    private static partial Regex Brackets();

    /// <summary>Colours and languages in brackets, quoted text and escaped characters.</summary>
    [GeneratedRegex("""\[[^\]]*\]|"[^"]*"|\\.""")]
    private static partial Regex Literal();
}
