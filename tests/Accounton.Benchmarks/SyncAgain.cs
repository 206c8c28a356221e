using System.Security.Cryptography;
using Accounton.Tests.Features.Sync;
using Accounton.Tests.Running;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Benchmarks;

/// <summary>A sync that finds nothing changed, against downloading and parsing the clients and reading as many hashes.</summary>
public static class SyncAgain
{
    public static async Task RunAsync()
    {
        await using var bench = await Bench.StartAsync();
        var token = (await AdminPulseVisitor.TokensAsync(bench.App.Services, bench.Sandbox, Bench.Account)).AccessToken.Reveal();
        var office = await bench.OfficeAsync();
        await office.LinkAsync();
        await office.RunAsync();
        var before = await DigestAsync(office);

        await Figure.CompareAsync(
            "sync again, nothing changed", 1.5,
            async () =>
            {
                await office.AskAsync();
                return await Figure.TimeAsync(() => office.RunAsync());
            },
            () => Figure.TimeAsync(async () =>
            {
                await bench.DownloadAsync(token);
                await office.InAsync(s => SyncOffice.Db(s).SourceClients.AsNoTracking().Select(c => c.ContentHash).ToListAsync());
            }));

        var run = (await office.RunsAsync())[^1];
        Console.WriteLine($"rows written: {run.NewCount + run.ChangedCount}, table unchanged: {before == await DigestAsync(office)}");
    }

    private static async Task<string> DigestAsync(SyncOffice office)
    {
        var rows = await office.ClientsAsync();
        return Convert.ToHexString(SHA256.HashData(rows.OrderBy(r => r.VendorId, StringComparer.Ordinal)
            .SelectMany(r => r.ContentHash.Concat(BitConverter.GetBytes(r.FetchedAt.UtcTicks))).ToArray()));
    }
}
