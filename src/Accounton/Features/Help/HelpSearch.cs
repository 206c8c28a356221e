namespace Accounton.Features.Help;

/// <summary>An article with all the words, and its sections that have them too.</summary>
public sealed record HelpHit(Article Article, IReadOnlyList<ArticleSection> Sections);

/// <summary>Searches articles by the beginnings of words, whatever their accents; best first.</summary>
public static class HelpSearch
{
    private const int MostSections = 4;

    public static IReadOnlyList<HelpHit> Find(IEnumerable<Article> articles, string typed)
    {
        var words = ArticleText.Fold(typed).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => " " + word).ToArray();
        return words.Length == 0 ? [] :
        [
            .. from article in articles
               where words.All(word => article.Sections.Any(section => Has(section, word)))
               let inTitle = words.Count(word => Has(article.Sections[0], word))
               let sections = article.Sections.Skip(1).Where(section => words.All(word => Has(section, word))).ToArray()
               orderby inTitle descending, sections.Length descending
               select new HelpHit(article, [.. sections.Take(MostSections)]),
        ];
    }

    private static bool Has(ArticleSection section, string word) => section.Words.Contains(word, StringComparison.Ordinal);
}
