using Accounton.Features.Imports;
using Accounton.Tests.Features.Imports;
using Accounton.Tests.Running;

namespace Accounton.Benchmarks;

/// <summary>Applying an import of 10,000 new clients, against prepared inserts of every row that it wrote.</summary>
public static class Applying
{
    private const string Account = "tienduizend";
    private const int Clients = 10_000;

    private static readonly string[] Tables = ["Clients", "ClientWords", "ClientChanges", "ClientLinks"];

    public static async Task RunAsync()
    {
        await using var bench = await Bench.StartAsync($"Sandbox:Clients:{Account}={Clients}");
        RawRows[]? written = null;
        await Figure.CompareAsync($"applying {Clients:N0} new clients", 3, OursAsync, FloorAsync);

        async Task<TimeSpan> OursAsync()
        {
            var office = await bench.OfficeAsync(Account);
            var imports = new OfficeImports(office);
            await office.LinkAsync();
            await office.RunAsync();
            var batch = await imports.CompareAsync();
            await imports.MarkAsync(batch.Id, ImportState.Reviewing, ImportState.Applying);
            var time = await Figure.TimeAsync(() => imports.TriggerAsync(batch.Id));
            written ??= await Task.WhenAll(Tables.Select(table =>
                RawRows.ReadAsync(bench.Database.ConnectionString, table, $"\"OfficeId\" = '{office.Id.ToString().ToUpperInvariant()}'")));
            return time;
        }

        async Task<TimeSpan> FloorAsync()
        {
            await using var database = await TestDatabase.MigratedAsync();
            return await Figure.TimeAsync(() => Task.Run(() => RawRows.Insert(database.ConnectionString, written!)));
        }
    }
}
