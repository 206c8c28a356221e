using System.Text.RegularExpressions;
using Accounton.Data;
using Accounton.Data.Sensitive;
using Accounton.Features.Clients;
using Accounton.Features.Clients.Identifiers;
using Accounton.Features.Imports.Excel.Reading;
using Accounton.Features.Imports.Start;
using Accounton.Localisation;
using Accounton.Tenancy;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Imports.Excel;

/// <summary>
/// Where a person says what the columns of a workbook are, when its headings did not, and whether what is hidden in it counts.
/// </summary>
[Route("/imports/{id:guid}/columns"), Authorize(Policies.Admin)]
public sealed partial class ColumnsController(AccountonContext db, WorkbookLines lines, ImportStarter starter, Texts texts) : Controller
{
    private const int SampleRows = 3;

    public static string PathOf(Guid batchId) => $"/imports/{batchId}/columns";

    [HttpGet("")]
    public async Task<IActionResult> Index(Guid id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } batch)
            return NotFound();
        if (batch.State != ImportState.Mapping)
            return LocalRedirect($"{ImportsController.Path}/{id}");

        var map = ColumnMap.Parse(batch.Columns);
        return View("Columns", await ModelAsync(batch, map, cancellationToken));
    }

    /// <param name="id">The import.</param>
    /// <param name="columns">What each column is, by its position; empty for a column that is not taken.</param>
    /// <param name="hiddenRows">Rows that nobody sees in Excel are taken too.</param>
    /// <param name="cancellationToken">The request's.</param>
    [HttpPost("")]
    public async Task<IActionResult> Choose(Guid id, Dictionary<int, string?> columns, bool hiddenRows, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } batch)
            return NotFound();
        if (batch.State != ImportState.Mapping)
            return LocalRedirect($"{ImportsController.Path}/{id}");

        var map = ColumnMap.Parse(batch.Columns) with
        {
            TakesHiddenRows = hiddenRows,
            Columns =
            [
                .. columns.Where(column => column.Key is >= 0 and < WorkbookLimits.Columns && ColumnKeys.All.Contains(column.Value))
                    .OrderBy(column => column.Key).Select(column => new MappedColumn(column.Key, column.Value!)),
            ],
        };
        if (!map.IsComplete || IsWithoutRows(batch, map))
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return View("Columns", await ModelAsync(batch, map, cancellationToken, isChosen: true));
        }

        var stored = map.ToString();
        var chosen = await db.UpdateOwnAsync<ImportBatch>(
            b => b.Id == id && b.State == ImportState.Mapping,
            set => set.SetProperty(b => b.Columns, stored).SetProperty(b => b.State, ImportState.Comparing), cancellationToken);
        if (chosen > 0)
            starter.Go(id);
        return LocalRedirect($"{ImportsController.Path}/{id}");
    }

    private Task<ImportBatch?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        db.ImportBatches.AsNoTracking().SingleOrDefaultAsync(b => b.Id == id, cancellationToken);

    private static bool IsWithoutRows(ImportBatch batch, ColumnMap map) =>
        map.HiddenRows > 0 && map.HiddenRows == batch.Total && !map.TakesHiddenRows;

    private async Task<ColumnsModel> ModelAsync(
        ImportBatch batch, ColumnMap map, CancellationToken cancellationToken, bool isChosen = false)
    {
        var (headings, rows) = await lines.PeekAsync(batch.Id, SampleRows, cancellationToken);
        var width = Math.Max(headings.Count, rows.Select(row => row.Cells.Count).DefaultIfEmpty().Max());
        var columns =
            from position in Enumerable.Range(0, width)
            let samples = rows.Select(row => row[position]).Where(cell => cell is not null)
                .Select(cell => Masked(cell!, map.KeyAt(position))).ToList()
            where samples.Count > 0 || position < headings.Count && headings[position] is not null
            select new ColumnModel(
                position,
                CellAddress.Column(position),
                position < headings.Count ? headings[position] : null,
                map.KeyAt(position),
                samples,
                map.HiddenColumns.Contains(position));
        return new ColumnsModel(
            batch, map, [.. columns],
            [
                .. map.Doubles.Select(one => texts["Columns.Double", Label(one.Key), string.Join(", ", one.Select(CellAddress.Column))]),
                .. map.Missing.Select(key => texts["Columns.Missing", Label(key)]),
                .. isChosen && IsWithoutRows(batch, map) ? [texts["Columns.AllHidden"]] : (string[])[],
            ]);
    }

    private string Label(string key) => texts[ColumnKeys.LabelKey(key)];

    /// <summary>What is, or could be, a national number is not shown whole.</summary>
    private static string Masked(string cell, string? key)
    {
        if (NationalNumber.TryRead(cell, out var number))
            return ClientFields.Find(key)?.IsEncrypted == true || CouldBeOne(number.Reveal()) ? number.ToString() : cell;

        return ClientFields.Find(key)?.IsEncrypted == true
            || Numbers().Matches(NormalText.Digits(cell)).Any(match => CouldBeOne(string.Concat(match.Value.Where(char.IsAsciiDigit))))
            ? "•••"
            : cell;
    }

    private static bool CouldBeOne(string digits) =>
        digits.Length >= NationalRegisterNumbers.Length
            || NationalRegisterNumbers.Fault(digits, DateOnly.MaxValue) == ReasonCode.NumberLostZero;

    [GeneratedRegex(@"[0-9][0-9\s./\p{Pd}]*")]
    private static partial Regex Numbers();
}

/// <summary>The page of a workbook's columns.</summary>
/// <param name="Problems">Sentences on what still keeps it from going on.</param>
public sealed record ColumnsModel(ImportBatch Batch, ColumnMap Map, IReadOnlyList<ColumnModel> Columns, IReadOnlyList<string> Problems)
{
    /// <summary>Some of the workbook is hidden, and a person says whether it counts.</summary>
    public bool HasHidden => Map.HiddenRows > 0 || Map.HiddenColumns.Count > 0;

    /// <summary>The key of the words below the title: why a person is asked.</summary>
    public string Intro => !Map.IsComplete ? "Columns.Intro"
        : HasHidden ? "Columns.IntroHidden"
        : Map.OtherSheets > 0 ? "Columns.IntroSheets"
        : "Columns.Intro";
}

/// <summary>A column, what it was taken for and some of its cells.</summary>
public sealed record ColumnModel(int Position, string Name, string? Heading, string? Key, IReadOnlyList<string> Samples, bool IsHidden);
