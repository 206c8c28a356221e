using Accounton.Data;
using Accounton.Features.Clients;
using Accounton.Tests.Running;
using Accounton.Vendors;

namespace Accounton.Tests.Features.Clients;

/// <summary>What a search finds, in which order, and page by page, on every database.</summary>
public sealed class ClientListTests(DataLayers layers) : IClassFixture<DataLayers>
{
    public static TheoryData<string> Providers => TestDatabase.Providers;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Providers))]
    public async Task Search_findsByWordsMailCodeAndNumber(string provider)
    {
        var (data, office) = await ArrangeAsync(provider, (db, cipher) =>
        {
            GivenClients.Person(db, cipher, "Jan", "Janssens", ("Email", "j.janssens@voorbeeld.be"), ("Code", "1045"));
            GivenClients.Person(db, cipher, "Élise", "D'Hondt", ("Email", "elise@voorbeeld.be"), ("Code", "K 12"));
            GivenClients.Person(db, cipher, "Jan", "Van den Berghe", ("PartnerName", "Marie Wouters"), ("Code", "10455"));
            GivenClients.Person(
                db, cipher, "Ann", "Acker", ("CompanyName", "Bakkerij De Bol"),
                ("EnterpriseNumber", "0403019261"), ("Type", "SoleProprietor"), ("Code", "JAN"));
        });

        (string Text, string[] Found)[] cases =
        [
            ("jan", ["Acker Ann", "Janssens Jan", "Van den Berghe Jan"]),
            ("JANS", ["Janssens Jan"]),
            ("j", ["Janssens Jan", "Van den Berghe Jan"]),
            ("elise", ["D'Hondt Élise"]),
            ("d'hondt", ["D'Hondt Élise"]),
            ("berg jan", ["Van den Berghe Jan"]),
            ("jan van", ["Van den Berghe Jan"]),
            ("wouters", ["Van den Berghe Jan"]),
            ("bol", ["Acker Ann"]),
            ("j.jan", ["Janssens Jan"]),
            ("ELISE@", ["D'Hondt Élise"]),
            ("1045", ["Janssens Jan"]),
            ("k 12", ["D'Hondt Élise"]),
            ("BE 0403.019.261", ["Acker Ann"]),
            ("0403019261", ["Acker Ann"]),
            ("040301926", []),
            ("=1045", ["Janssens Jan"]),
            ("ondt", []),
            ("xyz", []),
            ("???", []),
            ("%", []),
        ];
        foreach (var (text, found) in cases)
        {
            var page = await PageAsync(data, office, new ClientFilter { Search = text });
            Assert.Equal(
                (text, string.Join(", ", found), found.Length),
                (text, string.Join(", ", page.Clients.Select(c => c.ListName())), page.Count));
        }
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task Pages_inBothDirections_showEachClientOnceInOrder(string provider)
    {
        var (data, office) = await ArrangeAsync(provider, (db, cipher) =>
        {
            for (var i = 0; i < 120; i++)
                GivenClients.Person(db, cipher, i % 2 == 0 ? "Jan" : "An", $"Peeters{i / 3:000}");
        });

        foreach (var filter in (ClientFilter[])[
            new(),
            new() { Sort = ClientSort.NameDown },
            new() { Sort = ClientSort.Changed },
            new() { Search = "jan" },
            new() { Search = "pee", Sort = ClientSort.NameDown },
            new() { Search = "peeters", Sort = ClientSort.Changed },
        ])
        {
            var forward = new List<Guid>();
            ClientListPage page;
            Cursor? after = null;
            do
            {
                page = await PageAsync(data, office, filter, after);
                forward.AddRange(page.Clients.Select(c => c.Id));
                after = page.Next;
            }
            while (after is not null);

            var backward = page.Clients.Select(c => c.Id).ToList();
            while (page.Previous is { } before)
            {
                page = await PageAsync(data, office, filter, before: before);
                backward.InsertRange(0, page.Clients.Select(c => c.Id));
            }

            Assert.Equal(filter.Search == "jan" ? 60 : 120, forward.Distinct().Count());
            Assert.Equal(forward, backward);
            Assert.Equal(filter.Search == "jan" ? 60 : 120, page.Count);
        }
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task Filters_narrowTheListAndTheSearch(string provider)
    {
        var (data, office) = await ArrangeAsync(provider, (db, cipher) =>
        {
            GivenClients.Person(
                db, cipher, "A", "Een", ("Email", "a@voorbeeld.be"), ("Language", "nl"), ("ResponsibleEmail", "an@kantoor.be"), (
                    "ResponsibleName", "An"));
            GivenClients.Person(db, cipher, "B", "Een", ("ResponsibleName", "Vreemde"));
            GivenClients.Person(db, cipher, "C", "Een", ("Type", "Company"), ("CompanyName", "Een bv"));
            new ClientWriter(db, TimeProvider.System).Archive(
                GivenClients.Person(db, cipher, "D", "Een"), ArchiveReason.Person, GivenClients.An);
        });

        (ClientFilter Filter, string Found)[] cases =
        [
            (new(), "ABC"),
            (new() { State = ClientState.Archived }, "D"),
            (new() { State = ClientState.Incomplete }, "BC"),
            (new() { Type = ClientType.Company }, "C"),
            (new() { Responsible = "An@Kantoor.be" }, "A"),
            (new() { Responsible = ClientFilter.Nobody }, "C"),
            (new() { Responsible = ClientFilter.Stranger }, "AB"),
        ];
        foreach (var (filter, found) in cases)
        {
            foreach (var search in (string?[])[null, "een"])
                Assert.Equal(
                    found, string.Concat((await PageAsync(data, office, filter with { Search = search })).Clients
                        .Select(c => c.FirstName).Order(StringComparer.Ordinal)));
        }
    }

    [Theory, MemberData(nameof(Providers))]
    public async Task NationalNumber_findsTheClientAndThePartner(string provider)
    {
        var (data, office) = await ArrangeAsync(provider, (db, cipher) =>
        {
            GivenClients.Person(db, cipher, "Jan", "Peeters", ("NationalNumber", "85073003328"));
            GivenClients.Person(db, cipher, "An", "Maes", ("PartnerNationalNumber", "85073003328"));
            GivenClients.Person(db, cipher, "Bo", "Nuyts", ("NationalNumber", "93051822361"));
        });
        await using var work = data.Work(office);

        var found = await ClientSearch.ByNumberAsync(work.Db, await work.Ciphers.CurrentAsync(Cancelled), "85.07.30-033.28", Cancelled);

        Assert.Equal(["Maes An", "Peeters Jan"], found.Select(c => c.ListName()));
    }

    [Theory]
    [InlineData("85.07.30-033.28", true)]
    [InlineData("85073003328", true)]
    [InlineData("0403.019.261", false)]
    [InlineData("jan 85073003328", false)]
    [InlineData(null, false)]
    public void Text_ofElevenDigits_isANationalNumber(string? text, bool isOne) => Assert.Equal(isOne, ClientSearch.IsNationalNumber(text));

    private static async Task<ClientListPage> PageAsync(
        DataLayer data, Guid office, ClientFilter filter, Cursor? after = null, Cursor? before = null)
    {
        await using var work = data.Work(office);
        return await new ClientList(work.Db, new Colleagues(work.Db)).PageAsync(filter, after, before, Cancelled);
    }

    private async Task<(DataLayer, Guid)> ArrangeAsync(string provider, Action<AccountonContext, Accounton.Tenancy.OfficeCipher> add)
    {
        var data = await layers.OnAsync(provider);
        var office = await data.AddOfficeAsync();
        await using (var work = data.Work(office))
        {
            work.Db.OfficeKeys.Add(work.Ciphers.NewKeys(office));
            await work.Db.SaveChangesAsync(Cancelled);
        }

        await using var fill = data.Work(office);
        add(fill.Db, await fill.Ciphers.CurrentAsync(Cancelled));
        await fill.Db.SaveChangesAsync(Cancelled);
        return (data, office);
    }
}
