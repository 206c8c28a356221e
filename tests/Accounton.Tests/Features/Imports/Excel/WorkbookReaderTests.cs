using System.Text;
using Accounton.Data;
using Accounton.Features.Clients;
using Accounton.Features.Imports.Excel.Reading;

namespace Accounton.Tests.Features.Imports.Excel;

/// <summary>What is read from workbooks of LibreOffice's and of nobody's making.</summary>
public sealed class WorkbookReaderTests
{
    private const string Head =
        """<row r="1"><c r="A1" t="inlineStr"><is><t>Voornaam</t></is></c><c r="B1" t="inlineStr"><is><t>Naam</t></is></c></row>""";

    [Fact]
    public void Open_libreOffice_findsTheSheetWithTheHeadingsAndReadsItsCells()
    {
        using var workbook = WorkbookReader.Open(HandMade.File("libreoffice.xlsx"));

        Assert.Equal(4, workbook.HeadingRow.Number);
        var rows = workbook.Rows().ToList();
        Assert.Equal([5, 7, 8], rows.Select(row => row.Number));
        Assert.Equal(
            [
                "Jan", "Peeters", "jan.peeters@example.be", "NL", "85073003328", "1985-07-30", "9000", "Kerkstraat 12 bus 3",
                "0470123456", "Éénoudergezin & co",
            ],
            rows[0].Cells);
        // A number keeps the zeros that its format shows, and no others.
        Assert.Equal(
            ["Élise", "Dùpont", "elise@example.be", "fr", "01010112345", "30/07/1985", "1000", "Rue de la Loi 16", "470123456", "1"],
            rows[1].Cells);
        Assert.Equal(["Fout", "Formule", "#N/A", "nl", "1010112345", "31258", "2000", "Samengevoegd 1"], rows[2].Cells);
    }

    /// <summary>What went wrong with small workbooks, through the rules that a client is kept by.</summary>
    [Theory]
    [InlineData("year-only.xlsx", "BirthDate", "1985", "BirthDate:DateUnreadable")]
    [InlineData("date1904.xlsx", "BirthDate", "1985-07-30", null)]
    [InlineData("formula-no-value.xlsx", "NationalNumber", null, "NationalNumber:CellError")]
    [InlineData("btw-be.xlsx", "EnterpriseNumber", "0403019261", null)]
    public void Rows_ofSmallWorkbook_becomeWhatIsMeantOrAreTold(string name, string field, string? kept, string? told)
    {
        using var workbook = WorkbookReader.Open(HandMade.File(name));
        var map = ColumnMap.Parse((ColumnMap.From(workbook.HeadingRow.Cells) with { From1904 = workbook.From1904 }).ToString());
        var (given, reasons) = LineMapping.ToClient(workbook.Rows().First(), map)!.Value;
        var client = ClientRules.Check(given, ValidationLevel.Complete, new DateOnly(2026, 5, 13));

        Assert.Equal(kept, client.Values[ClientFields.Get(field)]);
        Assert.Equal(
            told,
            reasons.Concat(client.Reasons).Where(reason => reason.Field == field)
                .Select(reason => reason.ToString()[1..]).FirstOrDefault());
    }

    [Theory]
    [InlineData("nfd.xlsx")]
    [InlineData("zero-width.xlsx")]
    public void Rows_ofOddText_areComposedAndShowAllThereIs(string name)
    {
        using var workbook = WorkbookReader.Open(HandMade.File(name));
        var (given, _) = LineMapping.ToClient(workbook.Rows().First(), ColumnMap.From(workbook.HeadingRow.Cells))!.Value;

        foreach (var text in ClientFields.All.Select(field => given[field]).OfType<string>())
            Assert.Equal(NormalText.Typed(text), text);
    }

    [Theory]
    [InlineData("libreoffice.xls", WorkbookFault.OldFormat)]
    [InlineData("libreoffice.ods", WorkbookFault.NotAWorkbook)]
    [InlineData("leeg.xlsx", WorkbookFault.Empty)]
    public void Open_otherFile_saysWhatItIs(string name, WorkbookFault fault) => Assert.Equal(fault, FaultOf(HandMade.File(name)));

