using Accounton.Features.Clients;
using Accounton.Features.Imports.Excel.Reading;

namespace Accounton.Tests.Features.Imports.Excel;

/// <summary>What cells hold underneath, and which columns can hold it.</summary>
public sealed class CellKindTests
{
    private const string Styles = """
        <numFmts><numFmt numFmtId="164" formatCode="[$-813]d\ mmmm\ yyyy;@"/>
        <numFmt numFmtId="165" formatCode="[$€-813]\ #,##0.00"/><numFmt numFmtId="166" formatCode="&quot;EUR&quot; 0"/>
        <numFmt numFmtId="167" formatCode="[h]:mm"/><numFmt numFmtId="168" formatCode="0.0%"/>
        <numFmt numFmtId="169" formatCode="mmm"/><numFmt numFmtId="170" formatCode="[Red]00000"/></numFmts>
        <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="9"/><xf numFmtId="165"/><xf numFmtId="166"/>
        <xf numFmtId="20"/><xf numFmtId="167"/><xf numFmtId="168"/><xf numFmtId="169"/><xf numFmtId="49"/>
        <xf numFmtId="170"/><xf numFmtId="22"/></cellXfs>
        """;

    [Theory]
    [InlineData("""t="inlineStr"><is><t>1</t></is>""", CellKind.Text, "1")]
    [InlineData("""t="str"><f>A1</f><v>31258</v>""", CellKind.Text, "31258")]
    [InlineData("""t="b"><v>1</v>""", CellKind.Boolean, "TRUE")]
    [InlineData("""><v>9000</v>""", CellKind.Number, "9000")]
    [InlineData("""s="10"><v>9000</v>""", CellKind.Number, "9000")]
    [InlineData("""s="11"><v>1</v>""", CellKind.Number, "00001")]
    [InlineData("""><v>-5</v>""", CellKind.Amount, "-5")]
    [InlineData("""><v>12.5</v>""", CellKind.Amount, "12.5")]
    [InlineData("""><v>NaN</v>""", CellKind.Amount, "NaN")]
    [InlineData("""s="3"><v>1</v>""", CellKind.Amount, "1")]
    [InlineData("""s="8"><v>0.05</v>""", CellKind.Amount, "0.05")]
    [InlineData("""s="4"><v>9000</v>""", CellKind.Amount, "9000")]
    [InlineData("""s="5"><v>9000</v>""", CellKind.Amount, "9000")]
    [InlineData("""s="6"><v>0.5</v>""", CellKind.Time, "0.5")]
    [InlineData("""s="7"><v>1.5</v>""", CellKind.Time, "1.5")]
    [InlineData("""s="1"><v>31258</v>""", CellKind.Date, "1985-07-30")]
    [InlineData("""s="2"><v>31258</v>""", CellKind.Date, "1985-07-30")]
    [InlineData("""s="9"><v>31258</v>""", CellKind.Date, "1985-07-30")]
    [InlineData("""s="12"><v>31258.75</v>""", CellKind.Date, "1985-07-30")]
    [InlineData("""s="1"><v>1985</v>""", CellKind.Number, "1985")]
    [InlineData("""s="1"><v>85073003328</v>""", CellKind.Number, "85073003328")]
    [InlineData("""t="d"><v>1985-07-30T00:00:00</v>""", CellKind.Date, "1985-07-30")]
    public void Rows_anyCell_tellWhatItHolds(string cell, CellKind kind, string text)
    {
        using var workbook = WorkbookReader.Open(HandMade.Create(
            $"""<row r="1"><c r="A1" t="inlineStr"><is><t>Naam</t></is></c></row><row r="2"><c r="A2" {cell}</c></row>""", styles: Styles));
        var row = workbook.Rows().Single();

        Assert.Equal((kind, text), (row.KindAt(0), row[0]));
        Assert.Equal(kind == CellKind.Text, row.Kinds is null);
    }

