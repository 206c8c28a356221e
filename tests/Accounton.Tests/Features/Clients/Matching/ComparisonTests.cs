using Accounton.Features.Clients.Matching;
using Accounton.Vendors;
using CsCheck;

namespace Accounton.Tests.Features.Clients.Matching;

/// <summary>The comparison as rules that hold whatever is compared, and the cases that people know.</summary>
public sealed class ComparisonTests
{
    /// <summary>Few values, so that clients meet; 0 is empty.</summary>
    private static readonly Gen<MatchKeys> Keys =
        from number in Gen.Int[0, 5]
        from partner in Gen.Int[0, 5]
        from enterprise in Gen.Int[0, 3]
        from mail in Gen.Int[0, 5]
        from name in Gen.Int[0, 5]
        from address in Gen.Int[0, 3]
        from day in Gen.Int[0, 3]
        from type in Gen.Enum<ClientType>()
        select new MatchKeys(
            (ulong)number, (ulong)partner, (ulong)enterprise, (ulong)mail, (ulong)name,
            (ulong)address, day == 0 ? null : new DateOnly(1980, 1, day), type);

    private static readonly Gen<(KnownClient[] Known, ImportedClient[] Imported)> Sides =
        from known in Keys.Array[0, 12]
        from imported in Keys.Array[0, 12]
        from links in Gen.Int[-8, 11].Array[12]
        let here = known.Select((keys, i) => new KnownClient(Id(1, i), keys)).ToArray()
        select (here, imported
            .Select((keys, i) => new ImportedClient(Id(2, i), keys, links[i] >= 0 && links[i] < here.Length ? here[links[i]].Id : null))
            .ToArray());

    [Fact]
    public void Verdict_any_isOneOfNewSureAndDoubtful() => Sides.Sample(sides =>
    {
        var verdicts = new Comparison(sides.Known, sides.Imported).Run();
        Assert.Equal(sides.Imported.Length, verdicts.Length);
        Assert.All(verdicts, v => Assert.Equal(1, (v.IsNew ? 1 : 0) + (v.ClientId is not null ? 1 : 0) + (v.IsDoubtful ? 1 : 0)));
        Assert.All(verdicts, v => Assert.Equal(v.ClientId is not null, v.MatchedBy is not null));
    });

    [Fact]
    public void Verdicts_inAnyOrder_areTheSame() => Gen.Select(Sides, Gen.Int[0, 1000]).Sample((sides, seed) =>
    {
        var random = new Random(seed);
        var known = sides.Known.ToArray();
        var imported = sides.Imported.ToArray();
        random.Shuffle(known);
        random.Shuffle(imported);
        Assert.Equal(Lines(sides.Known, sides.Imported), Lines(known, imported));
    });

    /// <summary>A column that was filled down by mistake: each row is doubtful, and names a few of the others only.</summary>
    [Fact]
    public void Verdicts_onThousandsWithTheSameKeys_nameAScreenfulOfThem()
    {
        var keys = new MatchKeys(1, 2, 3, 4, 5, 6, new DateOnly(1980, 1, 1), ClientType.Person);
        var known = Enumerable.Range(0, 20_000).Select(i => new KnownClient(Id(1, i), keys)).ToArray();
        var imported = Enumerable.Range(0, 20_000).Select(i => new ImportedClient(Id(2, i), keys, null)).ToArray();

        Assert.All(new Comparison(known, imported).Run(), verdict => Assert.Equal(10, verdict.Touches.Count));
    }

    [Fact]
    public void SureMatch_any_isOfOneClientWithOneOfTheImport() => Sides.Sample(sides =>
    {
        var sure = new Comparison(sides.Known, sides.Imported).Run()
            .Where(v => v.ClientId is not null && v.MatchedBy != MatchReason.Link).ToList();
        Assert.Equal(sure.Count, sure.DistinctBy(v => v.ClientId).Count());
    });

    [Fact]
    public void SureMatch_withoutALink_sharesAKeyAndContradictsNothing() => Sides.Sample(sides =>
    {
        foreach (var (verdict, one) in new Comparison(sides.Known, sides.Imported).Run().Zip(sides.Imported))
        {
            if (verdict.ClientId is not { } id || verdict.MatchedBy == MatchReason.Link)
                continue;

            var a = one.Keys;
            var b = sides.Known.Single(k => k.Id == id).Keys;
            Assert.True((a.Number != 0 && a.Number == b.Number) || (a.Enterprise != 0 && a.Enterprise == b.Enterprise && a.Type == b.Type)
                || (a.Mail != 0 && a.Mail == b.Mail && a.Name != 0 && a.Name == b.Name));
            Assert.True(a.Name == 0 || b.Name == 0 || a.Name == b.Name);
            Assert.True(a.BirthDate is null || b.BirthDate is null || a.BirthDate == b.BirthDate);
        }
    });

    [Fact]
    public void Client_withoutAnyKey_isNew() => Sides.Sample(sides =>
    {
        var nobody = new ImportedClient(Id(3, 0), default, null);
        Assert.True(new Comparison(sides.Known, [.. sides.Imported, nobody]).Run()[^1].IsNew);
    });

