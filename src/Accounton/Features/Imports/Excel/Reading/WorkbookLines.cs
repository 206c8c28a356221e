using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Accounton.Data;
using Accounton.Data.Sensitive;
using Accounton.Features.Clients;
using Accounton.Features.Clients.Identifiers;
using Accounton.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Imports.Excel.Reading;

/// <summary>A filled row of a workbook as a client.</summary>
/// <param name="Line">Its number in the sheet.</param>
/// <param name="Given">As it stands there, not yet checked.</param>
/// <param name="Reasons">Warnings that only the row or the workbook can tell, beside those of <see cref="ClientRules"/>.</param>
public sealed record WorkbookLine(int Line, ClientValues Given, IReadOnlyList<FieldReason> Reasons);

/// <summary>Keeps the rows of an uploaded workbook sealed, and reads them as clients.</summary>
public sealed class WorkbookLines(AccountonContext db, OfficeCiphers ciphers)
{
    private const int ChunksAtOnce = 5;

    private static readonly FieldReason PartnerElsewhere = new(
        nameof(ClientFields.NationalNumber), ReasonCode.PartnerOfOtherLine, IsError: false);

    /// <summary>An import's rows as clients, in order, a few at a time. A row that is its partner's partner is told.</summary>
    public async IAsyncEnumerable<WorkbookLine> ReadAsync(ImportBatch batch, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var map = ColumnMap.Parse(batch.Columns);
        var partners = map.Has(ClientFields.PartnerNationalNumber) && map.Has(ClientFields.NationalNumber)
            ? await PartnersAsync(batch.Id, map, cancellationToken)
            : [];
        await foreach (var row in RowsAsync(batch.Id, map, cancellationToken))
        {
            if (LineMapping.ToClient(row, map) is not var (given, reasons))
                continue;

            var number = Digits(given[ClientFields.NationalNumber]);
            var isElsewhere = number is not null && partners.TryGetValue(number, out var line) && line != row.Number;
            yield return new WorkbookLine(row.Number, given, isElsewhere ? [.. reasons, PartnerElsewhere] : reasons);
        }
    }

    /// <summary>The headings and the first rows below them, for a person to say what the columns are.</summary>
    public async Task<(IReadOnlyList<string?> Headings, IReadOnlyList<WorkbookRow> Rows)> PeekAsync(
        Guid batchId, int rows, CancellationToken cancellationToken)
    {
        var cipher = await ciphers.CurrentAsync(cancellationToken);
        var first = await db.ImportLines.AsNoTracking().Where(l => l.BatchId == batchId)
            .OrderBy(l => l.FirstLine).FirstOrDefaultAsync(cancellationToken);
        var all = first is null ? [] : Open(first.Cells, cipher);
        return (all.Count == 0 ? [] : all[0].Cells, [.. all.Skip(1).OrderBy(row => row.IsHidden).Take(rows)]);
    }

    /// <summary>Some rows as they are kept.</summary>
    public static string Seal(IReadOnlyList<WorkbookRow> rows, OfficeCipher cipher)
    {
        using var memory = new MemoryStream();
        using (var json = new Utf8JsonWriter(memory))
        {
            json.WriteStartArray();
            foreach (var row in rows)
            {
                json.WriteStartArray();
                json.WriteNumberValue(row.Number);
                if (row.IsHidden)
                    json.WriteBooleanValue(true);
                for (var position = 0; position < row.Cells.Count; position++)
                    Write(json, row.Cells[position], row.KindAt(position));
                json.WriteEndArray();
            }

            json.WriteEndArray();
        }

        return cipher.Encrypt(Encoding.UTF8.GetString(memory.GetBuffer().AsSpan(0, (int)memory.Length)), ImportLines.Purpose);
    }

    private static List<WorkbookRow> Open(string sealedRows, OfficeCipher cipher)
    {
        using var json = JsonDocument.Parse(cipher.Decrypt(sealedRows, ImportLines.Purpose));
        return [.. json.RootElement.EnumerateArray().Select(Row)];
    }

    /// <summary>A text stands by itself, another kind of cell with its kind.</summary>
    private static void Write(Utf8JsonWriter json, string? cell, CellKind kind)
    {
        if (kind == CellKind.Text)
        {
            json.WriteStringValue(cell);
            return;
        }

        json.WriteStartArray();
        json.WriteNumberValue((int)kind);
        json.WriteStringValue(cell);
        json.WriteEndArray();
    }

    private static WorkbookRow Row(JsonElement row)
    {
        var isHidden = row.GetArrayLength() > 1 && row[1].ValueKind == JsonValueKind.True;
        var cells = row.EnumerateArray().Skip(isHidden ? 2 : 1).ToList();
        return new WorkbookRow(
            row[0].GetInt32(),
            [.. cells.Select(cell => cell.ValueKind == JsonValueKind.Array ? cell[1].GetString() : cell.GetString())],
            cells.Exists(cell => cell.ValueKind == JsonValueKind.Array)
                ? [.. cells.Select(cell => cell.ValueKind == JsonValueKind.Array ? (CellKind)cell[0].GetInt32() : CellKind.Text)]
                : null,
            isHidden);
    }

    /// <summary>The partners' numbers with the row each stands in; with 0 where it stands in several.</summary>
    private async Task<Dictionary<string, int>> PartnersAsync(Guid batchId, ColumnMap map, CancellationToken cancellationToken)
    {
        var at = map.Columns.First(column => column.Key == nameof(ClientFields.PartnerNationalNumber)).Position;
        var partners = new Dictionary<string, int>(StringComparer.Ordinal);
        await foreach (var row in RowsAsync(batchId, map, cancellationToken))
        {
            if (Digits(row[at]) is { } digits)
                partners[digits] = partners.ContainsKey(digits) ? 0 : row.Number;
        }

        return partners;
    }

    /// <summary>Without the headings, which are the first, and without what is hidden unless a person took it.</summary>
    private async IAsyncEnumerable<WorkbookRow> RowsAsync(
        Guid batchId, ColumnMap map, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var cipher = await ciphers.CurrentAsync(cancellationToken);
        var after = 0;
        var isHeadings = true;
        while (true)
        {
            var chunks = await db.ImportLines.AsNoTracking().Where(l => l.BatchId == batchId && l.FirstLine > after)
                .OrderBy(l => l.FirstLine).Take(ChunksAtOnce).ToListAsync(cancellationToken);
            if (chunks.Count == 0)
                yield break;

            foreach (var row in chunks.SelectMany(chunk => Open(chunk.Cells, cipher)))
            {
                if (!isHeadings && (!row.IsHidden || map.TakesHiddenRows))
                    yield return row;
                isHeadings = false;
            }

            after = chunks[^1].FirstLine;
        }
    }

    /// <summary>The eleven digits of a number; null for anything else, which is nobody's.</summary>
    private static string? Digits(string? text) =>
        NationalNumber.TryRead(text, out var number) && number.Reveal() is { Length: NationalRegisterNumbers.Length } digits
            ? digits
            : null;
}
