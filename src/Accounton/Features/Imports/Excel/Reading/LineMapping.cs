using System.Globalization;
using Accounton.Data;
using Accounton.Features.Clients;
using Accounton.Vendors;

namespace Accounton.Features.Imports.Excel.Reading;

/// <summary>From a row's cells to a client's values. Pure; what the values are worth, <see cref="ClientRules"/> says.</summary>
public static class LineMapping
{
    /// <summary>The values and what was noticed on the way; null when no column that is mapped is filled in.</summary>
    public static (ClientValues Given, IReadOnlyList<FieldReason> Reasons)? ToClient(WorkbookRow row, ColumnMap map)
    {
        var values = new ClientValues();
        List<FieldReason>? reasons = null;
        var isEmpty = true;
        foreach (var (position, key) in map.Columns)
        {
            if (key == ColumnKeys.Reasons || NormalText.From(row[position], WorkbookLimits.CellText) is not { } text)
                continue;

            var kind = row.KindAt(position);
            var isError = CellText.IsError(text);
            isEmpty &= isError;
            if (isError || ColumnCells.Misfit(key, kind) is not null)
                (reasons ??= []).Add(new(
                    key == ColumnKeys.StreetAndNumber ? nameof(ClientFields.Street) : key,
                    isError ? ReasonCode.CellError : ColumnCells.Misfit(key, kind)!.Value, IsError: false));
            else
                Put(values, key, text, kind, map.From1904);
        }

        if (isEmpty)
            return null;

        // A row with nothing but a company's name is a company's.
        if (values[ClientFields.Type] is null && values[ClientFields.CompanyName] is not null
            && values[ClientFields.FirstName] is null && values[ClientFields.LastName] is null)
            values[ClientFields.Type] = nameof(ClientType.Company);
        return (values, reasons ?? (IReadOnlyList<FieldReason>)[]);
    }

    private static void Put(ClientValues values, string key, string text, CellKind kind, bool from1904)
    {
        if (key == ColumnKeys.StreetAndNumber)
        {
            var (street, number, box) = AddressLine.Split(text);
            values[ClientFields.Street] = street;
            values[ClientFields.HouseNumber] ??= number;
            values[ClientFields.Box] ??= box;
            return;
        }

        var field = ClientFields.Get(key);
        if (field == ClientFields.ResponsibleEmail && !text.Contains('@', StringComparison.Ordinal))
            values[ClientFields.ResponsibleName] ??= text;
        else if (field == ClientFields.BirthDate)
            values[field] = Date(text, kind, from1904);
        else
            values[field] = text;
    }

    /// <summary>
    /// Days are numbers underneath, and look like it in a cell that is not formatted as a date: of five digits, from 1927 on. Four
    /// are a year as somebody typed it, and stay that; five in a text are nobody's day.
    /// </summary>
    private static string Date(string text, CellKind kind, bool from1904) =>
        kind == CellKind.Number && text.Length == 5 && decimal.TryParse(
            text, NumberStyles.None, CultureInfo.InvariantCulture, out var serial) && CellText.Date(serial, from1904) is { } date
            ? date
            : text.Split(' ', 'T') is [{ Length: >= 8 } day, _] && day.Any(c => c is '-' or '/' or '.') ? day : text;
}
