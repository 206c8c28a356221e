using Accounton.Data;
using Accounton.Features.Clients;
using Accounton.Features.Imports;
using Accounton.Tests.Running;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Accounton.Tests.Features.Imports.Excel;

/// <summary>An office whose admin imports from workbooks.</summary>
public sealed class ExcelOffice(TestDatabase database, App app, Visitor admin) : IAsyncDisposable
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public App App => app;

    public Visitor Admin => admin;

    public static async Task<ExcelOffice> OpenAsync()
    {
        var database = await TestDatabase.CreateAsync();
        var app = new App(database);
        return new(database, app, await Visitor.ComeAsync(app, App.Admin));
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await database.DisposeAsync();
    }

    public async Task<HttpResponseMessage> UploadAsync(Stream file)
    {
        await admin.LookAsync("/imports/new/excel");
        using var memory = new MemoryStream();
        await file.CopyToAsync(memory, Cancelled);
        return await admin.UploadAsync("/imports/new/excel", "File", "klanten.xlsx", memory.ToArray());
    }

    /// <summary>The newest import.</summary>
    public Task<ImportBatch> BatchAsync() =>
        InAsync(services => services.GetRequiredService<AccountonContext>().ImportBatches.AsNoTracking()
            .OrderByDescending(b => b.CreatedAt).FirstAsync(Cancelled));

    /// <summary>Its rows, in the order of the sheet.</summary>
    public async Task<List<ImportRow>> RowsAsync()
    {
        var batch = await BatchAsync();
        return await InAsync(services => services.GetRequiredService<AccountonContext>().ImportRows.AsNoTracking()
            .Where(r => r.BatchId == batch.Id).OrderBy(r => r.LineNumber).ToListAsync(Cancelled));
    }

    public Task<List<Client>> ClientsAsync() =>
        InAsync(services => services.GetRequiredService<AccountonContext>().Clients.AsNoTracking().ToListAsync(Cancelled));

    /// <summary>Uploads a sheet, and compares it.</summary>
    public async Task<ImportBatch> CompareAsync(string?[] headings, params string?[][] rows)
    {
        using (await UploadAsync(HandMade.Create([headings, .. rows])))
            return await CompareAsync();
    }

    public Task<ImportBatch> CompareAsync() => RunAsync(ImportState.Reviewing);

    /// <summary>Compares again what the page says has changed; confirms and applies, as its page does.</summary>
    public async Task<ImportBatch> ApplyAsync()
    {
        var batch = await BatchAsync();
        var page = await admin.LookAsync($"/imports/{batch.Id}/confirm");
        if (page.Html.QuerySelector($"form[action='/imports/{batch.Id}/refresh']") is not null)
        {
            using (await admin.PostAsync($"/imports/{batch.Id}/refresh"))
                page = await admin.LookAsync($"/imports/{batch.Id}/confirm");
        }

        var decisions = page.Html.QuerySelector("input[name=decisions]")!.GetAttribute("value")!;
        using (await admin.PostAsync($"/imports/{batch.Id}/apply", new() { ["decisions"] = decisions }))
            return await RunAsync(ImportState.Applied);
    }

    public async Task<T> InAsync<T>(Func<IServiceProvider, Task<T>> act)
    {
        await using var scope = await app.OfficeScopeAsync();
        return await act(scope.ServiceProvider);
    }

    public Task<bool> InAsync(Func<IServiceProvider, Task> act) => InAsync(async services =>
    {
        await act(services);
        return true;
    });

    private async Task<ImportBatch> RunAsync(ImportState expected)
    {
        var batch = await BatchAsync();
        await InAsync(services => ActivatorUtilities.CreateInstance<ImportJob>(services).RunAsync(batch.OfficeId, batch.Id, Cancelled));
        batch = await BatchAsync();
        Assert.Equal(expected, batch.State);
        return batch;
    }
}
