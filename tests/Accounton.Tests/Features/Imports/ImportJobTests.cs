using Accounton.Features.Clients;
using Accounton.Features.Imports;
using Accounton.Features.Imports.Start;
using Accounton.Features.Mail;
using Accounton.Features.Questionnaires;
using Accounton.Features.Questionnaires.Definitions;
using Accounton.Features.Sync;
using Accounton.Jobs;
using Accounton.Tenancy;
using Accounton.Tests.Features.Sync;
using Accounton.Tests.Running;
using Accounton.Vendors;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Accounton.Tests.Features.Imports;

/// <summary>What an import waits for, who works on it, and what comes of a fault in the middle of it.</summary>
public sealed class ImportJobTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static TheoryData<string> Providers => TestDatabase.Providers;

    [Theory, MemberData(nameof(Providers))]
    public async Task Import_waitingForItsClients_isTriggeredByTheRunThatFetchesThemAndByNothingElse(string provider)
    {
        await using var scripted = await OldAsync(provider);
        var imports = new OfficeImports(scripted.Office);
        var batch = await StartAsync(scripted.Office);
        Assert.Equal(ImportState.Fetching, batch.State);

        var before = scripted.Jobs.CountOf<ImportJob>(batch.Id);
        for (var turn = 0; turn < 3; turn++)
        {
            await imports.RunAsync(batch.Id, ImportState.Fetching);
            await SweepAsync(scripted);
        }

        Assert.Equal(before, scripted.Jobs.CountOf<ImportJob>(batch.Id));

        await scripted.Office.RunAsync();

        Assert.NotEqual(before, scripted.Jobs.CountOf<ImportJob>(batch.Id));
        await imports.RunAsync(batch.Id, ImportState.Reviewing);
        Assert.Equal(5, (await imports.RowsAsync(batch.Id)).Count);
    }

    [Fact]
    public async Task Import_whoseClientsCouldNotBeFetched_isTriggeredAndSaysWhy()
    {
        await using var scripted = await OldAsync();
        var imports = new OfficeImports(scripted.Office);
        var batch = await StartAsync(scripted.Office);
        scripted.Source.List = _ => throw new VendorException(Vendor.AdminPulse, VendorFault.Unavailable);
        var before = scripted.Jobs.CountOf<ImportJob>(batch.Id);

        await scripted.Office.RunAsync();

        Assert.NotEqual(before, scripted.Jobs.CountOf<ImportJob>(batch.Id));
        await imports.TriggerAsync(batch.Id);
        var failed = await imports.BatchAsync(batch.Id);
        Assert.Equal((ImportState.Failed, nameof(VendorFault.Unavailable)), (failed.State, failed.Fault));
    }

    /// <summary>One call to a vendor may take minutes.</summary>
    [Fact]
    public async Task Import_readingTaskTemplatesForLong_staysWithItsWorker()
    {
        await using var scripted = await FreshAsync();
        var imports = new OfficeImports(scripted.Office);
        var (reached, goOn) = GateTemplates(scripted.Source);
        var batch = await StartAsync(scripted.Office, new TaskTemplate("t", "Aangiften"));
        var first = imports.TriggerAsync(batch.Id);
        await reached;
        var lease = new SyncOptions().Lease;
        var taken = (await imports.BatchAsync(batch.Id)).LeaseUntil;

        scripted.Clock.Advance(lease - TimeSpan.FromSeconds(1));
        await Eventually.HoldsAsync(async () => (await imports.BatchAsync(batch.Id)).LeaseUntil > taken, "its heartbeat renews the lease");
        scripted.Clock.Advance(TimeSpan.FromSeconds(2));
        var claim = (await imports.BatchAsync(batch.Id)).ClaimId;
        await imports.TriggerAsync(batch.Id);

        Assert.Equal(claim, (await imports.BatchAsync(batch.Id)).ClaimId);
        goOn();
        await first;
        Assert.Equal(ImportState.Reviewing, (await imports.BatchAsync(batch.Id)).State);
    }

    [Fact]
    public async Task Import_whoseWorkerComesTooLate_keepsTheOverviewOfTheOther()
    {
        await using var scripted = await FreshAsync();
        var imports = new OfficeImports(scripted.Office);
        var (reached, goOn) = GateTemplates(scripted.Source, stops: 1);
        var batch = await StartAsync(scripted.Office, new TaskTemplate("t", "Aangiften"));
        var late = imports.TriggerAsync(batch.Id);
        await reached;
        await scripted.Office.InAsync(services => OfficeImports.Db(services).UpdateOwnAsync<ImportBatch>(
            b => b.Id == batch.Id, set => set.SetProperty(b => b.LeaseUntil, scripted.Clock.GetUtcNow().AddSeconds(-1))));
        await imports.RunAsync(batch.Id, ImportState.Reviewing);
        var overview = (await imports.RowsAsync(batch.Id)).Select(r => r.Id).Order().ToList();

        goOn();
        await late;

        Assert.NotEmpty(overview);
        Assert.Equal(overview, (await imports.RowsAsync(batch.Id)).Select(r => r.Id).Order());
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task Row_thatCannotBeApplied_isToldAndTheRestGoesOn(string provider)
    {
        await using var scripted = await FreshAsync(provider);
        var imports = new OfficeImports(scripted.Office);
        var batch = await imports.CompareAsync();
        var broken = (await imports.RowsAsync(batch.Id))[2];
        await scripted.Office.InAsync(services => OfficeImports.Db(services).UpdateOwnAsync<ImportRow>(
            r => r.Id == broken.Id, set => set.SetProperty(r => r.NationalNumberCipher, "k1.AAAA")));

        var applied = await imports.ApplyAsync(batch.Id);

        Assert.Equal((4, 1, 5), (applied.AddedCount, applied.FailedCount, applied.Done));
        Assert.All(await imports.RowsAsync(batch.Id), r => Assert.Equal(r.Id == broken.Id ? RowResult.Failed : RowResult.Done, r.Result));
        Assert.Equal(4, (await imports.ClientsAsync()).Count);
    }

    /// <summary>
    /// A company gets the questionnaire about its closing date and none of persons, and undoing takes away
    /// only what nobody has answered.
    /// </summary>
    [Theory, MemberData(nameof(Providers))]
    public async Task Questionnaires_ofAnImport_goToThoseTheyAreForAndStayWhereSomebodyAnswered(string provider)
    {
        await using var scripted = await FreshAsync(provider);
        var imports = new OfficeImports(scripted.Office);
        var batch = await imports.CompareAsync();
        var company = (await imports.RowsAsync(batch.Id))[0];
        await scripted.Office.InAsync(async services =>
        {
            var template = (await services.GetRequiredService<Templates>().ChosenAsync(Guid.Empty, CancellationToken.None))!;
            var closing = await services.GetRequiredService<Templates>().OfAsync(
                StandardDefinitions.CurrentFor(ClientType.Company)!, CancellationToken.None);
            await OfficeImports.Db(services).UpdateOwnAsync<ImportBatch>(b => b.Id == batch.Id, set => set
                .SetProperty(b => b.TemplateId, template.Id).SetProperty(b => b.ClosingTemplateId, closing.Id)
                .SetProperty(b => b.ClosingDate, new DateOnly(2026, 6, 30)));
            await OfficeImports.Db(services).UpdateOwnAsync<ImportRow>(
                r => r.Id == company.Id, set => set.SetProperty(r => r.Type, ClientType.Company));
        });

        Assert.Equal(5, (await imports.ApplyAsync(batch.Id)).AssignedCount);
        var given = await AssignmentsAsync();
        Assert.Equal(5, given.Count(a => a.VersionId is not null));
        Assert.Equal([default, default, default, default, new(2026, 6, 30)], given.Select(a => a.ClosingDate).Order());
        Assert.Equal(
            ClientType.Company,
            (await imports.ClientsAsync()).Single(c => c.Id == given.Single(a => a.ClosingDate != default).ClientId).Type);
        await scripted.Office.InAsync(services => OfficeImports.Db(services).UpdateOwnAsync<Assignment>(
            a => a.Id == given[0].Id, set => set.SetProperty(a => a.AnsweredAt, DateTimeOffset.UnixEpoch)));
        var undone = await imports.UndoAsync(batch.Id);

        Assert.Equal((4, 1), (undone.RestoredCount, undone.LeftAloneCount));
        Assert.Equal(given[0].Id, Assert.Single(await AssignmentsAsync()).Id);
        Assert.False((await imports.ClientsAsync()).Single(c => c.Id == given[0].ClientId).IsArchived);

        Task<List<Assignment>> AssignmentsAsync() =>
            scripted.Office.InAsync(services => OfficeImports.Db(services).Assignments.AsNoTracking().OrderBy(a => a.Id).ToListAsync());
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task Client_whoseChangesCannotBeUndone_isToldAndTheRestGoesOn(string provider)
    {
        await using var scripted = await FreshAsync(provider);
        var imports = new OfficeImports(scripted.Office);
        var batch = await imports.ImportAllAsync();
        var client = (await imports.ClientsAsync())[2];
        await scripted.Office.InAsync(async services =>
        {
            OfficeImports.Db(services).ClientChanges.Add(new ClientChange
            {
                OfficeId = scripted.Office.Id, ClientId = client.Id, BatchId = batch.Id,
                Kind = ChangeKind.Field, Field = "NoSuchField", Origin = ValueOrigin.AdminPulse,
                Version = client.Version, At = scripted.Clock.GetUtcNow(),
            });
            await OfficeImports.Db(services).SaveChangesAsync(Cancelled);
        });

        var undone = await imports.UndoAsync(batch.Id);

        Assert.Equal((4, 1), (undone.RestoredCount, undone.LeftAloneCount));
        Assert.Equal([client.Id], (await imports.ClientsAsync()).Where(c => !c.IsArchived).Select(c => c.Id));
        Assert.All((await imports.ChangesAsync()).Where(c => c.ClientId == client.Id), c => Assert.Equal(UndoResult.Failed, c.Undo));
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task Applying_thatFailsAsAWhole_endsAndIsTakenUpAgain(string provider)
    {
        await using var scripted = await FreshAsync(provider);
        var imports = new OfficeImports(scripted.Office);
        var batch = await imports.CompareAsync();
        await imports.MarkAsync(batch.Id, ImportState.Reviewing, ImportState.Applying);
        await WithoutKeyAsync(scripted.Office, () => imports.TriggerAsync(batch.Id));

        var failed = await imports.BatchAsync(batch.Id);
        Assert.Equal((ImportState.ApplyFailed, ImportFault.Unexpected, null), (failed.State, failed.Fault, failed.LeaseUntil));
        await SweepAsync(scripted);
        Assert.Equal(0, scripted.Jobs.CountOf<ImportJob>(batch.Id) - 1);

        Assert.True(await scripted.Office.InAsync(s => s.GetRequiredService<ImportStarter>().ResumeAsync(batch.Id, Cancelled)));
        await imports.RunAsync(batch.Id, ImportState.Applied);
        Assert.Equal(5, (await imports.ClientsAsync()).Count);
    }

    /// <summary>An import whose time is over and whose row the database does not let go.</summary>
    [Fact]
    public async Task Sweep_withOneOfficesFault_doesWhatIsDueForTheOthers()
    {
        await using var scripted = await FreshAsync();
        var imports = new OfficeImports(scripted.Office);
        var batch = await imports.CompareAsync();
        var office = await scripted.Office.InAsync(async services =>
        {
            var db = OfficeImports.Db(services);
            await db.Database.ExecuteSqlRawAsync(
                "CREATE TRIGGER held BEFORE UPDATE ON ImportBatches BEGIN SELECT RAISE(ABORT, 'held'); END", Cancelled);
            services.GetRequiredService<Mails>().Add("an@voorbeeld.be", "Onderwerp", "Tekst");
            await db.SaveChangesAsync(Cancelled);
            return db.OfficeId;
        });
        scripted.Clock.Advance(new ImportOptions().KeepFor + TimeSpan.FromDays(1));

        await SweepAsync(scripted);

        Assert.Equal(ImportState.Reviewing, (await imports.BatchAsync(batch.Id)).State);
        Assert.Equal(1, scripted.Jobs.CountOf<SendMailsJob>(office));
    }

    private static async Task<ScriptedApp> FreshAsync(string provider = "Sqlite")
    {
        var scripted = await ScriptedApp.StartAsync(provider);
        scripted.Source.List = _ => ScriptedSource.Pages([.. Enumerable.Range(0, 5).Select(
            n => ScriptedSource.Client($"c{n}", $"Peeters{n}") with { FirstName = "An", Language = "nl", Email = $"an{n}@voorbeeld.be" })]);
        await scripted.Office.RunAsync();
        return scripted;
    }

    /// <summary>An office whose table is too old to be compared as it is.</summary>
    private static async Task<ScriptedApp> OldAsync(string provider = "Sqlite")
    {
        var scripted = await FreshAsync(provider);
        scripted.Clock.Advance(new ImportOptions().SourceMayBeOld + TimeSpan.FromMinutes(1));
        return scripted;
    }

    private static Task<ImportBatch> StartAsync(SyncOffice office, params TaskTemplate[] only) => office.InAsync(async services =>
        await services.GetRequiredService<ImportStarter>().FromBackOfficeAsync(
            await OfficeImports.Db(services).Connections.SingleAsync(Cancelled), only, Cancelled));

    /// <summary>Task templates whose clients come once they are let; the readings after the first few do not stop.</summary>
    private static (Task Reached, Action GoOn) GateTemplates(ScriptedSource source, int stops = int.MaxValue)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var goOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var readings = 0;
        source.ClientsOf = Read;
        return (reached.Task, goOn.SetResult);

        // Deaf to being cancelled, as a call that has left is.
        async IAsyncEnumerable<IReadOnlyList<string>> Read(
            [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        {
            reached.TrySetResult();
            if (Interlocked.Increment(ref readings) <= stops)
                await goOn.Task.WaitAsync(CancellationToken.None);
            yield return ["c0", "c1"];
        }
    }

    private static async Task WithoutKeyAsync(SyncOffice office, Func<Task> act)
    {
        var key = await office.InAsync(s => OfficeImports.Db(s).OfficeKeys.AsNoTracking().SingleAsync(Cancelled));
        await office.InAsync(s => OfficeImports.Db(s).DeleteOwnAsync<OfficeKey>(k => k.Id == key.Id, Cancelled));
        await act();
        await office.InAsync(async s =>
        {
            OfficeImports.Db(s).Add(key);
            await OfficeImports.Db(s).SaveChangesAsync(Cancelled);
        });
    }

    private static async Task SweepAsync(ScriptedApp scripted)
    {
        await using var scope = scripted.App.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Sweep>().RunAsync(CancellationToken.None);
    }
}
