using Accounton.Features.Clients;
using Accounton.Features.Imports;
using Accounton.Tests.Features.Sync;
using Accounton.Tests.Running;
using Accounton.Vendors;

namespace Accounton.Tests.Features.Imports;

/// <summary>An import from a back-office, from its table to the clients and back.</summary>
public sealed class ImportingTests(SyncLab lab)
{
    public static TheoryData<Vendor> Vendors => [.. Enum.GetValues<Vendor>()];

    [Theory, MemberData(nameof(Vendors))]
    public async Task FirstImport_ofALinkedOffice_addsEachValidClientOnceAndNobodyElse(Vendor vendor)
    {
        var imports = await ActiveAsync(vendor, SyncLab.Large);
        var batch = await imports.CompareAsync();
        var rows = await imports.RowsAsync(batch.Id);
        var customers = (await imports.Office.ClientsAsync())
            .Where(c => c is { Status: ClientStatus.Customer, GoneSince: null }).Select(c => c.VendorId).ToHashSet();

        Assert.Equal(customers.Order(), rows.SelectMany(r => new[] { r.VendorId, r.PartnerVendorId }).OfType<string>().Order());
        Assert.DoesNotContain(rows, r => r.Group is ImportGroup.OnlyHere or ImportGroup.Both);
        Assert.Contains(rows, r => r.Group == ImportGroup.Invalid);
        var couples = (await imports.Office.Sandbox.ExpectedAsync(imports.Office.Account, vendor.ToString()))
            .GetProperty("couples").GetInt32();
        Assert.True(couples > 0);
        Assert.Equal(couples, rows.Count(r => r is { PartnerVendorId: not null, PartnerName: not null }));

        var applied = await imports.ApplyAsync(batch.Id);

        var added = rows.Where(r => r.Group == ImportGroup.New).Select(r => r.ClientId).Order();
        Assert.Equal(added, (await imports.ClientsAsync()).Select(c => c.Id).Order());
        Assert.Equal(rows.Count(r => r.Group == ImportGroup.New), applied.AddedCount);
        Assert.Equal((0, 0, 0), (applied.ChangedCount, applied.ArchivedCount, applied.FailedCount));
    }

    [Fact]
    public async Task Clients_imported_haveTheValuesOfTheOverviewAndTheirHistory()
    {
        var imports = await ActiveAsync();
        var batch = await imports.CompareAsync();
        var row = (await imports.RowsAsync(batch.Id)).First(r => r.Group == ImportGroup.New && r.NationalNumberHash is not null);
        await imports.ApplyAsync(batch.Id);

        var client = (await imports.ClientsAsync()).Single(c => c.Id == row.ClientId);
        Assert.Equal(
            (row.LastName, row.FirstName, row.Email, row.SortName), (client.LastName, client.FirstName, client.Email, client.SortName));
        Assert.Equal(row.NationalNumberHash, client.NationalNumberHash);
        var change = Assert.Single(await imports.ChangesAsync(), c => c.ClientId == client.Id);
        Assert.Equal((ChangeKind.Added, batch.Id), (change.Kind, change.BatchId));
        Assert.Contains(await imports.LinksAsync(), l => l.ClientId == client.Id && l.VendorId == row.VendorId && l.Role == LinkRole.Main);
    }

    [Theory, MemberData(nameof(Vendors))]
    public async Task SecondImport_ofTheSame_changesNothing(Vendor vendor)
    {
        var imports = await ActiveAsync(vendor);
        await imports.ImportAllAsync();
        var before = await imports.HeldAsync();

        var again = await imports.CompareAsync();
        var rows = await imports.RowsAsync(again.Id);
        Assert.DoesNotContain(rows, r => r.Group is ImportGroup.New or ImportGroup.OnlyHere);
        Assert.All(rows.Where(r => r.Group == ImportGroup.Both), r => Assert.Equal((0L, false), (r.DifferentFields, r.NeedsLink)));
        await imports.ApplyAsync(again.Id);

        Assert.Equal(before, await imports.HeldAsync());
    }

    [Fact]
    public async Task Groups_ofThousands_areTheOnesForetoldAtFirstAndAfterTheSourceMovedOn()
    {
        var account = Endurance.IsAskedFor ? "groot" : "gemiddeld";
        var imports = new OfficeImports(
            await SyncOffice.OpenAsync(await lab.AppAsync(), await lab.SandboxAsync(), Vendor.AdminPulse, account));
        await imports.Office.LinkAsync();
        await imports.Office.RunAsync();

        var first = await imports.CompareAsync();
        await AssertForetoldAsync(imports, first.Id, "first");

        await imports.ApplyAsync(first.Id);
        var evolved = await imports.Office.Sandbox.EvolveAsync(account);
        await imports.Office.SyncAsync();
        await imports.Office.SyncAsync();

        var next = await imports.CompareAsync();
        await AssertForetoldAsync(imports, next.Id, "next");
        Assert.Equal(evolved.GetProperty("added").GetInt32(), (await imports.GroupsAsync(next.Id))[ImportGroup.New]);
    }

