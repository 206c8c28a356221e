using Accounton.Features.Sync;
using Accounton.Tests.Running;

namespace Accounton.Benchmarks;

/// <summary>
/// A first sync of 20,000 clients, against downloading and parsing them and inserting the same rows by one
/// prepared statement in one transaction.
/// </summary>
public static class FirstSync
{
    public static async Task RunAsync()
    {
        await using var bench = await Bench.StartAsync();
        var token = (await AdminPulseVisitor.TokensAsync(bench.App.Services, bench.Sandbox, Bench.Account)).AccessToken.Reveal();
        RawRows? rows = null;

        await Figure.CompareAsync("first sync of 20,000", 2.5, OursAsync, FloorAsync);

        async Task<TimeSpan> OursAsync()
        {
            var office = await bench.OfficeAsync();
            await office.LinkAsync();
            var time = await Figure.TimeAsync(() => office.RunAsync());
            rows ??= await RawRows.ReadAsync(bench.Database.ConnectionString, $"{nameof(SourceClient)}s");
            return time;
        }

        async Task<TimeSpan> FloorAsync()
        {
            await using var database = await TestDatabase.MigratedAsync();
            return await Figure.TimeAsync(async () =>
            {
                await bench.DownloadAsync(token);
                RawRows.Insert(database.ConnectionString, rows!);
            });
        }
    }
}
