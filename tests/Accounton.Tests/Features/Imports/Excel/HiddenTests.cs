using System.Net;
using Accounton.Features.Imports;
using Accounton.Features.Imports.Excel.Reading;
using Accounton.Tests.Running;

namespace Accounton.Tests.Features.Imports.Excel;

/// <summary>What nobody sees in Excel is told when the workbook is uploaded, and counts only when somebody chooses so.</summary>
public sealed class HiddenTests : IAsyncLifetime
{
    private const string Head = """
        <row r="1"><c t="inlineStr"><is><t>Voornaam</t></is></c><c t="inlineStr"><is><t>Naam</t></is></c>
        <c t="inlineStr"><is><t>E-mail</t></is></c><c t="inlineStr"><is><t>Taal</t></is></c><c t="inlineStr"><is><t>Gsm</t></is></c></row>
        """;

    private ExcelOffice _office = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _office = await ExcelOffice.OpenAsync();

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Theory]
    [InlineData(false, "Zicht")]
    [InlineData(true, "Zicht", "Weg")]
    public async Task Upload_hiddenRow_isToldAndTakenOnlyWhenChosen(bool chosen, params string[] taken)
    {
        using var uploaded = await _office.UploadAsync(HandMade.File("hidden-row.xlsx"));
        var batch = await _office.BatchAsync();
        Assert.Equal((ImportState.Mapping, $"/imports/{batch.Id}/columns"), (batch.State, uploaded.Headers.Location?.ToString()));
        var page = await _office.Admin.LookAsync($"/imports/{batch.Id}/columns");
        Assert.Contains("1 rij is verborgen, bijvoorbeeld door een filter.", page.Text, StringComparison.Ordinal);
        Assert.Contains("Een deel van dit bestand is verborgen in Excel.", page.Text, StringComparison.Ordinal);
        Assert.False(page.Html.QuerySelector("input[name=hiddenRows]")!.HasAttribute("checked"));

        await ChooseAsync(batch, page, chosen);
        await _office.CompareAsync();

        Assert.Equal(taken, (await _office.RowsAsync()).Select(row => row.LastName));
    }

    [Fact]
    public async Task Upload_hiddenColumn_isToldAndTakenOnlyWhenChosen()
    {
        var row = Head + """
            <row r="2"><c t="inlineStr"><is><t>An</t></is></c><c t="inlineStr"><is><t>Claes</t></is></c>
            <c t="inlineStr"><is><t>an@example.be</t></is></c><c t="inlineStr"><is><t>nl</t></is></c>
            <c t="inlineStr"><is><t>0470 12 34 56</t></is></c></row>
            """;
        foreach (var (column, chosen, mobile) in ((string, bool, string?)[])[
            ("hidden=\"1\"", false, null), ("hidden=\"1\"", true, "+32470123456"), ("width=\"0\" customWidth=\"1\"", false, null),
        ])
        {
            using (await _office.UploadAsync(HandMade.Create(row, columns: $"<cols><col min=\"5\" max=\"16384\" {column}/></cols>")))
            {
                var batch = await _office.BatchAsync();
                Assert.Equal(ImportState.Mapping, batch.State);
                var page = await _office.Admin.LookAsync($"/imports/{batch.Id}/columns");
                Assert.Contains("1 kolom is verborgen (E).", page.Text, StringComparison.Ordinal);
                Assert.Equal("", page.Html.QuerySelector("#column-4 option[selected]")?.GetAttribute("value") ?? "");

                await ChooseAsync(batch, page, rows: false, chosen ? ("columns[4]", "Mobile") : null);
                await _office.CompareAsync();
                Assert.Equal(mobile, Assert.Single(await _office.RowsAsync()).Mobile);
            }
        }
    }

    /// <summary>Only one sheet is read: the others are told, seen in Excel or not, where they have clients.</summary>
    [Theory]
    [InlineData("hidden", true)]
    [InlineData("veryHidden", true)]
    [InlineData(null, true)]
    [InlineData("hidden", false)]
    public async Task Upload_withClientsOnAnotherSheet_isTold(string? state, bool hasClients)
    {
        const string Row = """
            <row r="2"><c t="inlineStr"><is><t>An</t></is></c><c t="inlineStr"><is><t>Claes</t></is></c>
            <c t="inlineStr"><is><t>an@example.be</t></is></c><c t="inlineStr"><is><t>nl</t></is></c></row>
            """;
        var other = hasClients
            ? Head + Row
            : """<row r="1"><c t="inlineStr"><is><t>nl</t></is></c></row><row r="2"><c t="inlineStr"><is><t>fr</t></is></c></row>""";

        using var uploaded = await _office.UploadAsync(HandMade.Sheets([("Klanten", Head + Row, null), ("Oud", other, state)]));

        var batch = await _office.BatchAsync();
        Assert.Equal(hasClients ? ImportState.Mapping : ImportState.Comparing, batch.State);
        if (!hasClients)
            return;

        var page = await _office.Admin.LookAsync(uploaded.Headers.Location!.ToString());
        Assert.Contains("1 ander blad in dit bestand bevat ook klanten. Het wordt niet gelezen.", page.Text, StringComparison.Ordinal);
        Assert.Contains("Niet alle bladen van dit bestand worden gelezen.", page.Text, StringComparison.Ordinal);
        await ChooseAsync(batch, page, rows: false);
        Assert.Equal(1, (await _office.CompareAsync()).Total);
    }

    [Fact]
    public async Task Upload_allRowsHidden_saysThatNothingIsLeft()
    {
        using (await _office.UploadAsync(HandMade.Create(Head + """
            <row r="2" ht="0" customHeight="1"><c t="inlineStr"><is><t>An</t></is></c><c t="inlineStr"><is><t>Claes</t></is></c>
            <c t="inlineStr"><is><t>an@example.be</t></is></c><c t="inlineStr"><is><t>nl</t></is></c></row>
            """)))
        {
            var batch = await _office.BatchAsync();
            var page = await _office.Admin.LookAsync($"/imports/{batch.Id}/columns");
            using var answer = await _office.Admin.PostAsync($"/imports/{batch.Id}/columns", Columns(page));

            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            Assert.Contains(
                "Alle rijen in dit bestand zijn verborgen",
                Visitor.Parse(await answer.Content.ReadAsStringAsync(Cancelled)).Body!.TextContent,
                StringComparison.Ordinal);
            Assert.Equal(ImportState.Mapping, (await _office.BatchAsync()).State);
        }
    }

    [Fact]
    public void Map_withWhatIsHidden_comesBackAsItWasStored()
    {
        var map = new ColumnMap([new(0, "LastName")])
        {
            From1904 = true, HiddenColumns = [3, 5], HiddenRows = 12, OtherSheets = 2, TakesHiddenRows = true,
        };

        Assert.Equal("0:LastName 1904 hidden-columns:3,5 hidden-rows:12 other-sheets:2 take-hidden-rows", map.ToString());
        Assert.Equal(map.ToString(), ColumnMap.Parse(map.ToString()).ToString());
    }

    private static Dictionary<string, string> Columns(Page page) => page.Html.QuerySelectorAll("select").ToDictionary(
        select => select.GetAttribute("name")!, select => select.QuerySelector("option[selected]")?.GetAttribute("value") ?? "");

    private async Task ChooseAsync(ImportBatch batch, Page page, bool rows, (string Name, string Value)? column = null)
    {
        var form = Columns(page);
        if (column is var (name, value))
            form[name] = value;
        if (rows)
            form["hiddenRows"] = "true";
        using var answer = await _office.Admin.PostAsync($"/imports/{batch.Id}/columns", form);
        Assert.Equal($"/imports/{batch.Id}", answer.Headers.Location?.ToString());
    }
}
