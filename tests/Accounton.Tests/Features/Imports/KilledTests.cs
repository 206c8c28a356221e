using Accounton.Features.Clients;
using Accounton.Features.Clients.Matching;
using Accounton.Features.Imports;
using Accounton.Tenancy;
using Accounton.Tests.Features.Sync;
using Accounton.Tests.Running;
using Accounton.Vendors;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Tests.Features.Imports;

/// <summary>A process that is killed in the middle of applying a big import, and the two that go on with it.</summary>
public sealed class KilledTests
{
    private static readonly string[] Settings = ["Sync:Lease=00:00:05", "AdminPulse:CallsPerMinute=100000"];

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Import_killedWhileItIsApplied_endsWithEachClientAddedOnce(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var sandbox = await SyncLab.StartSandboxAsync($"Sandbox:Clients:import={Endurance.Rounds(few: 2_500, many: 8_000)}");
        await using var app = new App(database, sandbox, replace: SyncLab.Hurry);
        var imports = new OfficeImports(await SyncOffice.DemoAsync(app, sandbox, Vendor.AdminPulse, "import"));
        await imports.Office.LinkAsync();
        await imports.Office.RunAsync();
        var batch = await imports.CompareAsync();
        var expected = (await imports.RowsAsync(batch.Id)).Where(r => r.Group == ImportGroup.New).Select(r => r.ClientId).Order().ToList();
        await imports.MarkAsync(batch.Id, ImportState.Reviewing, ImportState.Applying);

        for (var kill = 1; kill <= Endurance.Rounds(few: 1, many: 4); kill++)
        {
            await using var process = await AppProcess.StartAsync(database, sandbox, Settings);
            var before = (await imports.BatchAsync(batch.Id)).AddedCount;
            await Eventually.HoldsAsync(async () => (await imports.BatchAsync(batch.Id)).AddedCount > before, "some clients were added");
            await process.KillAsync();
            Assert.Equal(ImportState.Applying, (await imports.BatchAsync(batch.Id)).State);
        }

        // Two of them, and each would like to go on with it.
        await using var next = await AppProcess.StartAsync(database, sandbox, Settings);
        await using var other = await AppProcess.StartAsync(database, sandbox, Settings);
        await Eventually.HoldsAsync(
            async () => (await imports.BatchAsync(batch.Id)).State == ImportState.Applied, "the import was finished", seconds: 120);

        Assert.Equal(expected, (await imports.ClientsAsync()).Select(c => c.Id).Order());
        Assert.Equal(expected, (await imports.ChangesAsync()).Select(c => c.ClientId).Order());
        Assert.Equal(expected.Count, (await imports.BatchAsync(batch.Id)).AddedCount);
        Assert.All(await imports.RowsAsync(batch.Id), r => Assert.NotEqual(RowResult.Pending, r.Result));
    }

    /// <summary>Two triggers at once: one works, the other finds the import held.</summary>
    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Import_appliedByTwoAtOnce_isAppliedOnce(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var sandbox = await SyncLab.StartSandboxAsync();
        await using var app = new App(database, sandbox, replace: SyncLab.Hurry);
        var imports = new OfficeImports(await SyncOffice.DemoAsync(app, sandbox, Vendor.AdminPulse, "ruim1"));
        await imports.Office.LinkAsync();
        await imports.Office.RunAsync();
        var batch = await imports.CompareAsync();
        await imports.MarkAsync(batch.Id, ImportState.Reviewing, ImportState.Applying);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => imports.TriggerAsync(batch.Id)));

        Assert.Equal(ImportState.Applied, (await imports.BatchAsync(batch.Id)).State);
        var clients = await imports.ClientsAsync();
        Assert.Equal(clients.Count, (await imports.ChangesAsync()).Count);
        Assert.Equal(clients.Count, (await imports.BatchAsync(batch.Id)).AddedCount);
    }

    /// <summary>What is bulk inserted reads back as it was, on each database.</summary>
    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Rows_insertedInBulk_readBackAsTheyWere(string provider)
    {
        await using var data = await DataLayer.CreateAsync(provider);
        var office = await data.AddOfficeAsync();
        await using var work = data.Work(office);
        var batch = new ImportBatch { OfficeId = office, Source = ImportSource.Excel, State = ImportState.Reviewing };
        work.Db.ImportBatches.Add(batch);
        await work.Db.SaveChangesAsync(TestContext.Current.CancellationToken);
        var row = new ImportRow
        {
            OfficeId = office, Id = work.Db.IdsOf<ImportRow>()(), BatchId = batch.Id,
            Group = ImportGroup.Doubtful, LineNumber = 7, VendorId = "v", PartnerVendorId = "p",
            IsSplit = true, SourceHash = [1, 2], PartnerSourceHash = [3], ClientId = Guid.NewGuid(),
            ClientVersion = 4, MatchedBy = MatchReason.Email, NeedsLink = true,
            IsArchived = true, DifferentFields = 1L << 21, ChosenFields = 5, TypedFields = 4,
            IsChosen = true, Decision = DoubtDecision.Skip, DecidedId = Guid.NewGuid(),
            Reasons = "!Email:EmailMalformed", DecidedById = Guid.NewGuid(),
            DecidedByName = "An", Result = RowResult.Stale, Type = ClientType.Company,
            BirthDate = new DateOnly(1985, 7, 30), NationalNumberCipher = "k1.x", NationalNumberHash = [9],
            SortName = "peeters an", NameWords = " peeters an", EmailKey = "an@x.be",
        };
        foreach (var field in ClientFields.Texts)
            field.Write(row, field.Key, null!);

        await using (var transaction = await work.Db.Database.BeginTransactionAsync(TestContext.Current.CancellationToken))
        {
            await work.Db.InsertOwnAsync<ImportRow>([row], TestContext.Current.CancellationToken);
            await transaction.CommitAsync(TestContext.Current.CancellationToken);
        }

        var read = await work.Db.ImportRows.AsNoTracking().SingleAsync(TestContext.Current.CancellationToken);
        Assert.Equal(System.Text.Json.JsonSerializer.Serialize(row), System.Text.Json.JsonSerializer.Serialize(read));
    }
}
