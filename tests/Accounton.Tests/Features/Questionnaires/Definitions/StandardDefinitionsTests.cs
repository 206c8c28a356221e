using Accounton.Features.Questionnaires.Definitions;
using Accounton.Vendors;

namespace Accounton.Tests.Features.Questionnaires.Definitions;

/// <summary>The questionnaires that come with the application.</summary>
public sealed class StandardDefinitionsTests
{
    [Fact]
    public void Current_ofAType_isTheNewestThatTheTypeGets()
    {
        Assert.Equal(
            (StandardDefinitions.PersonalIncomeTax, 2026), (Current(ClientType.Person).Kind, Current(ClientType.Person).IncomeYear));
        Assert.Same(Current(ClientType.Person), Current(ClientType.SoleProprietor));
        Assert.Same(Current(ClientType.Person), StandardDefinitions.Find(StandardDefinitions.PersonalIncomeTax, 2026));
        Assert.NotNull(StandardDefinitions.Find(StandardDefinitions.PersonalIncomeTax, 2025));
        Assert.Equal(
            (StandardDefinitions.CompanyYearEnd, null), (Current(ClientType.Company).Kind, Current(ClientType.Company).IncomeYear));

        static Definition Current(ClientType type) => StandardDefinitions.CurrentFor(type)!;
    }

    /// <summary>Last year's answer is found by its key: what has the same key is the same question.</summary>
    [Fact]
    public void Question_inTwoYears_isTheSame()
    {
        foreach (var kind in StandardDefinitions.All.GroupBy(definition => definition.Kind))
        {
            var questions = kind.SelectMany(definition => definition.Groups).SelectMany(
                group => group.Questions, (group, question) => (group, question));
            foreach (var same in questions.GroupBy(one => one.question.Key))
            {
                Assert.Single(same.Select(one => (one.question.Kind, one.group.Key, one.group.PerPerson)).Distinct());
                var options = same.Select(one =>
                    string.Join(',', one.question.Options.Select(option => option.Key).Order(StringComparer.Ordinal))).Distinct().ToList();
                Assert.True(options.Count == 1 || same.First().question.Kind == QuestionKind.SeveralOf, same.Key);
            }
        }
    }

    /// <summary>What the law changed between the years: the tax on gains came, and vouchers went in Brussels.</summary>
    [Fact]
    public void Question_thatIsOfOneYear_isAskedInIt()
    {
        var before = StandardDefinitions.Find(StandardDefinitions.PersonalIncomeTax, 2025)!;
        var after = StandardDefinitions.Find(StandardDefinitions.PersonalIncomeTax, 2026)!;

        Assert.Equal(["SoldAssetKinds", "SoldAssets", "TradeCarHybrid"], Keys(after).Except(Keys(before)).Order(StringComparer.Ordinal));
        Assert.Empty(Keys(before).Except(Keys(after)));
        Assert.Equal([Region.Brussels, Region.Wallonia], before.Find("ServiceVouchers")!.For!.Regions);
        Assert.Equal([Region.Wallonia], after.Find("ServiceVouchers")!.For!.Regions);
        Assert.Equal(10, after.Sections.Count);
        Assert.Contains("2026", after.Find("IncomeKinds")!.Text.Nl, StringComparison.Ordinal);
        Assert.Contains("2025", before.Find("IncomeKinds")!.Text.Nl, StringComparison.Ordinal);

        static IEnumerable<string> Keys(Definition definition) => definition.Questions.Select(question => question.Key);
    }

    /// <summary>Every text is written for its language: where two are the same they are one word.</summary>
    [Fact]
    public void Text_inAnyLanguage_isWrittenInIt() => Assert.All(
        StandardDefinitions.All.SelectMany(Texts).Where(text => text.Nl.Contains(' ', StringComparison.Ordinal)),
        text => Assert.True(text.Nl != text.Fr && text.Nl != text.En && text.Fr != text.En, text.Nl));

    private static IEnumerable<LocalText> Texts(Definition definition)
    {
        foreach (var section in definition.Sections)
            yield return section.Title;
        foreach (var group in definition.Groups)
            yield return group.Title;
        foreach (var question in definition.Questions)
        {
            yield return question.Text;
            if (question.Hint is { } hint)
                yield return hint;
            foreach (var text in question.Options.Select(option => option.Text)
                .Concat(question.Documents.Select(document => document.Name)))
                yield return text;
        }
    }
}
