using System.Net;
using Accounton.Data;
using Accounton.Features.Clients;
using Accounton.Features.Imports;
using Accounton.Features.Imports.Excel;
using Accounton.Features.Imports.Excel.Reading;
using Accounton.Features.Imports.Excel.Template;
using Accounton.Localisation;
using Accounton.Tests.Running;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Accounton.Tests.Features.Imports.Excel;

/// <summary>Uploading a workbook, saying what its columns are, and getting its refused rows back.</summary>
public sealed class ExcelPagesTests : IAsyncLifetime
{
    private const string Right = "85073003328";

    private static readonly string[] Headings = ["Voornaam", "Naam", "E-mail", "Taal", "Rijksregisternummer"];

    private ExcelOffice _office = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _office = await ExcelOffice.OpenAsync();

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    public async Task Upload_knownHeadings_goesOnToTheComparisonAndKeepsNoCellInTheClear()
    {
        using var answer = await _office.UploadAsync(HandMade.Create(
            Headings, ["Jan", "Peeters", "jan@example.be", "nl", Right], [null, " "], ["An", "Claes", "an@example.be", "fr", null]));

        var batch = await _office.BatchAsync();
        Assert.Equal($"/imports/{batch.Id}", answer.Headers.Location?.ToString());
        Assert.Equal((ImportState.Comparing, "klanten.xlsx", 2), (batch.State, batch.FileName, batch.Total));
        await _office.InAsync(async services =>
        {
            var db = services.GetRequiredService<AccountonContext>();
            Assert.All(
                await db.ImportLines.ToListAsync(Cancelled),
                lines => Assert.DoesNotContain("Peeters", lines.Cells, StringComparison.Ordinal));
            Assert.Contains(await db.AuditEvents.ToListAsync(Cancelled), audit => audit.Type == nameof(ImportStarted));
        });
    }

    [Fact]
    public async Task Upload_whatCannotBeTaken_saysWhyBesideTheFieldAndKeepsNothing()
    {
        foreach (var (file, words) in ((Stream, string)[])
        [
            (HandMade.File("libreoffice.xls"), "oud Excel-bestand"),
            (HandMade.OleContainer("EncryptedPackage"), "wachtwoord"),
            (HandMade.File("libreoffice.ods"), "geen Excel-bestand"),
            (HandMade.File("leeg.xlsx"), "bevat geen klanten"),
            (HandMade.Create(["Kleur"], ["rood"]), "geen kolomtitel"),
            (HandMade.Create("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Voornaam</t></is></c></row><row><c"), "beschadigd"),
        ])
        {
            using var answer = await _office.UploadAsync(file);

            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            var page = Visitor.Parse(await answer.Content.ReadAsStringAsync(Cancelled));
            Assert.Contains(words, page.QuerySelector(".field-error")!.TextContent, StringComparison.Ordinal);
            Assert.Equal("File-error", page.QuerySelector("input[type=file]")!.GetAttribute("aria-describedby")?.Split(' ').Last());
        }

        await _office.InAsync(async services =>
        {
            var db = services.GetRequiredService<AccountonContext>();
            Assert.Empty(await db.ImportBatches.ToListAsync(Cancelled));
            Assert.Empty(await db.ImportLines.ToListAsync(Cancelled));
        });
    }

    [Fact]
    public async Task Upload_withoutAFileOrTooLarge_saysSo()
    {
        using var none = await _office.Admin.PostAsync("/imports/new/excel", []);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, none.StatusCode);