    /// <summary>Every column with every kind of cell: what it takes, or what is said of it.</summary>
    [Fact]
    public void ToClient_everyColumnWithEveryKind_takesItOrTellsWhy()
    {
        string[] words =
        [
            "Type", "FirstName", "LastName", "Email", "Language", "StreetAndNumber", "Street", "City", "Country", "PartnerName",
            "ResponsibleName", "ResponsibleEmail",
        ];
        string[] digits =
        [
            "CompanyName", "Mobile", "Phone", "HouseNumber", "Box", "PostalCode", "NationalNumber", "PartnerNationalNumber",
            "EnterpriseNumber", "Code",
        ];
        Assert.Equal(ColumnKeys.All.Order(), [.. words.Concat(digits).Append("BirthDate").Order()]);

        foreach (var key in ColumnKeys.All)
        {
            var field = key == ColumnKeys.StreetAndNumber ? "Street" : key;
            foreach (var kind in Enum.GetValues<CellKind>())
            {
                var fits = kind == CellKind.Text || (kind == CellKind.Number && !words.Contains(key))
                    || (kind == CellKind.Date && key == "BirthDate");
                var (given, reasons) = LineMapping.ToClient(new WorkbookRow(2, ["1234567"], [kind]), new ColumnMap([new(0, key)]))!.Value;

                Assert.Equal(
                    (key, kind, fits), (key, kind, ClientFields.All.Any(one => one != ClientFields.Type && given[one] is not null)
                        || given[ClientFields.Type] == "1234567"));
                ReasonCode? told = fits ? null : kind switch
                {
                    CellKind.Number => ReasonCode.CellNumber,
                    CellKind.Amount => ReasonCode.CellAmount,
                    CellKind.Boolean => ReasonCode.CellBoolean,
                    _ => ReasonCode.CellDate,
                };
                Assert.Equal(told is { } code ? [new FieldReason(field, code, IsError: false)] : [], reasons);
            }
        }
    }

    /// <summary>Only a number of five digits is a day without saying so; nothing else becomes a date that nobody wrote.</summary>
    [Theory]
    [InlineData("31258", CellKind.Number, "1985-07-30", null)]
    [InlineData("1985-07-30", CellKind.Date, "1985-07-30", null)]
    [InlineData("19850730", CellKind.Number, "1985-07-30", null)]
    [InlineData("31258", CellKind.Text, "31258", ReasonCode.DateUnreadable)]
    [InlineData("1985", CellKind.Number, "1985", ReasonCode.DateUnreadable)]
    [InlineData("1985", CellKind.Text, "1985", ReasonCode.DateUnreadable)]
    [InlineData("300785", CellKind.Number, "300785", ReasonCode.DateUnreadable)]
    [InlineData("30/07/85", CellKind.Text, "30/07/85", ReasonCode.DateUnreadable)]
    [InlineData("07/1985", CellKind.Text, "07/1985", ReasonCode.DateUnreadable)]
    [InlineData("0.5", CellKind.Time, null, null)]
    [InlineData("0.05", CellKind.Amount, null, null)]
    [InlineData("TRUE", CellKind.Boolean, null, null)]
    [InlineData("1900-01-01", CellKind.Date, "1900-01-01", ReasonCode.DateTooOld)]
    public void BirthDate_ofAnyCell_isWhatSomebodyWrote(string text, CellKind kind, string? kept, ReasonCode? told)
    {
        var (given, reasons) = LineMapping.ToClient(new WorkbookRow(2, [text], [kind]), new ColumnMap([new(0, "BirthDate")]))!.Value;
        var check = ClientRules.Check(given, ValidationLevel.Complete, new DateOnly(2026, 5, 13));

        Assert.Equal(kept, check.Values[ClientFields.BirthDate]);
        Assert.Equal(
            told, check.Reasons.Where(reason => reason.Field == "BirthDate").Select(reason => (ReasonCode?)reason.Code).FirstOrDefault());
        Assert.Equal(kept is null, reasons.Any(reason => reason.Field == "BirthDate"));
    }
}
