using System.Collections.Frozen;
using Accounton.Features.Clients;

namespace Accounton.Features.Imports.Excel.Reading;

/// <summary>What a cell holds underneath, whatever it looks like. Stored with a workbook's rows by number.</summary>
public enum CellKind : byte
{
    Text = 0,

    /// <summary>A whole number that is not negative: as people type a code, a number or a year.</summary>
    Number = 1,

    /// <summary>A day, by its format.</summary>
    Date = 2,

    /// <summary>A time of the day or a duration, by its format.</summary>
    Time = 3,

    /// <summary>Money or a percentage by its format, and every number with a fraction or a minus.</summary>
    Amount = 4,

    /// <summary>TRUE or FALSE.</summary>
    Boolean = 5,
}

/// <summary>
/// Which kinds of cells each column can hold. What is of another kind is not what somebody typed: a house number
/// <c>3-5</c> becomes 3 May, a formula on an empty cell 0. It is told and taken as empty.
/// </summary>
public static class ColumnCells
{
    private static readonly CellKind[] Words = [CellKind.Text];
    private static readonly CellKind[] Digits = [CellKind.Text, CellKind.Number];
    private static readonly CellKind[] Days = [CellKind.Text, CellKind.Number, CellKind.Date];

    private static readonly FrozenDictionary<string, CellKind[]> Table = new Dictionary<string, CellKind[]>
    {
        [nameof(ClientFields.Type)] = Words,
        [nameof(ClientFields.FirstName)] = Words,
        [nameof(ClientFields.LastName)] = Words,
        [nameof(ClientFields.CompanyName)] = Digits,
        [nameof(ClientFields.Email)] = Words,
        [nameof(ClientFields.Language)] = Words,
        [nameof(ClientFields.Mobile)] = Digits,
        [nameof(ClientFields.Phone)] = Digits,
        [ColumnKeys.StreetAndNumber] = Words,
        [nameof(ClientFields.Street)] = Words,
        [nameof(ClientFields.HouseNumber)] = Digits,
        [nameof(ClientFields.Box)] = Digits,
        [nameof(ClientFields.PostalCode)] = Digits,
        [nameof(ClientFields.City)] = Words,
        [nameof(ClientFields.Country)] = Words,
        [nameof(ClientFields.BirthDate)] = Days,
        [nameof(ClientFields.NationalNumber)] = Digits,
        [nameof(ClientFields.PartnerName)] = Words,
        [nameof(ClientFields.PartnerNationalNumber)] = Digits,
        [nameof(ClientFields.EnterpriseNumber)] = Digits,
        [nameof(ClientFields.Code)] = Digits,
        [nameof(ClientFields.ResponsibleName)] = Words,
        [nameof(ClientFields.ResponsibleEmail)] = Words,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Why a column cannot hold a cell; null when it can.</summary>
    /// <param name="column">A field's key or one of <see cref="ColumnKeys"/>.</param>
    /// <param name="kind">The cell's.</param>
    public static ReasonCode? Misfit(string column, CellKind kind) => Table[column].Contains(kind) ? null : kind switch
    {
        CellKind.Number => ReasonCode.CellNumber,
        CellKind.Date or CellKind.Time => ReasonCode.CellDate,
        CellKind.Amount => ReasonCode.CellAmount,
        _ => ReasonCode.CellBoolean,
    };
}
