using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;
using Accounton.Data;
using Accounton.Features.Clients;
using Accounton.Features.Questionnaires.Answering;
using Accounton.Features.Questionnaires.Definitions;
using Accounton.Localisation;
using Accounton.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Questionnaires.Review;

/// <summary>
/// Answers as a workbook, a line each, written while they are read: the answers that count, with national numbers masked. Every text is a
/// text, so that what begins with <c>=</c> is never taken for a formula.
/// </summary>
public sealed class AnswersWorkbook(AccountonContext db, Templates templates, OfficeCiphers ciphers, LocalTime time, Texts texts)
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private const int PageSize = 200;
    private const string Namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Xml = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private const string Types = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

    private static readonly int[] Widths = [28, 40, 16, 24, 28, 50, 40, 11, 17, 22];

    private static readonly (string Name, string Content)[] Parts =
    [
        ("[Content_Types].xml",
            $"""<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" """
                + $"""ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" """
                + $"""ContentType="application/xml"/><Override PartName="/xl/workbook.xml" """
                + $"""ContentType="{Types}sheet.main+xml"/><Override PartName="/xl/styles.xml" """
                + $"""ContentType="{Types}styles+xml"/><Override PartName="/xl/worksheets/sheet1.xml" """
                + $"""ContentType="{Types}worksheet+xml"/></Types>"""),
        ("_rels/.rels",
            $"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" """
                + $"""Type="{Office}/officeDocument" Target="xl/workbook.xml"/></Relationships>"""),
        ("xl/_rels/workbook.xml.rels",
            $"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" """
                + $"""Type="{Office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{Office}/styles" """
                + $"""Target="styles.xml"/></Relationships>"""),
        ("xl/styles.xml",
            $"""<styleSheet xmlns="{Namespace}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz """
                + $"""val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill """
                + $"""patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders """
                + $"""count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf fontId="0"/><xf """
                + $"""fontId="1" applyFont="1"/><xf fontId="0" numFmtId="4" applyNumberFormat="1"/></cellXfs></styleSheet>"""),
    ];

    /// <summary>The answers of questionnaires, in the order of the board.</summary>
    public async Task WriteAsync(IQueryable<Assignment> assignments, Stream output, CancellationToken cancellationToken)
    {
        await using var zip = await ZipArchive.CreateAsync(
            output, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellationToken);
        var sheet = SecurityElement.Escape(texts["AnswersFile.Sheet"]);
        foreach (
            var (name, content) in Parts.Append(
                ("xl/workbook.xml",
                    $"""<workbook xmlns="{Namespace}" xmlns:r="{Office}"><sheets><sheet name="{sheet}" sheetId="1" """
                        + $"""r:id="rId1"/></sheets></workbook>""")))
        {
            await using var part = new StreamWriter(await zip.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(cancellationToken));
            await part.WriteAsync((Xml + content).AsMemory(), cancellationToken);
        }

        await using var writer = new StreamWriter(
            await zip.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Fastest)
                .OpenAsync(cancellationToken), new UTF8Encoding(false));
        await writer.WriteAsync((Xml + Head()).AsMemory(), cancellationToken);
        var rows = 1;
        var cipher = await ciphers.CurrentAsync(cancellationToken);
        Cursor? place = null;
        do
        {
            var page = await assignments.Where(a => a.AnsweredAt != null)
                .PageAsync(a => a.SortName, a => a.Id, place, null, PageSize, cancellationToken);
            foreach (var line in await LinesAsync(page.Rows, cipher, cancellationToken))
                await writer.WriteAsync(Row(++rows, line).AsMemory(), cancellationToken);
            place = page.Next;
        }
        while (place is not null);

        await writer.WriteAsync($"</sheetData><autoFilter ref=\"A1:J{rows}\"/></worksheet>".AsMemory(), cancellationToken);
    }

    private string Head()
    {
        string[] headings =
        [
            texts["Clients.Name"], texts["Questionnaires.Template"], texts["Questionnaires.State"], texts["AnswersFile.Section"],
            texts["AnswersFile.Group"],
            texts["AnswersFile.Question"], texts["Review.Answered"], texts["AnswersFile.Code"], texts["AnswersFile.At"],
            texts["AnswersFile.By"],
        ];
        var columns = string.Concat(
            Widths.Index().Select(
                width => $"<col min=\"{width.Index + 1}\" max=\"{width.Index + 1}\" width=\"{width.Item}\" customWidth=\"1\"/>"));
        return $"<worksheet xmlns=\"{Namespace}\"><sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" "
            + "activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>"
            + $"<cols>{columns}</cols><sheetData>{Row(1, [.. headings.Select(heading => new Cell(heading))], style: 1)}";
    }

    /// <summary>Read for many at once.</summary>
    private async Task<IReadOnlyList<IReadOnlyList<Cell>>> LinesAsync(
        IReadOnlyList<Assignment> page, OfficeCipher cipher, CancellationToken cancellationToken)
    {
        var ids = page.Select(a => a.Id).ToList();
        var clientIds = page.Select(a => a.ClientId).ToList();
        var clients = await db.Clients.AsNoTracking().Where(c => clientIds.Contains(c.Id)).ToDictionaryAsync(c => c.Id, cancellationToken);
        var given = await templates.AllAsync(cancellationToken);
        var answers = (
            await db.Answers.AsNoTracking().Where(a => ids.Contains(a.AssignmentId) && a.Value != null).ToListAsync(cancellationToken))
                .ToLookup(a => a.AssignmentId);
        var repetitions = (
            await db.AnswerRepetitions.AsNoTracking().Where(r => ids.Contains(r.AssignmentId) && r.RemovedAt == null)
                .OrderBy(r => r.AddedAt).ThenBy(r => r.Id)
            .ToListAsync(cancellationToken)).ToLookup(r => r.AssignmentId, r => new Repetition(r.Group, r.Id));
        var lines = new List<IReadOnlyList<Cell>>();
        foreach (var assignment in page)
        {
            var client = clients[assignment.ClientId];
            var stored = answers[assignment.Id].ToDictionary(QuestionnaireSheets.KeyOf);
            var values = stored.ToDictionary(answer => answer.Key, answer => cipher.Open(answer.Value.Value, answer.Value.Id)!);
            var sections = Visibility.Of(
                await templates.DefinitionAsync(assignment, cancellationToken),
                new AnswerSheet(client.Type, values, [.. repetitions[assignment.Id]]));
            var title = given.First(template => template.Id == assignment.TemplateId).TitleIn(texts, assignment.ClosingDate);
            lines.AddRange(
                from section in sections
                from shown in section.Groups
                from round in shown.Rounds.Index()
                from question in round.Item.Questions
                where question.Value is not null
                let row = stored[question.Key]
                select (IReadOnlyList<Cell>)
                [
                    new(client.ListName() ?? texts["Clients.Nameless"]), new(title), new(texts["AssignmentState." + assignment.State]),
                    new(section.Section.Title.In(texts.Language)),
                    new(shown.Group.Repeat is { } repeat
                        ? $"{repeat.One.In(texts.Language)} {round.Index + 1}"
                        : shown.Group.Title.In(texts.Language)),
                    new(question.Question.Text.In(texts.Language)), CellOf(question),
                    new(question.Question.Code is { } code ? TaxCodes.Print(code) : null),
                    new(time.At(row.At).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)),
                    new(row.ByName ?? texts["AnswersFile.Client"]),
                ]);
        }

        return lines;
    }

    /// <summary>Numbers are numbers, to count with.</summary>
    private Cell CellOf(VisibleQuestion question) => AnswerValues.IsNumber(question.Question.Kind)
        ? new(null, decimal.Parse(question.Value!, CultureInfo.InvariantCulture), question.Question.Kind == QuestionKind.Amount)
        : new(AnswerValues.Show(question.Question, question.Value!, texts));

    private static string Row(int number, IReadOnlyList<Cell> cells, int style = 0)
    {
        var xml = new StringBuilder().Append(CultureInfo.InvariantCulture, $"<row r=\"{number}\">");
        foreach (var (at, cell) in cells.Index())
        {
            var place = $"{(char)('A' + at)}{number}";
            if (cell.Number is { } amount)
                xml.Append(CultureInfo.InvariantCulture, $"<c r=\"{place}\" s=\"{(cell.IsAmount ? 2 : 0)}\"><v>{amount}</v></c>");
            else if (cell.Text is { Length: > 0 } text)
                xml.Append(
                    CultureInfo.InvariantCulture,
                    $"<c r=\"{place}\" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{Escape(text)}</t></is></c>");
        }

        return xml.Append("</row>").ToString();
    }

    /// <summary>Without what no XML may hold, and without what a spreadsheet would read as one of its own escapes.</summary>
    private static string Escape(string text)
    {
        var kept = string.Concat(
            text.EnumerateRunes().Where(
                rune => (!Rune.IsControl(rune) || rune.Value is '\n' or '\t') && rune.Value is not (0xFFFE or 0xFFFF)));
        return SecurityElement.Escape(kept.Replace("_x", "_x005F_x", StringComparison.Ordinal));
    }

    /// <summary>A text, or a number.</summary>
    private readonly record struct Cell(string? Text, decimal? Number = null, bool IsAmount = false);
}
