using Accounton.Features.Clients;
using Accounton.Tenancy;
using Accounton.Tests.Running;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Tests.Features.Clients;

/// <summary>Whoever changes a client leaves what was there before, on every database.</summary>
public sealed class ClientWriterTests(DataLayers layers) : IClassFixture<DataLayers>
{
    private const string Number = "85073003328";

    public static TheoryData<string> Providers => TestDatabase.Providers;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Providers))]
    public async Task Change_ofTwoFields_isTwoLinesOfHistoryAndOneVersion(string provider)
    {
        var (data, office) = await ArrangeAsync(provider);
        await using var work = data.Work(office);
        var cipher = await work.Ciphers.CurrentAsync(Cancelled);
        var book = new ClientWriter(work.Db, TimeProvider.System);
        var client = GivenClients.Person(work.Db, cipher, "Jan", "Peeters", ("Mobile", "+32470123456"));
        await work.Db.SaveChangesAsync(Cancelled);

        var changed = book.Change(
            client,
            GivenClients.Values(("FirstName", "Jan"), ("LastName", "Pieters"), ("Mobile", null)),
            ClientFields.All,
            GivenClients.An,
            cipher);
        await work.Db.SaveChangesAsync(Cancelled);

        Assert.Equal([ClientFields.LastName, ClientFields.Mobile], changed);
        Assert.Equal((2, "pieters jan"), (client.Version, client.SortName));
        var history = await work.Db.ClientChanges.AsNoTracking()
            .Where(c => c.ClientId == client.Id && c.Version == 2).OrderBy(c => c.Field).ToListAsync(Cancelled);
        Assert.Equal(
            [("LastName", "Peeters", "Pieters"), ("Mobile", "+32470123456", null)], history.Select(c => (c.Field!, c.Before, c.After)));
        Assert.Empty(book.Change(client, ClientValues.From(client, cipher), ClientFields.All, GivenClients.An, cipher));
        Assert.Equal(2, client.Version);
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task NationalNumber_inTheHistory_isSealedAndOpensAgain(string provider)
    {
        var (data, office) = await ArrangeAsync(provider);
        await using var work = data.Work(office);
        var cipher = await work.Ciphers.CurrentAsync(Cancelled);
        var client = GivenClients.Person(work.Db, cipher, "Jan", "Peeters", ("NationalNumber", Number));
        await work.Db.SaveChangesAsync(Cancelled);

        new ClientWriter(work.Db, TimeProvider.System).Change(
            client, GivenClients.Values(("NationalNumber", null)), [ClientFields.NationalNumber], GivenClients.An, cipher);
        await work.Db.SaveChangesAsync(Cancelled);

        var change = await work.Db.ClientChanges.AsNoTracking().SingleAsync(
            c => c.ClientId == client.Id && c.Field == "NationalNumber", Cancelled);
        Assert.DoesNotContain(Number, change.Before, StringComparison.Ordinal);
        Assert.Equal(Number, ClientWriter.Plain(ClientFields.NationalNumber, change.Before, cipher));
        Assert.Null(client.NationalNumberHash);
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task Save_onAnOlderVersion_isRefused(string provider)
    {
        var (data, office) = await ArrangeAsync(provider);
        await using var first = data.Work(office);
        var cipher = await first.Ciphers.CurrentAsync(Cancelled);
        var client = GivenClients.Person(first.Db, cipher, "Jan", "Peeters");
        await first.Db.SaveChangesAsync(Cancelled);
        await using var second = data.Work(office);
        var same = await second.Db.Clients.SingleAsync(c => c.Id == client.Id, Cancelled);
        new ClientWriter(second.Db, TimeProvider.System).Archive(same, ArchiveReason.Person, GivenClients.An);
        await second.Db.SaveChangesAsync(Cancelled);

        new ClientWriter(first.Db, TimeProvider.System).Change(
            client, GivenClients.Values(("LastName", "Pieters")), [ClientFields.LastName], GivenClients.An, cipher);

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => first.Db.SaveChangesAsync(Cancelled));
        await using var third = data.Work(office);
        Assert.True((await third.Db.Clients.SingleAsync(c => c.Id == client.Id, Cancelled)).IsArchived);
        Assert.All(
            await third.Db.ClientWords.Where(w => w.ClientId == client.Id).ToListAsync(Cancelled), word => Assert.True(word.IsArchived));
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task Words_followTheirClient(string provider)
    {
        var (data, office) = await ArrangeAsync(provider);
        await using var work = data.Work(office);
        var cipher = await work.Ciphers.CurrentAsync(Cancelled);
        var client = GivenClients.Person(
            work.Db, cipher, "Jan", "Janssens", ("Code", "K 12"), ("Email", "Jan@Voorbeeld.be"), ("EnterpriseNumber", "0403019261"), (
                "PartnerName", "An Maes"));
        await work.Db.SaveChangesAsync(Cancelled);
        Assert.Equal(["=0403019261", "=k 12", "an", "jan", "jan@voorbeeld.be", "janssens", "maes"], await WordsAsync(work, client));

        // Each beginning stands once a client, so that a list read by it shows nobody twice.
        Assert.Single(await work.Db.ClientWords.Where(w => w.ClientId == client.Id && w.Start3 == "jan").ToListAsync(Cancelled));

        new ClientWriter(work.Db, TimeProvider.System).Change(
            client, GivenClients.Values(("LastName", "Maes")), [ClientFields.LastName, ClientFields.Code], GivenClients.An, cipher);
        await work.Db.SaveChangesAsync(Cancelled);

        Assert.Equal(["=0403019261", "an", "jan", "jan@voorbeeld.be", "maes"], await WordsAsync(work, client));
        Assert.All(
            await work.Db.ClientWords.AsNoTracking().Where(w => w.ClientId == client.Id).ToListAsync(Cancelled),
            word => Assert.Equal("maes jan", word.SortName));
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task Words_ofABulkInsert_areThoseOfASave(string provider)
    {
        var (data, office) = await ArrangeAsync(provider);
        await using var work = data.Work(office);
        var cipher = await work.Ciphers.CurrentAsync(Cancelled);
        var values = GivenClients.Values(("FirstName", "Jan"), ("LastName", "Janssens"), ("Email", "jan@voorbeeld.be"));
        var (bulk, change) = new ClientWriter(work.Db, TimeProvider.System).New(
            work.Db.IdsOf<Client>()(), values, GivenClients.An, cipher, work.Db.IdsOf<ClientChange>());
        await using (var transaction = await work.Db.Database.BeginTransactionAsync(Cancelled))
        {
            await work.Db.InsertOwnAsync([bulk], Cancelled);
            await work.Db.InsertOwnAsync([change], Cancelled);
            await work.Db.InsertOwnAsync(ClientWriter.WordsOf(bulk, work.Db.IdsOf<ClientWord>()), Cancelled);
            await transaction.CommitAsync(Cancelled);
        }

        var saved = new ClientWriter(work.Db, TimeProvider.System).Add(values, GivenClients.An, cipher);
        await work.Db.SaveChangesAsync(Cancelled);

        Assert.Equal(await FactsAsync(saved), await FactsAsync(bulk));

        async Task<List<string>> FactsAsync(Client client) =>
            [.. (await work.Db.ClientWords.AsNoTracking().Where(w => w.ClientId == client.Id).ToListAsync(Cancelled))
                .Select(w => $"{w.Word} {w.Start1} {w.Start2} {w.Start3} {w.SortName} {w.IsArchived}").Order(StringComparer.Ordinal)];
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task Archive_andReactivate_areInTheHistory(string provider)
    {
        var (data, office) = await ArrangeAsync(provider);
        await using var work = data.Work(office);
        var book = new ClientWriter(work.Db, TimeProvider.System);
        var client = GivenClients.Person(work.Db, await work.Ciphers.CurrentAsync(Cancelled), "Jan", "Peeters");
        book.Archive(client, ArchiveReason.Person, GivenClients.An);
        book.Archive(client, ArchiveReason.Import, GivenClients.An);
        Assert.Equal((true, ArchiveReason.Person, 2), (client.IsArchived, client.ArchiveReason!.Value, client.Version));

        book.Reactivate(client, GivenClients.An);
        await work.Db.SaveChangesAsync(Cancelled);

        Assert.Equal((false, null), (client.IsArchived, client.ArchiveReason));
        Assert.Equal(
            [ChangeKind.Added, ChangeKind.Archived, ChangeKind.Reactivated],
            await work.Db.ClientChanges.Where(c => c.ClientId == client.Id)
                .OrderBy(c => c.Version).Select(c => c.Kind).ToListAsync(Cancelled));
    }

    private static async Task<List<string>> WordsAsync(Work work, Client client) =>
        [.. (await work.Db.ClientWords.AsNoTracking().Where(w => w.ClientId == client.Id).Select(w => w.Word).ToListAsync(Cancelled))
            .Order(StringComparer.Ordinal)];

    private async Task<(DataLayer, Guid)> ArrangeAsync(string provider)
    {
        var data = await layers.OnAsync(provider);
        var office = await data.AddOfficeAsync();
        await using var work = data.Work(office);
        work.Db.OfficeKeys.Add(work.Ciphers.NewKeys(office));
        await work.Db.SaveChangesAsync(Cancelled);
        return (data, office);
    }
}
