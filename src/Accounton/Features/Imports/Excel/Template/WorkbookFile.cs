using Accounton.Features.Imports.Excel.Reading;
using Accounton.Localisation;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Sheet = DocumentFormat.OpenXml.Spreadsheet.Sheet;
using SpreadsheetColumn = DocumentFormat.OpenXml.Spreadsheet.Column;
using SpreadsheetColumns = DocumentFormat.OpenXml.Spreadsheet.Columns;

namespace Accounton.Features.Imports.Excel.Template;

/// <summary>
/// Makes a workbook to fill in: headings with a note each, cells that are text (so that no leading zero gets lost), lists to
/// choose from, the headings always in sight, and a sheet that explains it.
/// </summary>
public static class WorkbookFile
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>Where the rows go.</summary>
    public const string RowsPart = "xl/worksheets/sheet1.xml";

    private const string LastRow = "100001";

    public static byte[] Create(Texts texts, IReadOnlyList<TemplateColumn> columns)
    {
        using var memory = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(memory, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            book.Workbook = new Workbook(new Sheets());
            book.AddNewPart<WorkbookStylesPart>().Stylesheet = WorkbookStyles.Sheet();
            var clients = AddSheet(book, texts["Workbook.Clients"], 1);
            clients.Worksheet = Clients(texts, columns);
            WorkbookNotes.Add(clients, [.. columns.Select(column => Note(texts, column))]);
            AddSheet(book, texts["Workbook.Instructions"], 2).Worksheet = Instructions(texts, columns);
        }

        return memory.ToArray();
    }

    public static Cell TextCell(string address, string text, uint style) =>
        new(new InlineString(new Text(text) { Space = SpaceProcessingModeValues.Preserve }))
        {
            CellReference = address,
            DataType = CellValues.InlineString,
            StyleIndex = style,
        };

    private static WorksheetPart AddSheet(WorkbookPart book, string name, uint number)
    {
        var part = book.AddNewPart<WorksheetPart>("sheet" + number);
        book.Workbook!.Sheets!.Append(new Sheet { Name = name, SheetId = number, Id = book.GetIdOfPart(part) });
        return part;
    }

    private static Worksheet Clients(Texts texts, IReadOnlyList<TemplateColumn> columns)
    {
        var pane = new Pane { VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen };
        var sheet = new Worksheet(
            new SheetViews(
                new SheetView(
                    pane,
                    new Selection { Pane = PaneValues.BottomLeft, ActiveCell = "A2", SequenceOfReferences = new() { InnerText = "A2" } })
                {
                    WorkbookViewId = 0, TabSelected = true,
                }),
            new SheetFormatProperties { DefaultRowHeight = 15 },
            new SpreadsheetColumns(columns.Select((column, i) => new SpreadsheetColumn
            {
                Min = (uint)i + 1,
                Max = (uint)i + 1,
                Width = column.Width,
                CustomWidth = true,
                Style = WorkbookStyles.Text,
            })),
            new SheetData(new Row(columns.Select((column, i) => TextCell(
                CellAddress.Column(i) + 1, Heading(texts, column), column.IsMandatory ? WorkbookStyles.Mandatory : WorkbookStyles.Heading)))
            {
                RowIndex = 1,
                Height = 30,
                CustomHeight = true,
            }));
        var lists = columns.Select((column, i) => (column, Letter: CellAddress.Column(i))).Where(one => one.column.Choices.Count > 0)
            .Select(one => new DataValidation(new Formula1($"\"{string.Join(',', one.column.Choices)}\""))
            {
                Type = DataValidationValues.List,
                AllowBlank = true,
                ShowErrorMessage = true,
                ErrorStyle = DataValidationErrorStyleValues.Warning,
                ErrorTitle = Heading(texts, one.column),
                Error = texts["Workbook.ChooseFromList"],
                SequenceOfReferences = new() { InnerText = $"{one.Letter}2:{one.Letter}{LastRow}" },
            }).ToList();
        sheet.Append(new DataValidations(lists) { Count = (uint)lists.Count });
        return sheet;
    }

    private static Worksheet Instructions(Texts texts, IReadOnlyList<TemplateColumn> columns)
    {
        var rows = new List<Row>();
        Add((texts["Workbook.InstructionsTitle"], WorkbookStyles.Title));
        foreach (var number in Enumerable.Range(1, 6))
            Add((texts[$"Workbook.Instruction.{number}"], WorkbookStyles.Wrapped));

        // What is merged does not grow by itself.
        foreach (var row in rows)
        {
            row.Height = 30;
            row.CustomHeight = true;
        }
        Add();
        Add(
            (texts["Workbook.Column"], WorkbookStyles.Heading),
            (texts["Workbook.Mandatory"], WorkbookStyles.Heading),
            (texts["Workbook.Meaning"], WorkbookStyles.Heading));
        foreach (var column in columns)
            Add(
                (Label(texts, column), WorkbookStyles.Bold),
                (column.IsMandatory ? texts["Workbook.Yes"] : "", WorkbookStyles.Wrapped),
                (Note(texts, column), WorkbookStyles.Wrapped));

        // The sentences run over the three columns.
        var merged = Enumerable.Range(1, 7).Select(row => new MergeCell { Reference = $"A{row}:C{row}" }).ToList();
        return new Worksheet(
            new SheetViews(new SheetView { WorkbookViewId = 0, ShowGridLines = false }),
            new SheetFormatProperties { DefaultRowHeight = 15 },
            new SpreadsheetColumns(Width(1, 42), Width(2, 14), Width(3, 90)),
            new SheetData(rows),
            new MergeCells(merged) { Count = (uint)merged.Count });

        void Add(params (string Text, uint Style)[] cells)
        {
            var number = (uint)rows.Count + 1;
            rows.Add(
                new Row(cells.Select((cell, i) => TextCell(CellAddress.Column(i) + number, cell.Text, cell.Style))) { RowIndex = number });
        }

        static SpreadsheetColumn Width(uint column, double width) =>
            new() { Min = column, Max = column, Width = width, CustomWidth = true };
    }

    private static string Label(Texts texts, TemplateColumn column) => texts[ColumnKeys.LabelKey(column.Key)];

    private static string Heading(Texts texts, TemplateColumn column) => Label(texts, column) + (column.IsMandatory ? " *" : "");

    private static string Note(Texts texts, TemplateColumn column) => texts["Workbook.Note." + column.Key];
}