    [Fact]
    public void Import_thatWasAppliedAndLinked_isSureOfEverybodyTheSecondTime() => Keys.Array[0, 12].Sample(imported =>
    {
        var known = imported.Select((keys, i) => new KnownClient(Id(1, i), keys)).ToArray();
        var again = imported.Select((keys, i) => new ImportedClient(Id(2, i), keys, known[i].Id)).ToArray();
        Assert.All(
            new Comparison(known, again).Run().Zip(known),
            pair => Assert.Equal((pair.Second.Id, MatchReason.Link), (pair.First.ClientId, pair.First.MatchedBy)));
    });

    [Fact]
    public void Doubt_any_tellsWhomItCouldBe() => Sides.Sample(sides =>
    {
        var ids = sides.Known.Select(k => k.Id).Concat(sides.Imported.Select(i => i.Id)).ToHashSet();
        foreach (var (verdict, one) in new Comparison(sides.Known, sides.Imported).Run().Zip(sides.Imported))
        {
            Assert.All(verdict.Touches, touch => Assert.True(ids.Contains(touch.Id) && touch.Id != one.Id));
            Assert.Equal(verdict.Touches.Count, verdict.Touches.DistinctBy(t => t.Id).Count());
        }
    });

    public static TheoryData<string, MatchKeys, MatchKeys, MatchReason?> Cases => new()
    {
        { "the same number and name", Person(number: 1, name: 1), Person(number: 1, name: 1), MatchReason.NationalNumber },
        { "the same number, the name unknown", Person(number: 1, name: 1), Person(number: 1), MatchReason.NationalNumber },
        { "the same number, another name", Person(number: 1, name: 1), Person(number: 1, name: 2), null },
        { "the same number, another birth date", Person(number: 1, name: 1, day: 1), Person(number: 1, name: 1, day: 2), null },
        { "the same mail and name", Person(mail: 1, name: 1), Person(mail: 1, name: 1), MatchReason.EmailAndName },
        { "the same mail and name, another number", Person(number: 1, mail: 1, name: 1), Person(number: 2, mail: 1, name: 1), null },
        { "the same mail", Person(mail: 1, name: 1), Person(mail: 1, name: 2), null },
        { "the same name and birth date", Person(name: 1, day: 1), Person(name: 1, day: 1), null },
        { "the same company number", Company(1, 1), Company(1, 1), MatchReason.EnterpriseNumber },
        { "the same company number, another name", Company(1, 1), Company(1, 2), null },
        { "a company and a person with one number", Company(1, 1), Person(enterprise: 1, name: 1), null },
    };

    [Theory, MemberData(nameof(Cases))]
    public void Pair_thatSharesSomething_isSureOrDoubtful(string what, MatchKeys imported, MatchKeys known, MatchReason? sure)
    {
        var verdict = new Comparison([new(Id(1, 0), known)], [new(Id(2, 0), imported, null)]).Run()[0];
        Assert.True(sure == verdict.MatchedBy, what);
        Assert.Equal(sure is null, verdict.IsDoubtful);
    }

    public static TheoryData<string, MatchKeys, MatchKeys> Strangers => new()
    {
        { "the name alone", Person(name: 1), Person(name: 1) },
        { "a mail that two people with their own numbers share", Person(number: 1, mail: 1, name: 1), Person(number: 2, mail: 1, name: 2) },
        { "nothing on either side", Person(), Person() },
    };

    [Theory, MemberData(nameof(Strangers))]
    public void Pair_thatSharesTooLittle_isTwoPeople(string what, MatchKeys imported, MatchKeys known) =>
        Assert.True(new Comparison([new(Id(1, 0), known)], [new(Id(2, 0), imported, null)]).Run()[0].IsNew, what);

    [Fact]
    public void Partner_withARowOfTheirOwn_isDoubtful()
    {
        var verdicts = new Comparison([], [
            new(Id(2, 0), Person(number: 1, name: 1) with { Partner = 2 }, null), new(Id(2, 1), Person(number: 2, name: 2), null),
        ]).Run();
        Assert.Equal([MatchReason.PartnerIsThere], verdicts[0].Touches.Select(t => t.Why));
        Assert.Equal([MatchReason.IsPartnerThere], verdicts[1].Touches.Select(t => t.Why));
    }

    [Fact]
    public void Person_enteredTwiceInTheImport_isDoubtfulBothTimes()
    {
        var verdicts = new Comparison(
            [], [new(Id(2, 0), Person(number: 1, name: 1), null), new(Id(2, 1), Person(number: 1, name: 1), null)]).Run();
        Assert.All(verdicts, v => Assert.Equal([MatchReason.NumberSeveral], v.Touches.Select(t => t.Why)));
    }

    private static MatchKeys Person(ulong number = 0, ulong mail = 0, ulong name = 0, int day = 0, ulong enterprise = 0) =>
        new(number, 0, enterprise, mail, name, 0, day == 0 ? null : new DateOnly(1980, 1, day), ClientType.Person);

    private static MatchKeys Company(ulong enterprise, ulong name) => new(0, 0, enterprise, 0, name, 0, null, ClientType.Company);

    private static string[] Lines(KnownClient[] known, ImportedClient[] imported) =>
        [.. new Comparison(known, imported).Run()
            .Zip(imported, (v, one) => $"{one.Id} {v.ClientId} {v.MatchedBy} {string.Join(',', v.Touches)}").Order(StringComparer.Ordinal)];

    private static Guid Id(int side, int number) => new(side, (short)number, 0, 0, 0, 0, 0, 0, 0, 0, 0);
}
