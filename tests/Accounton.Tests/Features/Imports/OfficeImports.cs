using Accounton.Data;
using Accounton.Features.Clients;
using Accounton.Features.Imports;
using Accounton.Features.Imports.Review;
using Accounton.Features.Imports.Start;
using Accounton.Features.Sync;
using Accounton.Tenancy;
using Accounton.Tests.Features.Sync;
using Accounton.Vendors;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Accounton.Tests.Features.Imports;

/// <summary>Imports of an office, step by step, as its admin and its jobs take them.</summary>
public sealed class OfficeImports(SyncOffice office)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public SyncOffice Office => office;

    /// <summary>Starts an import of all clients, and compares.</summary>
    public async Task<ImportBatch> CompareAsync()
    {
        var id = await office.InAsync(async services =>
        {
            var connection = await Db(services).Connections.SingleAsync(c => c.Vendor == office.Vendor, Cancelled);
            return (await services.GetRequiredService<ImportStarter>().FromBackOfficeAsync(connection, [], Cancelled)).Id;
        });
        return await RunAsync(id, ImportState.Reviewing);
    }

    /// <summary>Confirms what was decided, and applies it.</summary>
    public async Task<ImportBatch> ApplyAsync(Guid batchId)
    {
        await MarkAsync(batchId, ImportState.Reviewing, ImportState.Applying);
        return await RunAsync(batchId, ImportState.Applied);
    }

    public async Task<ImportBatch> UndoAsync(Guid batchId)
    {
        await MarkAsync(batchId, ImportState.Applied, ImportState.Undoing);
        return await RunAsync(batchId, ImportState.Undone);
    }

    public async Task<ImportBatch> ImportAllAsync() => await ApplyAsync((await CompareAsync()).Id);

    public Task TriggerAsync(Guid batchId) =>
        office.InAsync(
            services => ActivatorUtilities.CreateInstance<ImportJob>(services).RunAsync(office.Id, batchId, CancellationToken.None));

    /// <summary>One trigger of the import's job.</summary>
    public async Task<ImportBatch> RunAsync(Guid batchId, ImportState expected)
    {
        await TriggerAsync(batchId);
        var batch = await BatchAsync(batchId);
        Assert.Equal((expected, null), (batch.State, batch.Fault));
        return batch;
    }

    public Task<ImportBatch> BatchAsync(Guid batchId) =>
        office.InAsync(s => Db(s).ImportBatches.AsNoTracking().SingleAsync(b => b.Id == batchId, Cancelled));

    public Task<List<ImportRow>> RowsAsync(Guid batchId) =>
        office.InAsync(s => Db(s).ImportRows.AsNoTracking().Where(r => r.BatchId == batchId).ToListAsync(Cancelled));

    public Task<List<Client>> ClientsAsync() => office.InAsync(s => Db(s).Clients.AsNoTracking().ToListAsync(Cancelled));

    public Task<List<ClientLink>> LinksAsync() => office.InAsync(s => Db(s).ClientLinks.AsNoTracking().ToListAsync(Cancelled));

    public Task<List<ClientChange>> ChangesAsync() => office.InAsync(s => Db(s).ClientChanges.AsNoTracking().ToListAsync(Cancelled));

    /// <summary>How many rows there are in each group.</summary>
    public async Task<Dictionary<ImportGroup, int>> GroupsAsync(Guid batchId) =>
        (await RowsAsync(batchId)).CountBy(r => r.Group).ToDictionary();

    public Task<T> DecideAsync<T>(Func<Decisions, Task<T>> decide) => office.InAsync(s => decide(s.GetRequiredService<Decisions>()));

    /// <summary>All that the clients' tables hold, to compare with what they held before.</summary>
    public async Task<string> HeldAsync() =>
        string.Join('\n', (await ClientsAsync()).OrderBy(c => c.Id).Select(c => System.Text.Json.JsonSerializer.Serialize(c)));

    /// <summary>A customer more in the back-office's table, as a sync would have left it.</summary>
    public Task AddSourceAsync(
        string vendorId, string lastName, string? firstName = null, string? number = null, string? email = null, string? partner = null) =>
        office.InAsync(async services =>
        {
            var cipher = await services.GetRequiredService<OfficeCiphers>().CurrentAsync(Cancelled);
            var connection = await Db(services).Connections.SingleAsync(c => c.Vendor == office.Vendor, Cancelled);
            var row = new SourceClient
            {
                OfficeId = office.Id, ConnectionId = connection.Id, VendorId = vendorId, CallId = vendorId, PartnerVendorId = partner,
                Status = ClientStatus.Customer, Type = ClientType.Person,
                ContentHash = [.. System.Text.Encoding.UTF8.GetBytes(vendorId)], FetchedAt = DateTimeOffset.UnixEpoch,
            };
            new ClientValues
            {
                [ClientFields.Type] = nameof(ClientType.Person), [ClientFields.LastName] = lastName, [ClientFields.FirstName] = firstName,
                [ClientFields.NationalNumber] = number, [ClientFields.Email] = email,
            }.WriteTo(row, cipher);
            Db(services).SourceClients.Add(row);
            await Db(services).SaveChangesAsync(Cancelled);
        });

    /// <summary>A client changed by hand, as its page does.</summary>
    public Task TypeAsync(Guid clientId, ClientField field, string? text) => office.InAsync(async services =>
    {
        var cipher = await services.GetRequiredService<OfficeCiphers>().CurrentAsync(Cancelled);
        var client = await Db(services).Clients.SingleAsync(c => c.Id == clientId, Cancelled);
        services.GetRequiredService<ClientWriter>().Change(
            client, new ClientValues { [field] = text }, [field], new ChangeAuthor(ValueOrigin.Hand, null, "An"), cipher);
        await Db(services).SaveChangesAsync(Cancelled);
    });

    public static AccountonContext Db(IServiceProvider services) => services.GetRequiredService<AccountonContext>();

    public Task MarkAsync(Guid batchId, ImportState from, ImportState to) => office.InAsync(async services =>
    {
        var batch = await Db(services).ImportBatches.SingleAsync(b => b.Id == batchId, Cancelled);
        Assert.Equal(from, batch.State);
        batch.State = to;
        await Db(services).SaveChangesAsync(Cancelled);
    });
}
