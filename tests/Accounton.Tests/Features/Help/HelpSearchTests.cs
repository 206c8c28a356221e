using Accounton.Features.Help;
using Accounton.Localisation;

namespace Accounton.Tests.Features.Help;

public sealed class HelpSearchTests
{
    private static readonly Articles Articles = new();

    [Theory]
    [InlineData("nl", "API-sleutel geweigerd", "koppeling-leggen", "fault-KeyRefused")]
    [InlineData("nl", "VERDWENEN", "synchronisatie", "verdwenen")]
    [InlineData("fr", "clé refusée", "koppeling-leggen", "fault-KeyRefused")]
    [InlineData("fr", "cle refusee", "koppeling-leggen", "fault-KeyRefused")]
    [InlineData("fr", "l’historique", "synchronisatie", "geschiedenis")]
    [InlineData("fr", "historique", "synchronisatie", "geschiedenis")]
    [InlineData("en", "cert", "koppeling-leggen", "fault-BadCertificate")]
    public void Find_wordsOfASection_givesItsArticleAndTheSection(string language, string typed, string slug, string anchor)
    {
        var hits = Find(language, typed);

        var hit = Assert.Single(hits, hit => hit.Article.Slug == slug);
        Assert.Contains(hit.Sections, section => section.Anchor == anchor);
    }

    [Fact]
    public void Find_wordsOfATitle_putsThatArticleFirst() =>
        Assert.Equal("opnieuw-koppelen", Find("nl", "ontkoppelen")[0].Article.Slug);

    [Theory]
    [InlineData("nl", "zeppelin")]
    [InlineData("nl", "sleutel zeppelin")]
    [InlineData("fr", "sleutel")]
    [InlineData("nl", "?!")]
    [InlineData("nl", "eutel")]
    public void Find_wordsThatAreNotThere_givesNothing(string language, string typed) => Assert.Empty(Find(language, typed));

    private static IReadOnlyList<HelpHit> Find(string language, string typed) => HelpSearch.Find(Articles.In(Language.Find(language)!), typed);
}
