using Accounton.Features.Connections;
using Accounton.Features.Mail;
using Accounton.Features.Sync;
using Accounton.Tenancy;
using Accounton.Tests.Data;
using Accounton.Tests.Running;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Tests.Tenancy;

/// <summary>What one office's context can do to the rows of another: nothing, on any database and for any kind of row.</summary>
public sealed class AcrossOfficesTests(DataLayers layers) : IClassFixture<DataLayers>
{
    public static TheoryData<string> Providers => TestDatabase.Providers;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Providers))]
    public async Task Delete_ofAStubWithAForeignId_isRefused(string provider)
    {
        var (data, own, other) = await ArrangeAsync(provider);
        var before = await other.HeldAsync(data);

        foreach (var row in other.Rows)
        {
            await using var work = data.Work(own.Office);
            work.Db.Remove(OfficeRowsOf.Copy(row, (nameof(IOfficeOwned.OfficeId), own.Office)));
            await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => work.Db.SaveChangesAsync(Cancelled));
        }

        Assert.Equal(before, await other.HeldAsync(data));
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task Update_ofAStubWithAForeignId_isRefused(string provider)
    {
        var (data, own, other) = await ArrangeAsync(provider);
        var before = await other.HeldAsync(data);

        foreach (var row in other.Rows)
        {
            await using var work = data.Work(own.Office);
            work.Db.Update(OfficeRowsOf.Copy(row, (nameof(IOfficeOwned.OfficeId), own.Office)));
            // A row of nothing but keys has nothing to update.
            // A client's words are added first, and have no client of their own office to be of.
            if (work.Db.ChangeTracker.HasChanges())
                await Assert.ThrowsAnyAsync<DbUpdateException>(() => work.Db.SaveChangesAsync(Cancelled));
        }

        Assert.Equal(before, await other.HeldAsync(data));
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task ForeignKey_toAnotherOfficesRow_isRefusedByTheDatabase(string provider)
    {
        var (data, own, other) = await ArrangeAsync(provider);
        var refused = 0;
        foreach (var row in own.Rows)
        {
            await using var work = data.Work(own.Office);
            foreach (var key in work.Db.Model.FindEntityType(row.GetType())!
                .GetForeignKeys().Where(k => k.PrincipalEntityType.IsOfficeOwned()))
            {
                var foreign = other.Rows.Single(r => r.GetType() == key.PrincipalEntityType.ClrType).Id;
                var link = key.Properties.Single(p => p.Name != nameof(IOfficeOwned.OfficeId)).Name;
                work.Db.ChangeTracker.Clear();
                // In the place of the one there is, where there may be one only: it is the foreign key that is to be refused.
                if (key.DeclaringEntityType.GetIndexes().Any(index => index.IsUnique))
                    work.Db.Remove(row);
                work.Db.Add(OfficeRowsOf.Copy(row, (nameof(IOfficeOwned.Id), Guid.Empty), (link, foreign)));

                var failure = await Assert.ThrowsAsync<DbUpdateException>(() => work.Db.SaveChangesAsync(Cancelled));

                Assert.Contains("foreign key", failure.InnerException!.Message, StringComparison.OrdinalIgnoreCase);
                refused++;
            }
        }

        Assert.NotEqual(0, refused);
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task UpdateOwn_ofEverything_leavesOtherOfficesAlone(string provider)
    {
        var (data, own, other) = await ArrangeAsync(provider);
        var before = await other.HeldAsync(data);
        await using var work = data.Work(own.Office);

        var changed = await work.Db.UpdateOwnAsync<Connection>(_ => true, set => set.SetProperty(c => c.AccountName, "changed"), Cancelled);
        var foreign = await work.Db.UpdateOwnAsync<Connection>(
            c => c.OfficeId == other.Office, set => set.SetProperty(c => c.AccountName, "changed"), Cancelled);

        Assert.Equal((1, 0), (changed, foreign));
        Assert.Equal(before, await other.HeldAsync(data));
        Assert.Equal("changed", (await work.Db.Connections.SingleAsync(Cancelled)).AccountName);
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task DeleteOwn_ofEverything_leavesOtherOfficesAlone(string provider)
    {
        var (data, own, other) = await ArrangeAsync(provider);
        var before = await other.HeldAsync(data);
        await using var work = data.Work(own.Office);

        var deleted = await work.Db.DeleteOwnAsync<SourceClient>(_ => true, Cancelled);
        var foreign = await work.Db.DeleteOwnAsync<OutgoingMail>(m => m.OfficeId == other.Office, Cancelled);

        Assert.Equal((1, 0), (deleted, foreign));
        Assert.Equal(before, await other.HeldAsync(data));
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task InsertOwn_ofAnotherOfficesRow_isRefusedAndInsertsNone(string provider)
    {
        var (data, own, other) = await ArrangeAsync(provider);
        var mine = own.Row<OutgoingMail>();
        var theirs = other.Row<OutgoingMail>();
        var before = (await own.HeldAsync(data), await other.HeldAsync(data));
        await using var work = data.Work(own.Office);
        var fresh = (OutgoingMail)OfficeRowsOf.Copy(mine, (nameof(IOfficeOwned.Id), Guid.NewGuid()));

        foreach (var wrong in (IOfficeOwned[])[OfficeRowsOf.Copy(theirs, (nameof(IOfficeOwned.Id), Guid.NewGuid())), OfficeRowsOf.Copy(
            mine, (nameof(IOfficeOwned.Id), Guid.Empty))])
        {
            await using var transaction = await work.Db.Database.BeginTransactionAsync(Cancelled);
            await Assert.ThrowsAsync<TenancyException>(() => work.Db.InsertOwnAsync([fresh, (OutgoingMail)wrong], Cancelled));
        }

        Assert.Equal(before, (await own.HeldAsync(data), await other.HeldAsync(data)));
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task InsertOwn_withALinkToAnotherOfficesRow_isRefusedByTheDatabase(string provider)
    {
        var (data, own, other) = await ArrangeAsync(provider);
        await using var work = data.Work(own.Office);
        await using var transaction = await work.Db.Database.BeginTransactionAsync(Cancelled);
        var client = (SourceClient)OfficeRowsOf.Copy(
            own.Row<SourceClient>(), (nameof(IOfficeOwned.Id), Guid.NewGuid()), (
                nameof(SourceClient.ConnectionId), other.Row<Connection>().Id));

        var failure = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => work.Db.InsertOwnAsync([client], Cancelled));

        Assert.Contains("foreign key", failure.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task Query_ofAnyKind_givesOwnRowsOnly(string provider)
    {
        var (data, own, _) = await ArrangeAsync(provider);
        await using var work = data.Work(own.Office);

        foreach (var row in own.Rows)
        {
            var found = await OfficeRowsOf.Query(work.Db, row.GetType()).ToListAsync(Cancelled);
            Assert.Equal(row.Id, ((IOfficeOwned)Assert.Single(found)).Id);
        }
    }

    [Fact]
    public async Task Find_ofAnotherOfficesRow_isNull()
    {
        var (data, own, other) = await ArrangeAsync("Sqlite");
        await using var work = data.Work(own.Office);

        foreach (var row in other.Rows)
        {
            Assert.Null(await work.Db.FindAsync(row.GetType(), [row.OfficeId, row.Id], Cancelled));
            Assert.Null(await work.Db.FindAsync(row.GetType(), [own.Office, row.Id], Cancelled));
        }
    }

    [Theory]
    [InlineData(EntityState.Added)]
    [InlineData(EntityState.Unchanged)]
    [InlineData(EntityState.Modified)]
    [InlineData(EntityState.Deleted)]
    public async Task Row_ofAnotherOffice_cannotEvenBeTracked(EntityState state)
    {
        var (data, own, other) = await ArrangeAsync("Sqlite");
        await using var work = data.Work(own.Office);

        foreach (var row in other.Rows)
        {
            var stub = OfficeRowsOf.Copy(row);
            Assert.Throws<TenancyException>(() => work.Db.Entry(stub).State = state);
            Assert.Null(await work.Db.FindAsync(row.GetType(), [row.OfficeId, row.Id], Cancelled));
        }

        Assert.Empty(work.Db.ChangeTracker.Entries());
    }

    [Fact]
    public async Task Row_withoutAnOffice_cannotBeTrackedEither()
    {
        var (data, own, _) = await ArrangeAsync("Sqlite");
        await using var work = data.Work(own.Office);

        Assert.Throws<TenancyException>(() => work.Db.Add(new OutgoingMail { To = "an@kantoor.test", Subject = "s", Body = "b" }));
    }

    [Fact]
    public async Task Save_ofARowMovedToAnotherOffice_isRefused()
    {
        var (data, own, other) = await ArrangeAsync("Sqlite");
        await using var work = data.Work(own.Office);
        foreach (var row in own.Rows)
        {
            foreach (var state in (EntityState[])[EntityState.Added, EntityState.Modified, EntityState.Deleted])
            {
                var moved = OfficeRowsOf.Copy(row);
                work.Db.Entry(moved).State = state;
                row.GetType().GetProperty(nameof(IOfficeOwned.OfficeId))!.SetValue(moved, other.Office);

                await Assert.ThrowsAnyAsync<InvalidOperationException>(() => work.Db.SaveChangesAsync(Cancelled));
                Assert.ThrowsAny<InvalidOperationException>(() => work.Db.SaveChanges());
                work.Db.ChangeTracker.Clear();
            }
        }
    }

    [Fact]
    public async Task Query_withoutAnOffice_fails()
    {
        var (data, own, _) = await ArrangeAsync("Sqlite");
        await using var work = data.Work();

        foreach (var row in own.Rows)
            await Assert.ThrowsAsync<OfficeNotSetException>(() => OfficeRowsOf.Query(work.Db, row.GetType()).ToListAsync(Cancelled));
        await Assert.ThrowsAsync<OfficeNotSetException>(() => work.Db.DeleteOwnAsync<OutgoingMail>(_ => true, Cancelled));
    }

    [Fact]
    public async Task Row_whereNoOfficeIsSet_cannotBeTracked()
    {
        var (data, own, _) = await ArrangeAsync("Sqlite");
        await using var work = data.Work();

        Assert.Throws<OfficeNotSetException>(() => work.Db.Attach(OfficeRowsOf.Copy(own.Row<Connection>())));
    }

    private async Task<(DataLayer Data, OfficeRowsOf Own, OfficeRowsOf Other)> ArrangeAsync(string provider)
    {
        var data = await layers.OnAsync(provider);
        return (data, await OfficeRowsOf.AddAsync(data), await OfficeRowsOf.AddAsync(data));
    }
}
