using Accounton.Tests.Features.Imports.Excel;

namespace Accounton.Benchmarks;

/// <summary>A workbook of 10,000 rows: from sending the file to the overview.</summary>
public static class Uploading
{
    private const int Rows = 10_000;

    public static async Task RunAsync()
    {
        await using var office = await ExcelOffice.OpenAsync();
        var times = new List<TimeSpan>();
        foreach (var round in Enumerable.Range(0, 4))
        {
            var file = ReadWorkbook.Create(Rows, withNumbers: false);
            times.Add(await Figure.TimeAsync(async () =>
            {
                using (await office.UploadAsync(new MemoryStream(file)))
                    await office.CompareAsync();
                await office.Admin.LookAsync($"/imports/{(await office.BatchAsync()).Id}");
            }));
        }

        Figure.Say($"{Rows:N0} rows of a workbook, from upload to overview", TimeSpan.FromSeconds(10), [.. times]);
    }
}
