using Accounton.Features.Clients;
using Accounton.Features.Imports.Excel.Reading;
using Accounton.Features.Imports.Excel.Template;
using Accounton.Localisation;
using Accounton.Tests.Running;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Microsoft.Extensions.DependencyInjection;

namespace Accounton.Tests.Features.Imports.Excel;

/// <summary>The template as it is downloaded, and that we read it ourselves.</summary>
public sealed class WorkbookFileTests
{
    [Fact]
    public async Task Template_downloaded_isAWorkbookOfTheUsersOrTheAskedLanguage()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var app = new App(database);
        var admin = await Visitor.ComeAsync(app, App.Admin);
        foreach (var (address, first, file) in ((string, string, string)[])
            [
                ("/imports/template", "Voornaam *", "accounton-sjabloon.xlsx"),
                ("/imports/template?language=fr", "Prénom *", "accounton-modele.xlsx"),
                ("/imports/template?language=xx", "Voornaam *", "accounton-sjabloon.xlsx"),
            ])
        {
            using var answer = await admin.AsIsAsync(HttpMethod.Get, address);
            var bytes = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
            using var document = SpreadsheetDocument.Open(new MemoryStream(bytes), isEditable: false);

            Assert.Equal(
                file, answer.Content.Headers.ContentDisposition?.FileNameStar ?? answer.Content.Headers.ContentDisposition?.FileName);
            Assert.Empty(new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2019).Validate(
                document, TestContext.Current.CancellationToken));
            Assert.Equal(first, HeadingCells(document)[1].InnerText);
        }
    }

    [Fact]
    public async Task Template_anyLanguage_hasTheColumnsInOrderWithNotesListsAndTextCells()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var app = new App(database);
        var texts = app.Services.GetRequiredService<Texts>();
        foreach (var language in Language.All)
        {
            var bytes = WorkbookFile.Create(texts.In(language), TemplateColumns.ToFillIn);
            using var document = SpreadsheetDocument.Open(new MemoryStream(bytes), isEditable: false);
            var part = FirstSheet(document);

            Assert.Equal(
                [
                    "Type", "FirstName", "LastName", "Email", "Language", "Mobile", "ResponsibleEmail", "StreetAndNumber",
                    "PostalCode", "City", "Country", "CompanyName", "EnterpriseNumber", "NationalNumber",
                    "PartnerNationalNumber",
                ],
                HeadingCells(document).Select(cell => Headings.KeyOf(cell.InnerText)));
            Assert.Equal(
                [1, 2, 3, 4],
                HeadingCells(document).Index()
                    .Where(cell => cell.Item.InnerText.EndsWith(" *", StringComparison.Ordinal)).Select(cell => cell.Index));
            Assert.Equal(15, part.WorksheetCommentsPart!.Comments!.CommentList!.Count());
            Assert.Equal(
                ["A2:A100001", "E2:E100001"],
                part.Worksheet!.Descendants<DataValidation>().Select(list => list.SequenceOfReferences!.InnerText));
            Assert.All(
                part.Worksheet.Descendants<DocumentFormat.OpenXml.Spreadsheet.Column>(),
                column => Assert.Equal(WorkbookStyles.Text, column.Style!.Value));
            Assert.Equal(PaneStateValues.Frozen, part.Worksheet.Descendants<Pane>().Single().State!.Value);

            // Filled in by nobody it has no clients, also not on the sheet that explains it.
            using var reader = WorkbookReader.Open(new MemoryStream(bytes));
            Assert.True(ColumnMap.From(reader.HeadingRow.Cells).IsComplete);
            Assert.Equal(WorkbookFault.Empty, Assert.Throws<WorkbookException>(() => reader.Rows().ToList()).Fault);
        }
    }

    /// <summary>A choice of the template is a value that is taken.</summary>
    [Fact]
    public void Choices_ofTheTemplate_areAllRight() => Assert.All(
        TemplateColumns.ToFillIn.Where(column => column.Choices.Count > 0),
        column => Assert.All(
            column.Choices, choice => Assert.Null(column.Field!.Check(choice, new CheckContext(new DateOnly(2026, 1, 1))).Reason)));

    [Theory]
    [InlineData("=HYPERLINK(\"http://x\")")]
    [InlineData("+32 470")]
    [InlineData("-1")]
    [InlineData("@sum")]
    [InlineData("\tx")]
    [InlineData("\rx")]
    [InlineData("_x000D_")]
    [InlineData("a < b & \"c\" > 'd'")]
    [InlineData("\uD83D\uDE00 \uFFFE\u0001")]
    public void Xml_textLikeAFormula_staysText(string text)
    {
        using var reader = WorkbookReader.Open(HandMade.Create(
            HandMade.Rows([["Naam"]]) + InvalidWorkbook.Xml(2, [text]).Replace("x:", "", StringComparison.Ordinal)));

        Assert.Equal(text.Replace("\uFFFE\u0001", "", StringComparison.Ordinal), reader.Rows().Single().Cells[0]);
    }

    private static WorksheetPart FirstSheet(SpreadsheetDocument document) =>
        (WorksheetPart)document.WorkbookPart!.GetPartById(document.WorkbookPart.Workbook!.Descendants<Sheet>().First().Id!.Value!);

    private static List<Cell> HeadingCells(SpreadsheetDocument document) =>
        [.. FirstSheet(document).Worksheet!.Descendants<Row>().First().Elements<Cell>()];
}
