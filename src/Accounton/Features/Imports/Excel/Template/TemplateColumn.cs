using Accounton.Features.Clients;
using Accounton.Features.Imports.Excel.Reading;
using Accounton.Vendors;

namespace Accounton.Features.Imports.Excel.Template;

/// <summary>A column of a workbook of ours.</summary>
/// <param name="Key">A field's key or one of <see cref="ColumnKeys"/>.</param>
/// <param name="Width">In characters.</param>
public sealed record TemplateColumn(string Key, int Width = 20)
{
    /// <summary>A field of a client; null for what is none.</summary>
    public ClientField? Field => ClientFields.Find(Key);

    public bool IsMandatory => Key is nameof(ClientFields.FirstName)
        or nameof(ClientFields.LastName) or nameof(ClientFields.Email) or nameof(ClientFields.Language);

    /// <summary>What the cells can be chosen from; empty for free text.</summary>
    public IReadOnlyList<string> Choices => Key switch
    {
        nameof(ClientFields.Type) => [.. Enum.GetNames<ClientType>().Select(name => name.ToLowerInvariant())],
        nameof(ClientFields.Language) => ClientFields.Language.Choices,
        _ => [],
    };
}

/// <summary>The columns of our workbooks, in order.</summary>
public static class TemplateColumns
{
    /// <summary>Those to fill in: A to O, as offices know them.</summary>
    public static readonly IReadOnlyList<TemplateColumn> ToFillIn =
    [
        new(nameof(ClientFields.Type), 14), new(nameof(ClientFields.FirstName)),
        new(nameof(ClientFields.LastName), 24), new(nameof(ClientFields.Email), 30),
        new(nameof(ClientFields.Language), 10), new(nameof(ClientFields.Mobile), 18), new(nameof(ClientFields.ResponsibleEmail), 34),
        new(ColumnKeys.StreetAndNumber, 30), new(nameof(ClientFields.PostalCode), 12),
        new(nameof(ClientFields.City)), new(nameof(ClientFields.Country), 10),
        new(nameof(ClientFields.CompanyName), 26), new(nameof(ClientFields.EnterpriseNumber)), new(nameof(ClientFields.NationalNumber), 24),
        new(nameof(ClientFields.PartnerNationalNumber), 36),
    ];

    /// <summary>Those of refused rows: the same, the address in its parts, every other field so that nothing is lost, and why.</summary>
    public static readonly IReadOnlyList<TemplateColumn> ToCorrect = Correctable();

    private static List<TemplateColumn> Correctable()
    {
        List<TemplateColumn> columns =
        [
            .. ToFillIn.SelectMany(column => column.Key == ColumnKeys.StreetAndNumber
                ? [new(nameof(ClientFields.Street), 26), new(nameof(ClientFields.HouseNumber), 14), new(nameof(ClientFields.Box), 8)]
                : (TemplateColumn[])[column]),
        ];
        columns.AddRange(
            ClientFields.All.Where(one => columns.TrueForAll(column => column.Key != one.Key)).Select(one => new TemplateColumn(one.Key)));
        columns.Add(new TemplateColumn(ColumnKeys.Reasons, 60));
        return columns;
    }
}
