using System.IO.Compression;
using System.Security;
using System.Text;
using System.Xml;
using Accounton.Data;
using Accounton.Features.Clients;
using Accounton.Features.Imports.Excel.Reading;
using Accounton.Localisation;
using Accounton.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Imports.Excel.Template;

/// <summary>An import's refused rows as a workbook with why, to correct and upload again. Holds the national numbers whole.</summary>
public sealed class InvalidWorkbook(AccountonContext db, OfficeCiphers ciphers, Texts texts)
{
    /// <summary>Writes the workbook; returns how many rows it has.</summary>
    public async Task<int> WriteAsync(Guid batchId, Stream output, CancellationToken cancellationToken)
    {
        var columns = TemplateColumns.ToCorrect;
        var cipher = await ciphers.CurrentAsync(cancellationToken);
        using var empty = new ZipArchive(new MemoryStream(WorkbookFile.Create(texts, columns)), ZipArchiveMode.Read);
        using var filled = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var part in empty.Entries.Where(part => part.FullName != WorkbookFile.RowsPart))
        {
            await using var from = part.Open();
            await using var to = filled.CreateEntry(part.FullName).Open();
            await from.CopyToAsync(to, cancellationToken);
        }

        // The rows go where the library left room for them, one after the other: thousands never stand in memory together.
        using var reader = new StreamReader(empty.GetEntry(WorkbookFile.RowsPart)!.Open());
        var sheet = await reader.ReadToEndAsync(cancellationToken);
        var end = sheet.IndexOf("</x:sheetData>", StringComparison.Ordinal);
        await using var writer = new StreamWriter(
            filled.CreateEntry(WorkbookFile.RowsPart, CompressionLevel.Fastest).Open(), new UTF8Encoding(false));
        await writer.WriteAsync(sheet.AsMemory(0, end), cancellationToken);
        var count = 0;
        await foreach (var row in Rows(batchId).WithCancellation(cancellationToken))
            await writer.WriteAsync(Xml(++count + 1, columns.Select(column => Text(column, row, cipher))).AsMemory(), cancellationToken);
        await writer.WriteAsync(sheet.AsMemory(end), cancellationToken);
        return count;
    }

    /// <summary>A row of texts: inline, in cells that are text, so that what begins with <c>=</c> is never taken for a formula.</summary>
    public static string Xml(int number, IEnumerable<string?> cells)
    {
        var xml = new StringBuilder().Append("<x:row r=\"").Append(number).Append("\">");
        foreach (var (position, cell) in cells.Index())
        {
            if (string.IsNullOrEmpty(cell))
                continue;

            xml.Append("<x:c r=\"").Append(CellAddress.Column(position)).Append(number).Append("\" s=\"").Append(WorkbookStyles.Text)
                .Append("\" t=\"inlineStr\"><x:is><x:t xml:space=\"preserve\">")
                .Append(SecurityElement.Escape(
                    CellText.Escape(string.Concat(cell.Where((c, i) => XmlConvert.IsXmlChar(c) || IsPair(cell, i)))))!.Replace(
                        "\r", "&#13;", StringComparison.Ordinal))
                .Append("</x:t></x:is></x:c>");
        }

        return xml.Append("</x:row>").ToString();
    }

    private static bool IsPair(string text, int at) =>
        (char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
            || (char.IsLowSurrogate(text[at]) && at > 0 && char.IsHighSurrogate(text[at - 1]));

    private string? Text(TemplateColumn column, ImportRow row, OfficeCipher cipher) => column.Key switch
    {
        ColumnKeys.Reasons => string.Join(" ", FieldReasons.Read(row.Reasons).OrderByDescending(reason => reason.IsError)
            .Select(reason => $"{texts[ColumnKeys.LabelKey(reason.Field)]}: {ClientText.Reason(reason, texts)}")),
        nameof(ClientFields.Type) => row.Type.ToString().ToLowerInvariant(),
        _ => column.Field!.Read(row, cipher),
    };

    /// <summary>In the order of the workbook they came from; a back-office's have no lines and come by name.</summary>
    private IAsyncEnumerable<ImportRow> Rows(Guid batchId) => db.ImportRows.AsNoTracking()
        .Where(r => r.BatchId == batchId && r.Group == ImportGroup.Invalid)
        .OrderBy(r => r.LineNumber).ThenBy(r => r.SortName).AsAsyncEnumerable();
}
