using Accounton.Data;
using Accounton.Features.Audit;
using Accounton.Features.Imports.Excel.Reading;
using Accounton.Features.Imports.Start;
using Accounton.Tenancy;

namespace Accounton.Features.Imports.Excel;

/// <summary>What became of an uploaded workbook.</summary>
/// <param name="NotRecognised">Headings above filled columns that mean nothing to us, and are not taken.</param>
public sealed record UploadedWorkbook(ImportBatch Batch, ColumnMap Map, IReadOnlyList<string> NotRecognised);

/// <summary>Takes an uploaded workbook in: its rows become sealed rows of an import; the file itself is kept nowhere.</summary>
public sealed class WorkbookUpload(
    AccountonContext db, OfficeCiphers ciphers, CurrentMember member, AuditLog audit, ImportStarter starter, TimeProvider clock)
{
    private const int RowsInChunk = 150;
    private const int ChunksAtOnce = 20;

    /// <exception cref="WorkbookException">It cannot be taken, and why; nothing is kept of it.</exception>
    public async Task<UploadedWorkbook> TakeAsync(Stream file, string? fileName, CancellationToken cancellationToken)
    {
        using var workbook = WorkbookReader.Open(file);
        var map = ColumnMap.From(workbook.HeadingRow.Cells, workbook.HiddenColumns) with
        {
            From1904 = workbook.From1904,
            OtherSheets = workbook.OtherSheets,
        };
        var cipher = await ciphers.CurrentAsync(cancellationToken);
        var batch = new ImportBatch
        {
            OfficeId = db.OfficeId,
            Source = ImportSource.Excel,
            FileName = NormalText.From(Path.GetFileName(fileName), ImportBatch.FileNameLength),
            State = ImportState.Mapping,
            CreatedById = member.User?.Id,
            CreatedByName = member.User?.Name,
            CreatedAt = clock.GetUtcNow(),
        };
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        db.ImportBatches.Add(batch);
        await db.SaveChangesAsync(cancellationToken);

        var rows = 0;
        var hidden = 0;
        var nextId = db.IdsOf<ImportLines>();
        foreach (var chunks in workbook.Rows().Select(Counted).Prepend(workbook.HeadingRow)
            .Chunk(RowsInChunk).Select(Sealed).Chunk(ChunksAtOnce))
            await db.InsertOwnAsync(chunks, cancellationToken);

        // What nobody sees in Excel counts only when somebody says so.
        map = map with { HiddenRows = hidden };
        var isClear = map is { IsComplete: true, HiddenRows: 0, OtherSheets: 0 }
            && !map.HiddenColumns.Any(position => Headings.KeyOf(workbook.HeadingRow[position]) is not null);
        batch.Total = rows;
        batch.Columns = map.ToString();
        batch.State = isClear ? ImportState.Comparing : ImportState.Mapping;
        audit.Add(new ImportStarted(batch.Id, batch.Source));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        if (batch.State == ImportState.Comparing)
            starter.Go(batch.Id);
        return new UploadedWorkbook(
            batch, map,
            [.. workbook.HeadingRow.Cells.Where((heading, position) => heading is not null && map.KeyAt(position) is null)
                .Select(heading => heading!)]);

        WorkbookRow Counted(WorkbookRow row)
        {
            rows++;
            hidden += row.IsHidden ? 1 : 0;
            return row;
        }

        ImportLines Sealed(WorkbookRow[] chunk) => new()
        {
            OfficeId = db.OfficeId,
            Id = nextId(),
            BatchId = batch.Id,
            FirstLine = chunk[0].Number,
            Cells = WorkbookLines.Seal(chunk, cipher),
        };
    }
}
