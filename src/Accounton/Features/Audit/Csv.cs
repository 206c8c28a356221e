namespace Accounton.Features.Audit;

/// <summary>Lines of a file for a spreadsheet.</summary>
public static class Csv
{
    private const string Formula = "=+-@\t\r";

    /// <summary>One line, each cell quoted, with the separator that spreadsheets here expect.</summary>
    public static string Line(params string?[] cells) => string.Join(';', cells.Select(Cell)) + "\r\n";

    // What begins like a formula is marked as text: somebody's name must not be worked out by who opens the file.
    private static string Cell(string? text)
    {
        var plain = text ?? "";
        var safe = plain.Length > 0 && Formula.Contains(plain[0], StringComparison.Ordinal) ? "'" + plain : plain;
        return $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
