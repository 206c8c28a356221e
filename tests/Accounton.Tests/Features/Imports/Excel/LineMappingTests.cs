using Accounton.Features.Clients;
using Accounton.Features.Imports.Excel.Reading;

namespace Accounton.Tests.Features.Imports.Excel;

public sealed class LineMappingTests
{
    [Fact]
    public void ToClient_row_readsWhatTheColumnsSay()
    {
        var (given, reasons) = Map(
            ["Voornaam", "Kleur", "Naam", "Straat en nummer", "Geboortedatum", "Verantwoordelijke", "Reden"],
            [" Jan ", "rood", "Peeters", "Kerkstraat 12 bus 3", "30/07/1985", "an@kantoor.be", "E-mailadres: ontbreekt"])!.Value;

        Assert.Empty(reasons);
        Assert.Equal("Jan", given[ClientFields.FirstName]);
        Assert.Equal(("Kerkstraat", "12", "3"), (given[ClientFields.Street], given[ClientFields.HouseNumber], given[ClientFields.Box]));
        Assert.Equal("30/07/1985", given[ClientFields.BirthDate]);
        Assert.Equal("an@kantoor.be", given[ClientFields.ResponsibleEmail]);
        Assert.Null(given[ClientFields.Type]);
    }

    [Theory]
    [InlineData("1985-07-30 00:00:00", "1985-07-30")]
    [InlineData("30/07/1985 0:00", "30/07/1985")]
    [InlineData("30 07 1985", "30 07 1985")]
    [InlineData("1985", "1985")]
    [InlineData("morgen", "morgen")]
    public void ToClient_date_isTheDay(string cell, string expected) =>
        Assert.Equal(expected, Map(["Geboortedatum"], [cell])!.Value.Given[ClientFields.BirthDate]);

    [Fact]
    public void ToClient_responsibleWithoutAnAddress_isAName()
    {
        var (given, _) = Map(["Verantwoordelijke"], ["An Vermeulen"])!.Value;

        Assert.Equal(("An Vermeulen", null), (given[ClientFields.ResponsibleName], given[ClientFields.ResponsibleEmail]));
    }

    [Fact]
    public void ToClient_failedFormula_isEmptyAndTold()
    {
        var (given, reasons) = Map(["Naam", "E-mail"], ["Peeters", "#N/A"])!.Value;

        Assert.Null(given[ClientFields.Email]);
        Assert.Equal(new FieldReason(nameof(ClientFields.Email), ReasonCode.CellError, IsError: false), Assert.Single(reasons));
    }

    [Fact]
    public void ToClient_companyNameAlone_isACompany()
    {
        Assert.Equal("Company", Map(["Naam", "Bedrijfsnaam"], [null, "Bakkerij bv"])!.Value.Given[ClientFields.Type]);
        Assert.Null(Map(["Naam", "Bedrijfsnaam"], ["Peeters", "Bakkerij bv"])!.Value.Given[ClientFields.Type]);
    }

    [Fact]
    public void ToClient_nothingInMappedColumns_isNoClient()
    {
        Assert.Null(Map(["Naam", "Kleur"], ["  ", "rood"]));
        Assert.Null(Map(["Naam", "Reden"], [null, "iets"]));
        Assert.Null(Map(["Naam"], []));
    }

    private static (ClientValues Given, IReadOnlyList<FieldReason> Reasons)? Map(string[] headings, string?[] cells) =>
        LineMapping.ToClient(new WorkbookRow(2, cells), ColumnMap.From(headings));
}
