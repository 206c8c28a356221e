using Accounton.Data;
using Accounton.Features.Clients;
using Accounton.Features.Connections;
using Accounton.Features.Settings.Integrations;
using Accounton.Features.Sync;
using Accounton.Jobs;
using Accounton.Tenancy;
using Accounton.Tests.Running;
using Accounton.Vendors;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Accounton.Tests.Features.Clients;

/// <summary>Rows that another version stored are found by the rules of this one, once it has started.</summary>
public sealed class StoredKeysTests
{
    private const int Clients = 450;

    public static TheoryData<string> Providers => TestDatabase.Providers;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Providers))]
    public async Task Client_storedWithTheOldFolding_isFoundAfterTheSweep(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var app = new App(database);
        var connection = Guid.Empty;
        await using (var scope = await app.OfficeScopeAsync())
        {
            var db = scope.ServiceProvider.GetRequiredService<AccountonContext>();
            var cipher = await scope.ServiceProvider.GetRequiredService<OfficeCiphers>().CurrentAsync(Cancelled);
            var link = db.Connections.Add(new Connection
            {
                OfficeId = db.OfficeId, Vendor = Vendor.AdminPulse, State = ConnectionState.Unlinked, WasActive = true,
            }).Entity;
            for (var i = 0; i < Clients; i++)
                GivenClients.Person(db, cipher, "Rene\u0301", $"S\u00f8rensen{i:000}", ("Email", $"s{i}@example.be"));
            await db.SaveChangesAsync(Cancelled);
            connection = link.Id;
            var source = new SourceClient
            {
                OfficeId = db.OfficeId,
                ConnectionId = connection,
                VendorId = "1",
                CallId = "1",
                ContentHash = [1],
                Status = ClientStatus.Customer,
                Type = ClientType.Person,
                LastName = "S\u00f8rensen",
            };
            source.SetKeys();
            db.SourceClients.Add(source);
            await db.SaveChangesAsync(Cancelled);
            await MakeOldAsync(db);
            Assert.Empty(await FoundAsync(db, "sorensen"));
        }

        // The process ends in the middle, after some pages: those stay.
        await using (var scope = await app.OfficeScopeAsync())
        {
            var db = scope.ServiceProvider.GetRequiredService<AccountonContext>();
            using var killed = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
            db.SavedChanges += (_, _) => killed.Cancel();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(
                () => scope.ServiceProvider.GetRequiredService<StoredKeys>().RenewAsync(killed.Token));
        }

        await using (var scope = await app.OfficeScopeAsync())
        {
            var db = scope.ServiceProvider.GetRequiredService<AccountonContext>();
            Assert.InRange((await FoundAsync(db, "sorensen")).Count, 1, Clients - 1);
        }

        // The next sweep does the rest, by itself.
        await SweepAsync(app);
        await using (var scope = await app.OfficeScopeAsync())
        {
            var db = scope.ServiceProvider.GetRequiredService<AccountonContext>();
            Assert.Equal(Clients, (await FoundAsync(db, "sorensen")).Count);
            Assert.All(
                await db.Clients.AsNoTracking().Where(c => EF.Functions.Like(c.LastName!, "S%")).ToListAsync(Cancelled),
                client => Assert.Equal(("Ren\u00e9", 1), (client.FirstName, client.Version)));
            Assert.Equal(Clients * 2, await db.ClientWords.CountAsync(w => w.Word.StartsWith("sor") || w.Word == "rene", Cancelled));
            Assert.Single((await FetchedClients.PageAsync(db, connection, "sorensen", null, null, null, Cancelled)).Clients);
            Assert.Equal(
                StoredKeys.Version, (await db.Offices.AsNoTracking().SingleAsync(o => o.Id == db.OfficeId, Cancelled)).KeysVersion);

            // Once: what is done is not looked at again.
            await db.UpdateOwnAsync<Client>(
                c => c.LastName == "S\u00f8rensen000", set => set.SetProperty(c => c.SortName, "old"), Cancelled);
        }

        await SweepAsync(app);
        await using (var scope = await app.OfficeScopeAsync())
            Assert.True(
                await scope.ServiceProvider.GetRequiredService<AccountonContext>().Clients.AnyAsync(c => c.SortName == "old", Cancelled));
    }

    /// <summary>As an office has it that the newest migration found there.</summary>
    private static async Task MakeOldAsync(AccountonContext db)
    {
        await db.UpdateOwnAsync<Client>(c => EF.Functions.Like(c.LastName!, "S%"), set => set
            .SetProperty(c => c.FirstName, "Rene\u0301").SetProperty(c => c.SortName, "s\u00f8rensen")
            .SetProperty(c => c.NameWords, " s\u00f8rensen"), Cancelled);
        await db.UpdateOwnAsync<ClientWord>(w => w.Word.StartsWith("sor"), set => set
            .SetProperty(w => w.Word, "s\u00f8rensen").SetProperty(w => w.SortName, "s\u00f8rensen")
            .SetProperty(w => w.Start2, (string?)null).SetProperty(w => w.Start3, (string?)null), Cancelled);
        await db.UpdateOwnAsync<SourceClient>(
            c => c.VendorId == "1",
            set => set.SetProperty(c => c.SortName, "s\u00f8rensen").SetProperty(c => c.NameWords, " s\u00f8rensen"),
            Cancelled);
        var office = db.OfficeId;
        await db.UpdateSharedAsync<Office>(o => o.Id == office, set => set.SetProperty(o => o.KeysVersion, 0), Cancelled);
    }

    private static async Task<List<Guid>> FoundAsync(AccountonContext db, string text) =>
        await (await ClientSearch.FindAsync(db, text, archived: false, Cancelled)).Select(hit => hit.Id).ToListAsync(Cancelled);

    private static async Task SweepAsync(App app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Sweep>().RunAsync(Cancelled);
    }
}