    private static async Task AssertForetoldAsync(OfficeImports imports, Guid batch, string which)
    {
        var foretold = (await imports.Office.Sandbox.ExpectedAsync(imports.Office.Account, imports.Office.Vendor.ToString()))
            .GetProperty("import").GetProperty(which);
        var rows = await imports.RowsAsync(batch);
        var found = new
        {
            @new = rows.Count(r => r.Group == ImportGroup.New),
            onlyHere = rows.Count(r => r.Group == ImportGroup.OnlyHere),
            both = rows.Count(r => r.Group == ImportGroup.Both),
            different = rows.Count(r => r is { Group: ImportGroup.Both, DifferentFields: not 0 }),
            doubtful = rows.Count(r => r.Group == ImportGroup.Doubtful),
            invalid = rows.Count(r => r.Group == ImportGroup.Invalid),
        };
        Assert.Equal(System.Text.Json.JsonSerializer.Serialize(foretold), System.Text.Json.JsonSerializer.Serialize(found));
    }

    [Fact]
    public async Task Applying_withNothingChosen_overwritesArchivesAndAddsNothing()
    {
        var imports = await MovedOnAsync();
        var batch = await imports.CompareAsync();
        await imports.DecideAsync(d => d.ChooseAllAsync(batch.Id, ImportGroup.New, false, default));
        var before = await imports.HeldAsync();

        await imports.ApplyAsync(batch.Id);

        Assert.Equal(before, await imports.HeldAsync());
    }

    [Fact]
    public async Task Applying_chosenFields_overwritesThoseAndUndoingBringsThemBack()
    {
        var imports = await MovedOnAsync();
        var before = await imports.HeldAsync();
        var batch = await imports.CompareAsync();
        await imports.DecideAsync(d => d.ChooseColumnAsync(batch.Id, ClientFields.Mobile, true, default));
        await imports.DecideAsync(d => d.ChooseAllAsync(batch.Id, ImportGroup.OnlyHere, true, default));
        var rows = await imports.RowsAsync(batch.Id);
        var chosen = rows.Where(r => r.ChosenFields != 0).ToList();
        Assert.NotEmpty(chosen);
        Assert.All(chosen, r => Assert.Equal(ClientFields.Mobile.Mask, r.ChosenFields));

        var applied = await imports.ApplyAsync(batch.Id);

        var clients = (await imports.ClientsAsync()).ToDictionary(c => c.Id);
        Assert.All(chosen, r => Assert.Equal(r.Mobile, clients[r.ClientId].Mobile));
        Assert.Equal(chosen.Count, applied.ChangedCount);
        Assert.All(rows.Where(r => r.Group == ImportGroup.OnlyHere), r => Assert.True(clients[r.ClientId].IsArchived));
        Assert.Equal(
            chosen.Select(r => (r.ClientId, "Mobile")).Order(),
            (await imports.ChangesAsync()).Where(c => c.BatchId == batch.Id && c.Kind == ChangeKind.Field)
                .Select(c => (c.ClientId, c.Field!)).Order());

        await imports.UndoAsync(batch.Id);

        var restored = (await imports.ClientsAsync()).Where(c => c.ArchiveReason != ArchiveReason.Undo).ToDictionary(c => c.Id);
        foreach (var line in before.Split('\n'))
        {
            var was = System.Text.Json.JsonSerializer.Deserialize<Client>(line)!;
            var now = restored[was.Id];
            Assert.Equal((was.Mobile, was.Email, was.IsArchived), (now.Mobile, now.Email, now.IsArchived));
        }
    }

    [Fact]
    public async Task Undoing_whatSomebodyChangedSince_leavesThatAlone()
    {
        var imports = await ActiveAsync();
        var batch = await imports.ImportAllAsync();
        var touched = (await imports.ClientsAsync())[0].Id;
        var other = (await imports.ClientsAsync())[1].Id;
        await imports.TypeAsync(touched, ClientFields.City, "Oudenaarde");

        var undone = await imports.UndoAsync(batch.Id);

        var clients = (await imports.ClientsAsync()).ToDictionary(c => c.Id);
        Assert.Equal((false, "Oudenaarde"), (clients[touched].IsArchived, clients[touched].City));
        Assert.Equal((true, ArchiveReason.Undo), (clients[other].IsArchived, clients[other].ArchiveReason));
        Assert.Equal((1, clients.Count - 1), (undone.LeftAloneCount, undone.RestoredCount));
    }