    [Fact]
    public void Open_noWorkbook_saysWhy()
    {
        Assert.Equal(WorkbookFault.PasswordProtected, FaultOf(HandMade.OleContainer("EncryptedPackage")));
        Assert.Equal(WorkbookFault.OldFormat, FaultOf(HandMade.OleContainer("Workbook")));
        Assert.Equal(WorkbookFault.NotAWorkbook, FaultOf(new MemoryStream(Encoding.UTF8.GetBytes("Voornaam;Naam\nJan;Peeters"))));
        Assert.Equal(WorkbookFault.Empty, FaultOf(new MemoryStream()));
        Assert.Equal(WorkbookFault.NotAWorkbook, FaultOf(HandMade.Package(("readme.txt", "hello"))));
        Assert.Equal(WorkbookFault.NoHeadings, FaultOf(HandMade.Create(["Kleur", "Maat"], ["rood", "XL"])));
        Assert.Equal(WorkbookFault.Empty, FaultOf(HandMade.Create(["Voornaam", "Naam"], [" ", "\u00A0"])));
    }

    [Fact]
    public void Open_damagedPackage_saysSo()
    {
        var whole = HandMade.Create(["Voornaam", "Naam"], ["Jan", "Peeters"]).ToArray();
        var torn = HandMade.Create("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Voornaam</t></is></c></row><row><c");

        Assert.Equal(WorkbookFault.Damaged, FaultOf(new MemoryStream(whole[..(whole.Length / 2)])));
        Assert.Equal(WorkbookFault.Damaged, FaultOf(torn));
        Assert.Equal(WorkbookFault.Damaged, FaultOf(HandMade.Create("<!DOCTYPE x [<!ENTITY a \"b\">]>" + Head)));
    }

    [Fact]
    public void Open_bombs_areRefusedWithoutBeingUnpacked()
    {
        // Says how big it becomes.
        Assert.Equal(WorkbookFault.TooMuchInside, FaultOf(HandMade.Create(Head + new string(' ', 30_000_000))));

        // Lies about it: the size in the list of parts is far less than what comes out.
        var bytes = HandMade.Create(Head + Repeated(120_000)).ToArray();
        Assert.True(FaultOf(new MemoryStream(WithSmallSizes(bytes))) is WorkbookFault.Damaged or WorkbookFault.TooMuchInside);
    }

    [Fact]
    public void Open_tooLargeAFile_isRefused() =>
        Assert.Equal(WorkbookFault.TooLarge, FaultOf(new MemoryStream(new byte[WorkbookLimits.Bytes + 1])));

    [Fact]
    public void Rows_moreThanAreTaken_areRefused()
    {
        using var taken = WorkbookReader.Open(HandMade.Create(Head + Repeated(WorkbookLimits.Rows)));
        Assert.Equal(WorkbookLimits.Rows, taken.Rows().Count());

        Assert.Equal(WorkbookFault.TooManyRows, FaultOf(HandMade.Create(Head + Repeated(WorkbookLimits.Rows + 1))));
    }

    [Fact]
    public void Rows_allKindsOfText_areRead()
    {
        const string strings = """
            <si><t>Gewoon</t></si>
            <si><r><t>Ri</t></r><r><rPr><b/></rPr><t xml:space="preserve">jk </t></r><r><t>tekst</t></r><rPh><t>niet dit</t></rPh></si>
            <si><t>a_x000D_b</t></si><si/>
            """;
        var rows = RowsOf(Head + """
            <row r="2"><c r="A2" t="s"><v>0</v></c><c r="C2" t="s"><v>1</v></c><c r="D2" t="s"><v>2</v></c>
            <c r="E2" t="s"><v>3</v></c><c r="F2" t="s"><v>99</v></c></row>
            <row><c><v>1.5</v></c><c t="str"><f>A1</f><v>met formule</v></c>
            <c t="b"><v>0</v></c><c t="e"><v>#DIV/0!</v></c><c t="d"><v>1985-07-30T00:00:00</v></c></row>
            <row r="9"><c r="A9"><v>8.5073003328E+10</v></c><c r="ZZZ9"><v>1</v></c><c r="B9"><f>X1</f></c></row>
            """, strings);

        Assert.Equal(["Gewoon", null, "Rijk tekst", "a\rb"], rows[0].Cells);
        Assert.Equal(["1.5", "met formule", "FALSE", "#DIV/0!", "1985-07-30"], rows[1].Cells);
        Assert.Equal([2, 3, 9], rows.Select(row => row.Number));
        Assert.Equal(["85073003328", CellText.NotWorkedOut], rows[2].Cells);
    }

