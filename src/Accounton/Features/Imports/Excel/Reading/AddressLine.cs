using System.Text.RegularExpressions;

namespace Accounton.Features.Imports.Excel.Reading;

/// <summary>Street, house number and box of an address line such as <c>Lange Leemstraat 12A bus 3</c>. Pure.</summary>
public static partial class AddressLine
{
    /// <summary>Splits a line; what is not sure to be a number stays with the street.</summary>
    public static (string Street, string? HouseNumber, string? Box) Split(string line)
    {
        var text = Blanks().Replace(line, " ").Trim();

        // "Rue de la Loi, 12 bte 3", "Kerkstraat 12/3", "Avenue du 11 Novembre 5A".
        if (NumberLast().Match(text) is { Success: true } last)
            return Parts(last);

        // "12, rue de la Loi".
        return NumberFirst().Match(text) is { Success: true } first ? Parts(first) : (text, null, null);
    }

    /// <summary>The three on one line, so that <see cref="Split"/> finds them again.</summary>
    public static string? Join(string? street, string? houseNumber, string? box)
    {
        var line = $"{street} {houseNumber}{(string.IsNullOrEmpty(box) ? "" : $" bus {box}")}".Trim();
        return line.Length == 0 ? null : line;
    }

    private static (string, string?, string?) Parts(Match match) =>
        (match.Groups["street"].Value.TrimEnd(' ', ','), match.Groups["number"].Value.Replace(
            " ", "", StringComparison.Ordinal), match.Groups["box"] is { Success: true, Value: var box } ? box : null);

    [GeneratedRegex(
        @"^(?<street>(?=.*\p{L}).+?)(?:,\s*|\s+)(?:n[r°ºo]?\.?\s*)?"
            + @"(?<number>\d{1,5}(?:\s?[A-Za-z](?![\p{L}])|\s?(?:bis|ter))?(?:\s?-\s?\d{1,5}[A-Za-z]?)?)"
            + @"(?:\s*(?:,?\s*\b(?:bus|bte|boîte|boite|box|b\.?|postbus)\b\.?\s*|/\s*)(?<box>[\p{L}\d./-]{1,10}(?:\s[\p{L}\d]{1,3})?))?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 200)]
    private static partial Regex NumberLast();

    [GeneratedRegex(
        @"^(?:n[r°ºo]?\.?\s*)?(?<number>\d{1,5}[A-Za-z]?(?:\s?-\s?\d{1,5}[A-Za-z]?)?)"
            + @"(?:\s*/\s*(?<box>[\p{L}\d]{1,10}))?\s*,\s*(?<street>\p{L}.+)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 200)]
    private static partial Regex NumberFirst();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