    [Fact]
    public async Task Import_afterUndoing_bringsBackTheSameClients()
    {
        var imports = await ActiveAsync();
        var first = await imports.ImportAllAsync();
        var ids = (await imports.ClientsAsync()).Select(c => c.Id).Order().ToList();
        await imports.UndoAsync(first.Id);

        var again = await imports.ImportAllAsync();

        Assert.Equal(first.AddedCount, again.AddedCount);
        Assert.Equal(ids, (await imports.ClientsAsync()).Select(c => c.Id).Order());
        Assert.All(await imports.ClientsAsync(), c => Assert.False(c.IsArchived));
    }

    [Fact]
    public async Task Value_typedByHand_isMarkedAndNotOverwrittenUnlessChosen()
    {
        var imports = await ActiveAsync();
        await imports.ImportAllAsync();
        var client = (await imports.ClientsAsync()).First(c => c.City is not null && c.Type == ClientType.Person);
        await imports.TypeAsync(client.Id, ClientFields.City, "Elders");

        var batch = await imports.CompareAsync();
        var row = (await imports.RowsAsync(batch.Id)).Single(r => r.ClientId == client.Id);
        Assert.Equal((ClientFields.City.Mask, ClientFields.City.Mask), (row.DifferentFields, row.TypedFields));
        await imports.ApplyAsync(batch.Id);

        Assert.Equal("Elders", (await imports.ClientsAsync()).Single(c => c.Id == client.Id).City);
    }

    [Fact]
    public async Task Client_changedAfterTheOverview_isNotWrittenAndIsTold()
    {
        var imports = await MovedOnAsync();
        var batch = await imports.CompareAsync();
        foreach (var field in ClientFields.All)
            await imports.DecideAsync(d => d.ChooseColumnAsync(batch.Id, field, true, default));
        var row = (await imports.RowsAsync(batch.Id)).First(r => r.ChosenFields != 0);
        await imports.TypeAsync(row.ClientId, ClientFields.City, "Net veranderd");

        var applied = await imports.ApplyAsync(batch.Id);

        Assert.Equal("Net veranderd", (await imports.ClientsAsync()).Single(c => c.Id == row.ClientId).City);
        Assert.Equal(RowResult.Stale, (await imports.RowsAsync(batch.Id)).Single(r => r.Id == row.Id).Result);
        Assert.Equal(1, applied.FailedCount);
    }

    [Fact]
    public async Task Doubtful_decided_becomesOneClientOrTwo()
    {
        var imports = await ActiveAsync();
        await imports.AddSourceAsync("x1", "Peeters", "An", number: "85073003328");
        await imports.AddSourceAsync("x2", "PEETERS", "An", number: "85073003328");
        var batch = await imports.CompareAsync();
        var doubtful = (await imports.RowsAsync(batch.Id)).Where(r => r.VendorId is "x1" or "x2").OrderBy(r => r.VendorId).ToList();
        Assert.All(doubtful, r => Assert.Equal(ImportGroup.Doubtful, r.Group));
        Assert.True(await imports.DecideAsync(d => d.DecideAsync(batch.Id, doubtful[0].Id, DoubtDecision.NewPerson, null, default)));
        Assert.True(
            await imports.DecideAsync(d => d.DecideAsync(batch.Id, doubtful[1].Id, DoubtDecision.SameAsRow, doubtful[0].Id, default)));

        await imports.ApplyAsync(batch.Id);

        var links = await imports.LinksAsync();
        Assert.Equal(doubtful[0].ClientId, links.Single(l => l.VendorId == doubtful[0].VendorId).ClientId);
        Assert.Equal(
            (doubtful[0].ClientId, LinkRole.Same),
            (links.Single(l => l.VendorId == doubtful[1].VendorId) is var link ? (link.ClientId, link.Role) : default));

        var again = await imports.RowsAsync((await imports.CompareAsync()).Id);
        Assert.DoesNotContain(again, r => r.VendorId == doubtful[1].VendorId);
        Assert.Equal(ImportGroup.Both, again.Single(r => r.VendorId == doubtful[0].VendorId).Group);
    }

    private async Task<OfficeImports> ActiveAsync(Vendor vendor = Vendor.AdminPulse, int size = SyncLab.Small) =>
        new(await lab.ActiveOfficeAsync(vendor, size));

    /// <summary>Imported once; then the source moved on, and was synced until the gone are gone.</summary>
    private async Task<OfficeImports> MovedOnAsync()
    {
        var imports = await ActiveAsync(size: SyncLab.Large);
        await imports.ImportAllAsync();
        await imports.Office.Sandbox.EvolveAsync(imports.Office.Account);
        await imports.Office.SyncAsync();
        await imports.Office.SyncAsync();
        return imports;
    }
}