    [Theory]
    [InlineData("14", "31258", "", "1985-07-30")]
    [InlineData("14", "31258.75", "", "1985-07-30")]
    [InlineData("164", "31258", "", "1985-07-30")]
    [InlineData("14", "29796", """<workbookPr date1904="1"/>""", "1985-07-30")]
    [InlineData("14", "59", "", "1900-02-28")]
    [InlineData("14", "61", "", "1900-03-01")]
    [InlineData("14", "85073003328", "", "85073003328")]
    [InlineData("0", "31258", "", "31258")]
    [InlineData("165", "1010112345", "", "01010112345")]
    [InlineData("166", "1010112345", "", "01010112345")]
    [InlineData("4", "9000", "", "9000")]
    [InlineData("14", "1985", "", "1985")]
    [InlineData("14", "1985", """<workbookPr date1904="1"/>""", "1985")]
    public void Rows_numberWithAFormat_readsAsItsCellShowsIt(string format, string value, string book, string expected)
    {
        var styles = $"""
            <numFmts><numFmt numFmtId="164" formatCode="[$-813]d\ mmmm\ yyyy;@"/>
            <numFmt numFmtId="165" formatCode="00000000000"/><numFmt numFmtId="166" formatCode="00\.00\.00\-000\.00"/></numFmts>
            <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="{format}"/></cellXfs>
            """;
        using var workbook = WorkbookReader.Open(
            HandMade.Create($"""{Head}<row r="2"><c r="A2" s="1"><v>{value}</v></c></row>""", styles: styles, bookProperties: book));

        Assert.Equal([expected], workbook.Rows().Single().Cells);
    }

    [Fact]
    public void Rows_longText_isCutAndNeverUnpackedWhole()
    {
        var rows = RowsOf($"""{Head}<row r="2"><c r="A2" t="inlineStr"><is><t>{new string('x', 100_000)}</t></is></c></row>""");

        Assert.Equal(WorkbookLimits.CellText, rows.Single().Cells[0]!.Length);
    }

    [Fact]
    public void Open_severalSheets_passesOverInstructionsAndHiddenOnes()
    {
        var clients = HandMade.Rows([["Prénom", "Nom"], ["Jean", "Dupont"]]);
        var other = HandMade.Rows([["Voornaam", "Naam"], ["Niet", "Deze"]]);
        using var workbook = WorkbookReader.Open(
            HandMade.Sheets([("Explications", other, null), ("Lijst", other, "hidden"), ("Autre", HandMade.Rows([["Rien"]]), null), (
                "Clients", clients, null)]));

        Assert.Equal(["Jean", "Dupont"], workbook.Rows().Single().Cells);
    }

    [Fact]
    public void Rows_whoseNumbersGoBack_areNumberedOn()
    {
        var rows = RowsOf(Head + """<row r="5"><c><v>1</v></c></row><row r="5"><c><v>2</v></c></row><row r="2"><c><v>3</v></c></row>""");

        Assert.Equal([5, 6, 7], rows.Select(row => row.Number));
    }

    private static List<WorkbookRow> RowsOf(string sheetData, string? strings = null)
    {
        using var workbook = WorkbookReader.Open(HandMade.Create(sheetData, strings));
        return [.. workbook.Rows()];
    }

    private static WorkbookFault FaultOf(Stream file) => Assert.Throws<WorkbookException>(() =>
    {
        using var workbook = WorkbookReader.Open(file);
        _ = workbook.Rows().Count();
    }).Fault;

    private static string Repeated(int rows) => string.Concat(Enumerable.Repeat("<row><c><v>1</v></c></row>", rows));

    /// <summary>Sets every unpacked size that the package declares to a hundred bytes.</summary>
    private static byte[] WithSmallSizes(byte[] zip)
    {
        for (var i = 0; i + 30 < zip.Length; i++)
        {
            var at = zip.AsSpan(i, 4) switch
            {
                [(byte)'P', (byte)'K', 1, 2] => i + 24,
                [(byte)'P', (byte)'K', 3, 4] => i + 22,
                _ => 0,
            };
            if (at > 0 && BitConverter.ToInt32(zip, at) > 100_000)
                BitConverter.GetBytes(100).CopyTo(zip, at);
        }

        return zip;
    }
}
