using System.Globalization;
using Accounton.Features.Clients;
using Accounton.Features.Clients.Matching;
using Accounton.Features.Imports.Compare;
using Accounton.Tenancy;
using Accounton.Tests.Features.Imports;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Accounton.Benchmarks;

/// <summary>
/// 20,000 of a back-office compared with 20,000 clients, from the open readers to the verdicts; against
/// reading the same columns of both and doing nothing.
/// </summary>
public static class Comparing
{
    public static async Task RunAsync()
    {
        await using var bench = await Bench.StartAsync();
        var office = await bench.OfficeAsync();
        await office.LinkAsync();
        await office.RunAsync();
        await new OfficeImports(office).ImportAllAsync();
        var connection = await office.ConnectionAsync();

        await Figure.CompareAsync(
            "comparing 20,000 with 20,000", 3, () => Figure.TimeAsync(() => OursAsync()), () => Figure.TimeAsync(BareAsync));
        await MemoryAsync();

        Task<(List<KnownClient>, List<ImportedClient>, Verdict[])> OursAsync() => office.InAsync(async services =>
        {
            var db = OfficeImports.Db(services);
            var cipher = await services.GetRequiredService<OfficeCiphers>().CurrentAsync(default);
            var known = new List<KnownClient>(await db.Clients.CountAsync());
            var imported = new List<ImportedClient>();
            await foreach (var page in new BackOfficeCandidates(db, cipher, connection.Id, null).ReadAsync(default))
                imported.AddRange(page.Select(c => new ImportedClient(
                    c.Key,
                    MatchKeys.From(ClientRules.Check(c.Given, ValidationLevel.NameOnly, DateOnly.MaxValue).Values, cipher),
                    c.LinkedTo)));
            await foreach (var client in MatchColumns.From(db.Clients.AsNoTracking().Where(c => c.MergedIntoId == null))
                .AsAsyncEnumerable())
                known.Add(new KnownClient(client.Id, client.Keys()));
            imported.TrimExcess();
            return (known, imported, new Comparison(known, imported).Run());
        });

        async Task BareAsync()
        {
            await using var database = new SqliteConnection(bench.Database.ConnectionString);
            await database.OpenAsync();
            await ReadAsync(
                database, "SELECT * FROM \"SourceClients\" WHERE \"Status\" = 'Customer' AND \"GoneSince\" IS NULL ORDER BY \"VendorId\"");
            await ReadAsync(database, """
                SELECT "Id", "Type", "FirstName", "LastName", "CompanyName", "EmailKey", "NationalNumberHash", "PartnerNationalNumberHash",
                "EnterpriseNumber", "PostalCode", "Street", "HouseNumber", "BirthDate" FROM "Clients" WHERE "MergedIntoId" IS NULL
                """);
        }

        async Task MemoryAsync()
        {
            var before = GC.GetTotalMemory(forceFullCollection: true);
            var all = await OursAsync();
            var held = GC.GetTotalMemory(forceFullCollection: true) - before;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"held at the end: {held / (double)(all.Item1.Count + all.Item2.Count):0} "
                    + $"bytes a client of either side (bar 200): its keys and the verdict on it"));
            GC.KeepAlive(all);
        }
    }

    private static async Task ReadAsync(SqliteConnection database, string sql)
    {
        await using var command = database.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var values = new object[reader.FieldCount];
        while (await reader.ReadAsync())
            reader.GetValues(values);
    }
}
