using Accounton.Features.Clients;
using Accounton.Features.Imports;
using Accounton.Features.Imports.Excel.Reading;
using Accounton.Tests.Running;

namespace Accounton.Tests.Features.Imports.Excel;

/// <summary>Sealed rows read as clients, on every database.</summary>
public sealed class WorkbookLinesTests
{
    private static readonly string[] Headings =
    [
        "Voornaam", "Naam", "E-mail", "Taal", "Rijksregisternummer", "Rijksregisternummer partner",
    ];

    public static TheoryData<string> Providers => TestDatabase.Providers;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Providers))]
    public async Task ReadAsync_manyChunks_givesEveryFilledRowInOrder(string provider)
    {
        await using var data = await DataLayer.CreateAsync(provider);
        var office = await OfficeAsync(data);
        await using var work = data.Work(office);
        WorkbookRow[] rows =
        [
            new(3, Headings),
            .. Enumerable.Range(4, 40)
                .Select(number => new WorkbookRow(number, number % 7 == 0 ? [null, " "] : ["Jan", $"Peeters{number}"])),
        ];
        var batch = await KeepAsync(work, rows, perChunk: 3);

        var lines = await ReadAsync(work, batch);

        Assert.Equal(
            rows.Skip(1).Where(row => row.Number % 7 != 0).Select(row => (row.Number, row.Cells[1])),
            lines.Select(line => (line.Line, line.Given[ClientFields.LastName])));
        Assert.All(lines, line => Assert.Empty(line.Reasons));
        Assert.DoesNotContain("Peeters", string.Concat(work.Db.ImportLines.Select(l => l.Cells)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_partnerOnARowOfItsOwn_isTold()
    {
        await using var data = await DataLayer.CreateAsync();
        await using var work = data.Work(await OfficeAsync(data));
        var batch = await KeepAsync(
            work,
            [
                new(1, Headings), new(2, ["Jan", "Peeters", null, null, "85.07.30-033.28", "86043012394"]),
                new(3, ["An", "Claes", null, null, "86043012394"]),
                new(4, ["Bo", "Maes", null, null, "850730"]), new(5, ["Do", "Maes", null, null, null, "850730"]),
                // Their own partner, and a word beside the number: neither is somebody in another row.
                new(6, ["Ed", "Maes", null, null, "75060898009", "75060898009"]), new(7, ["Fe", "Maes", null, null, "x86043012394 oud"]),
            ],
            perChunk: 2);

        var lines = await ReadAsync(work, batch);

        Assert.Equal([2, 3, 4, 5, 6, 7], lines.Select(line => line.Line));
        Assert.Equal(
            new FieldReason(nameof(ClientFields.NationalNumber), ReasonCode.PartnerOfOtherLine, IsError: false),
            Assert.Single(lines[1].Reasons));
        Assert.All(lines.Where(line => line.Line != 3), line => Assert.Empty(line.Reasons));
    }

    [Fact]
    public async Task ReadAsync_kindsOfCellsAndHiddenRows_areKeptWithTheRows()
    {
        await using var data = await DataLayer.CreateAsync();
        await using var work = data.Work(await OfficeAsync(data));
        var batch = await KeepAsync(
            work, [
                new(1, Headings),
                new(2, ["TRUE", "Peeters", null], [CellKind.Boolean, CellKind.Text, CellKind.Text]),
                new(3, ["An", "Claes"], IsHidden: true),
                new(4, ["Bo"]),
            ], perChunk: 2);

        var lines = await ReadAsync(work, batch);

        Assert.Equal([2, 4], lines.Select(line => line.Line));
        Assert.Equal((null, "Peeters"), (lines[0].Given[ClientFields.FirstName], lines[0].Given[ClientFields.LastName]));
        Assert.Equal(
            new FieldReason(nameof(ClientFields.FirstName), ReasonCode.CellBoolean, IsError: false), Assert.Single(lines[0].Reasons));
    }

    [Fact]
    public async Task PeekAsync_import_givesTheHeadingsAndTheFirstRows()
    {
        await using var data = await DataLayer.CreateAsync();
        await using var work = data.Work(await OfficeAsync(data));
        var batch = await KeepAsync(work, [new(1, Headings), new(2, ["Jan"]), new(5, ["An"]), new(6, ["Bo"])], perChunk: 10);

        var (headings, rows) = await Lines(work).PeekAsync(batch.Id, 2, Cancelled);

        Assert.Equal(Headings, headings);
        Assert.Equal([2, 5], rows.Select(row => row.Number));
    }

    private static WorkbookLines Lines(Work work) => new(work.Db, work.Ciphers);

    private static async Task<Guid> OfficeAsync(DataLayer data)
    {
        var office = await data.AddOfficeAsync();
        await using var work = data.Work(office);
        work.Db.Add(work.Ciphers.NewKeys(office));
        await work.Db.SaveChangesAsync(Cancelled);
        return office;
    }

    private static async Task<ImportBatch> KeepAsync(Work work, WorkbookRow[] rows, int perChunk)
    {
        var batch = new ImportBatch
        {
            OfficeId = work.Db.OfficeId, Source = ImportSource.Excel,
            State = ImportState.Comparing, Columns = ColumnMap.From(rows[0].Cells).ToString(),
        };
        work.Db.Add(batch);
        var cipher = await work.Ciphers.CurrentAsync(Cancelled);
        work.Db.AddRange(rows.Chunk(perChunk).Select(chunk => new ImportLines
        {
            OfficeId = batch.OfficeId, BatchId = batch.Id, FirstLine = chunk[0].Number, Cells = WorkbookLines.Seal(chunk, cipher),
        }));
        await work.Db.SaveChangesAsync(Cancelled);
        return batch;
    }

    private static async Task<List<WorkbookLine>> ReadAsync(Work work, ImportBatch batch)
    {
        var lines = new List<WorkbookLine>();
        await foreach (var line in Lines(work).ReadAsync(batch, Cancelled))
            lines.Add(line);
        return lines;
    }
}
