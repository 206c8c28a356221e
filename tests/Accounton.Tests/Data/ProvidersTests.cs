using Accounton.Features.Clients;
using Accounton.Features.Connections;
using Accounton.Features.Sync;
using Accounton.Tests.Running;
using Accounton.Tests.Tenancy;
using Accounton.Vendors;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Tests.Data;

/// <summary>What must be alike on every database.</summary>
public sealed class ProvidersTests(DataLayers layers) : IClassFixture<DataLayers>
{
    private static readonly DateTimeOffset Noon = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<string> Providers => TestDatabase.Providers;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Providers))]
    public async Task VendorIds_thatDifferByCaseOrAccent_areDifferentRows(string provider)
    {
        var (data, office, connection) = await ArrangeAsync(provider);
        string[] ids = ["abc", "ABC", "Abc", "äbc"];
        await using (var work = data.Work(office))
        {
            work.Db.AddRange(ids.Select(id => Client(office, connection, id, null)));
            await work.Db.SaveChangesAsync(Cancelled);
        }

        await using var later = data.Work(office);
        Assert.Equal(1, await later.Db.SourceClients.CountAsync(c => c.VendorId == "ABC", Cancelled));
        Assert.Equal(1, await later.Db.SourceClients.CountAsync(c => c.VendorId == "äbc", Cancelled));
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task VendorId_twiceTheSame_isRefused(string provider)
    {
        var (data, office, connection) = await ArrangeAsync(provider);
        await using var work = data.Work(office);
        work.Db.AddRange(Client(office, connection, "abc", null), Client(office, connection, "abc", null));

        await Assert.ThrowsAsync<DbUpdateException>(() => work.Db.SaveChangesAsync(Cancelled));
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task Names_ofAllKinds_sortAlike(string provider)
    {
        var (data, office, connection) = await ArrangeAsync(provider);
        string[] names =
        [
            "Zebra", "élan", "de Vries", "De Backer", "Åberg", "Müller", "O'Brien", "D’Hondt", "Ærø", "Ωμέγα", "李",
            "123 Dakwerken", "zzz", "ÿ", "van den Broeck-Vanhoutte", "Van Damme",
        ];
        await using (var work = data.Work(office))
        {
            work.Db.AddRange(names.Select((name, number) => Client(office, connection, $"n{number}", name)));
            await work.Db.SaveChangesAsync(Cancelled);
        }

        await using var later = data.Work(office);
        var all = later.Db.SourceClients.Where(c => c.ConnectionId == connection && c.LastName != null);
        var sorted = await all.OrderBy(c => c.SortName).Select(c => c.SortName).ToListAsync(Cancelled);
        Assert.Equal(names.Length, sorted.Count);
        Assert.Equal(sorted.Order(StringComparer.Ordinal), sorted);
        Assert.Equal(
            sorted[6..], await all.Where(c => c.SortName.CompareTo(sorted[5]) > 0)
                .OrderBy(c => c.SortName).Select(c => c.SortName).ToListAsync(Cancelled));
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task Times_ofAllZones_keepTheirMomentAndOrder(string provider)
    {
        var (data, office, connection) = await ArrangeAsync(provider);
        DateTimeOffset[] times =
        [
            Noon.AddSeconds(1).ToOffset(TimeSpan.FromHours(-5)), Noon,
            Noon.AddSeconds(-1).ToOffset(TimeSpan.FromHours(2)), Noon.AddMicroseconds(1),
        ];
        await using (var work = data.Work(office))
        {
            work.Db.AddRange(times.Select(time => new SyncRun
            {
                OfficeId = office, ConnectionId = connection, Reason = SyncReason.Schedule, AskedAt = time, EndedAt = Noon,
            }));
            await work.Db.SaveChangesAsync(Cancelled);
        }

        await using var later = data.Work(office);
        var own = later.Db.SyncRuns.Where(r => r.Reason == SyncReason.Schedule);
        Assert.Equal(times.Order(), await own.OrderBy(r => r.AskedAt).Select(r => r.AskedAt).ToListAsync(Cancelled));
        Assert.Equal(times.Max(), await own.MaxAsync(r => r.AskedAt, Cancelled));
        var from = Noon.ToOffset(TimeSpan.FromHours(2));
        Assert.Equal(3, await own.CountAsync(r => r.AskedAt >= from, Cancelled));
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task OpenRun_ofAConnection_isTheOnlyOne(string provider)
    {
        var (data, office, connection) = await ArrangeAsync(provider);
        await using var work = data.Work(office);

        // The one that the office came with is open.
        work.Db.Add(new SyncRun { OfficeId = office, ConnectionId = connection, Reason = SyncReason.Person, AskedAt = Noon });

        await Assert.ThrowsAsync<DbUpdateException>(() => work.Db.SaveChangesAsync(Cancelled));
    }

    private static SourceClient Client(Guid office, Guid connection, string id, string? name)
    {
        var client = new SourceClient
        {
            OfficeId = office,
            ConnectionId = connection,
            VendorId = id,
            CallId = id,
            LastName = name,
            ContentHash = [1],
            Type = ClientType.Person,
            Status = ClientStatus.Customer,
        };
        client.SetKeys();
        return client;
    }

    private async Task<(DataLayer Data, Guid Office, Guid Connection)> ArrangeAsync(string provider)
    {
        var data = await layers.OnAsync(provider);
        var office = await OfficeRowsOf.AddAsync(data);
        return (data, office.Office, office.Row<Connection>().Id);
    }
}
