using System.Globalization;
using Accounton.Features.Clients;

namespace Accounton.Features.Imports.Excel.Reading;

/// <summary>A column of a workbook, from 0, and what it holds: a field's key or one of <see cref="ColumnKeys"/>.</summary>
public readonly record struct MappedColumn(int Position, string Key);

/// <summary>
/// What a workbook's columns are, as stored with its import: <c>0:Type 1:FirstName</c>, with <c>1904</c> behind where days are counted
/// from then, and what of it is hidden: <c>hidden-columns:3,5 hidden-rows:12 other-sheets:1</c>, with <c>take-hidden-rows</c>
/// when a person chose so.
/// </summary>
public sealed record ColumnMap(IReadOnlyList<MappedColumn> Columns)
{
    private const string Mark1904 = "1904";
    private const string MarkHiddenColumns = "hidden-columns:";
    private const string MarkHiddenRows = "hidden-rows:";
    private const string MarkTakeHiddenRows = "take-hidden-rows";
    private const string MarkOtherSheets = "other-sheets:";

    public static readonly ColumnMap None = new([]);

    /// <summary>The workbook counts days from 1904, as those of older Macs do.</summary>
    public bool From1904 { get; init; }

    /// <summary>Those with a heading that nobody sees in Excel, from 0: taken only when a person says what they are.</summary>
    public IReadOnlyList<int> HiddenColumns { get; init; } = [];

    /// <summary>How many filled rows nobody sees in Excel.</summary>
    public int HiddenRows { get; init; }

    /// <summary>A person chose to take these too.</summary>
    public bool TakesHiddenRows { get; init; }

    /// <summary>How many more sheets have clients, which are not read.</summary>
    public int OtherSheets { get; init; }

    /// <summary>Keys that stand over more than one column, with those columns.</summary>
    public ILookup<string, int> Doubles => Columns.GroupBy(column => column.Key).Where(group => group.Skip(1).Any())
        .SelectMany(group => group).ToLookup(column => column.Key, column => column.Position);

    /// <summary>
    /// The keys of what every client must have and no column holds: e-mail address, language, and the first and last name;
    /// where companies have a column, their name will do.
    /// </summary>
    public IReadOnlyList<string> Missing => [.. Mandatory().Where(one => !Has(one)).Select(one => one.Key)];

    public bool IsComplete => Missing.Count == 0 && Doubles.Count == 0;

    public bool Has(ClientField sought) => Columns.Any(column => column.Key == sought.Key);

    /// <summary>Recognises headings; those that are not, and those that are hidden, are left out.</summary>
    public static ColumnMap From(IReadOnlyList<string?> headings, IReadOnlySet<int>? hidden = null)
    {
        var columns = headings.Select((heading, position) => (Position: position, Key: Headings.KeyOf(heading)))
            .Where(column => column.Key is not null && hidden?.Contains(column.Position) != true)
            .Select(column => new MappedColumn(column.Position, column.Key!)).ToList();

        // Without a column for the number it stands behind the street.
        if (!columns.Any(column => column.Key is nameof(ClientFields.HouseNumber) or ColumnKeys.StreetAndNumber))
            columns = [.. columns.Select(
                column => column.Key == nameof(ClientFields.Street) ? column with { Key = ColumnKeys.StreetAndNumber } : column)];
        return new ColumnMap(columns)
        {
            HiddenColumns = [.. (hidden ?? new HashSet<int>())
                .Where(position => position < headings.Count && headings[position] is not null).Order()],
        };
    }

    public static ColumnMap Parse(string? stored) => new(
    [
        .. from pair in stored?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? []
           where char.IsAsciiDigit(pair[0]) && pair != Mark1904
           let colon = pair.IndexOf(':', StringComparison.Ordinal)
           select new MappedColumn(int.Parse(pair.AsSpan(0, colon), CultureInfo.InvariantCulture), pair[(colon + 1)..]),
    ])
    {
        From1904 = stored?.Split(' ').Contains(Mark1904) == true,
        HiddenColumns = [.. Numbers(stored, MarkHiddenColumns)],
        HiddenRows = Numbers(stored, MarkHiddenRows).FirstOrDefault(),
        OtherSheets = Numbers(stored, MarkOtherSheets).FirstOrDefault(),
        TakesHiddenRows = stored?.Split(' ').Contains(MarkTakeHiddenRows) == true,
    };

    public string? KeyAt(int position) =>
        Columns.Where(column => column.Position == position).Select(column => column.Key).FirstOrDefault();

    public override string ToString() =>
        string.Join(
            ' ', Columns.Select(column => string.Create(CultureInfo.InvariantCulture, $"{column.Position}:{column.Key}")).Concat(Marks()));

    private static IEnumerable<int> Numbers(string? stored, string mark) =>
        from part in stored?.Split(' ') ?? []
        where part.StartsWith(mark, StringComparison.Ordinal)
        from number in part[mark.Length..].Split(',')
        select int.Parse(number, CultureInfo.InvariantCulture);

    private IEnumerable<string> Marks()
    {
        if (From1904)
            yield return Mark1904;
        if (HiddenColumns.Count > 0)
            yield return MarkHiddenColumns + string.Join(',', HiddenColumns);
        if (HiddenRows > 0)
            yield return string.Create(CultureInfo.InvariantCulture, $"{MarkHiddenRows}{HiddenRows}");
        if (OtherSheets > 0)
            yield return string.Create(CultureInfo.InvariantCulture, $"{MarkOtherSheets}{OtherSheets}");
        if (TakesHiddenRows)
            yield return MarkTakeHiddenRows;
    }

    private IEnumerable<ClientField> Mandatory()
    {
        yield return ClientFields.Email;
        yield return ClientFields.Language;
        if (!Has(ClientFields.CompanyName) || Has(ClientFields.FirstName) || Has(ClientFields.LastName))
        {
            yield return ClientFields.FirstName;
            yield return ClientFields.LastName;
        }
    }
}
