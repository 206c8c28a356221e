using System.Security.Cryptography;
using Accounton.Tenancy;
using Accounton.Tests.Running;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Tests.Tenancy;

public sealed class OfficeCiphersTests(DataLayers layers) : IClassFixture<DataLayers>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Current_inTwoOffices_sharesNeitherCiphertextsNorHashes()
    {
        var data = await layers.OnAsync("Sqlite");
        await using var one = data.Work((await OfficeRowsOf.AddAsync(data)).Office);
        await using var other = data.Work((await OfficeRowsOf.AddAsync(data)).Office);
        var mine = await one.Ciphers.CurrentAsync(Cancelled);
        var theirs = await other.Ciphers.CurrentAsync(Cancelled);

        Assert.Equal("geheim", mine.Decrypt(mine.Encrypt("geheim", "p"), "p"));
        Assert.ThrowsAny<CryptographicException>(() => theirs.Decrypt(mine.Encrypt("geheim", "p"), "p"));
        Assert.NotEqual(mine.Hash("geheim"), theirs.Hash("geheim"));
    }

    [Fact]
    public async Task Current_withAnotherOfficesWrappedKeys_doesNotOpenThem()
    {
        var data = await layers.OnAsync("Sqlite");
        var other = (await OfficeRowsOf.AddAsync(data)).Row<OfficeKey>();
        var office = await data.AddOfficeAsync();
        await using var work = data.Work(office);
        work.Db.Add(OfficeRowsOf.Copy(other, (nameof(OfficeKey.OfficeId), office), (nameof(OfficeKey.Id), Guid.Empty)));
        await work.Db.SaveChangesAsync(Cancelled);

        await Assert.ThrowsAnyAsync<CryptographicException>(() => work.Ciphers.CurrentAsync(Cancelled));
    }

    [Fact]
    public async Task Current_inAnOfficeWithoutKeys_isRefused()
    {
        var data = await layers.OnAsync("Sqlite");
        await using var work = data.Work(await data.AddOfficeAsync());

        await Assert.ThrowsAsync<CryptographicException>(() => work.Ciphers.CurrentAsync(Cancelled));
    }

    [Fact]
    public async Task Current_afterANewKeyCame_keepsTheFirstHashKey()
    {
        var data = await layers.OnAsync("Sqlite");
        var office = (await OfficeRowsOf.AddAsync(data)).Office;
        byte[] before;
        await using (var work = data.Work(office))
        {
            before = (await work.Ciphers.CurrentAsync(Cancelled)).Hash("geheim");
            work.Db.Add(OfficeRowsOf.Copy(work.Ciphers.NewKeys(office), (nameof(OfficeKey.Number), 2)));
            await work.Db.SaveChangesAsync(Cancelled);
        }

        await using var later = data.Work(office);
        var cipher = await later.Ciphers.CurrentAsync(Cancelled);

        Assert.Equal(before, cipher.Hash("geheim"));
        Assert.StartsWith("k2.", cipher.Encrypt("geheim", "p"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task NewKeys_any_holdNoKeyInTheClear()
    {
        var data = await layers.OnAsync("Sqlite");
        var office = (await OfficeRowsOf.AddAsync(data)).Office;
        await using var work = data.Work(office);
        var stored = await work.Db.OfficeKeys.SingleAsync(Cancelled);

        // A wrapped key is a Data Protection payload around 32 bytes, never those bytes alone.
        Assert.All([stored.WrappedDataKey, stored.WrappedHashKey], wrapped => Assert.True(Convert.FromBase64String(wrapped).Length > 64));
        Assert.NotEqual(stored.WrappedDataKey, stored.WrappedHashKey);
    }
}