        using var large = await _office.UploadAsync(new MemoryStream(new byte[WorkbookSizeAttribute.Most + 1]));
        Assert.Equal("/imports/new/excel?fault=TooLarge", large.Headers.Location?.ToString());
        var page = await _office.Admin.LookAsync("/imports/new/excel?fault=TooLarge");
        Assert.Contains("groter dan 20 MB", page.Html.QuerySelector(".field-error")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Columns_unclearHeadings_areChosenByAPersonWhoSeesNoNationalNumber()
    {
        using var uploaded = await _office.UploadAsync(HandMade.Create(
            ["Voornaam", "Naam", "E-mail", "Mail", "Spreekt", "Nummertje"],
            ["Jan", "Peeters", "jan@example.be", null, "nl", "85.07.30-033.28"]));
        var batch = await _office.BatchAsync();
        Assert.Equal((ImportState.Mapping, $"/imports/{batch.Id}/columns"), (batch.State, uploaded.Headers.Location?.ToString()));

        var page = await _office.Admin.LookAsync($"/imports/{batch.Id}/columns");
        Assert.Contains("meer dan één kolom gekozen (C, D)", page.Text, StringComparison.Ordinal);
        Assert.Contains("nog geen kolom voor: Taal", page.Text, StringComparison.Ordinal);
        Assert.Contains("85.07.30-•••.••", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("033.28", page.Text, StringComparison.Ordinal);
        Assert.Equal(6, page.Html.QuerySelectorAll("select").Length);

        var chosen = new Dictionary<string, string>
        {
            ["columns[0]"] = "FirstName", ["columns[1]"] = "LastName", ["columns[2]"] = "Email",
            ["columns[3]"] = "", ["columns[4]"] = "", ["columns[5]"] = "NationalNumber",
        };
        using var incomplete = await _office.Admin.PostAsync($"/imports/{batch.Id}/columns", chosen);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, incomplete.StatusCode);
        Assert.Equal(ImportState.Mapping, (await _office.BatchAsync()).State);

        using var complete = await _office.Admin.PostAsync($"/imports/{batch.Id}/columns", new(chosen) { ["columns[4]"] = "Language" });
        Assert.Equal($"/imports/{batch.Id}", complete.Headers.Location?.ToString());
        batch = await _office.BatchAsync();
        Assert.Equal((ImportState.Comparing, "0:FirstName 1:LastName 2:Email 4:Language 5:NationalNumber"), (batch.State, batch.Columns));
    }

    /// <summary>
    /// Our own template in each language, filled in, compared; what was refused comes back with why, and is
    /// taken once it is corrected.
    /// </summary>
    [Theory]
    [InlineData("nl")]
    [InlineData("fr")]
    [InlineData("en")]
    public async Task InvalidRows_downloadedAndCorrected_areTaken(string language)
    {
        var texts = _office.App.Services.GetRequiredService<Texts>().In(Language.Find(language)!);
        using (await _office.UploadAsync(
            Filled(texts, ["An", "Claes", "an@example.be", "nl", Right], ["Jan", "=Peeters", "jan@", "xx", "1010112345"])))
            await _office.CompareAsync();
        var rows = await _office.RowsAsync();
        Assert.Equal([ImportGroup.New, ImportGroup.Invalid], rows.OrderBy(r => r.LineNumber).Select(r => r.Group));
        var batch = await _office.BatchAsync();

        using var answer = await _office.Admin.GetAsync($"/imports/{batch.Id}/invalid.xlsx");
        using var reader = WorkbookReader.Open(new MemoryStream(await answer.Content.ReadAsByteArrayAsync(Cancelled)));

        var map = ColumnMap.From(reader.HeadingRow.Cells);
        Assert.True(map.IsComplete);
        Assert.Equal(TemplateColumns.ToCorrect.Select(column => column.Key), map.Columns.Select(column => column.Key));
        var row = Assert.Single(reader.Rows());
        var (given, _) = LineMapping.ToClient(row, map)!.Value;
        Assert.Equal(("Jan", "=Peeters", "jan@", "xx", "1010112345"), (
            given[ClientFields.FirstName], given[ClientFields.LastName], given[
                ClientFields.Email], given[ClientFields.Language], given[ClientFields.NationalNumber]));
        Assert.Contains("Dit e-mailadres is niet geldig", row.Cells[^1], StringComparison.Ordinal);
        await _office.InAsync(async services =>
        {
            var audit = await services.GetRequiredService<AccountonContext>().AuditEvents.SingleAsync(
                e => e.Type == nameof(InvalidRowsDownloaded), Cancelled);
            Assert.Contains("\"Rows\":1", audit.Details, StringComparison.Ordinal);
        });

        var cells = row.Cells.ToList();
        cells[map.Columns.Single(c => c.Key == nameof(ClientFields.Email)).Position] = "jan@example.be";
        cells[map.Columns.Single(c => c.Key == nameof(ClientFields.Language)).Position] = "nl";
        cells[map.Columns.Single(c => c.Key == nameof(ClientFields.NationalNumber)).Position] = Right;
        using (await _office.UploadAsync(HandMade.Create([.. reader.HeadingRow.Cells], [.. cells])))
            await _office.CompareAsync();
        Assert.Equal(ImportGroup.New, Assert.Single(await _office.RowsAsync()).Group);
    }

    /// <summary>The template, with rows of first and last name, e-mail, language and national number typed into it.</summary>
    private static MemoryStream Filled(Texts texts, params string[][] rows)
    {
        using var empty = WorkbookReader.Open(new MemoryStream(WorkbookFile.Create(texts, TemplateColumns.ToFillIn)));
        return HandMade.Create([[.. empty.HeadingRow.Cells], .. rows.Select(
            row => (string?[])[null, .. row[..4], null, null, null, null, null, null, null, null, row[4]])]);
    }
}
