namespace Accounton.Features.Help;

/// <summary>An article with all the words, and its sections that have them too.</summary>
public sealed record HelpHit(Article Article, IReadOnlyList<ArticleSection> Sections);

/// <summary>
/// Searches articles by the beginnings of words, whatever their accents; best first. What an article is about counts more than what it
/// mentions, and a word that no article has is taken for the nearest ones that they do have.
/// </summary>
public static class HelpSearch
{
    private const int MostSections = 4;
    private const int ShortWord = 3;
    private const double WholeWord = 1.2;
    private const double WholePhrase = 10;

    public static IReadOnlyList<HelpHit> Find(IReadOnlyList<Article> articles, string typed)
    {
        var phrase = ArticleText.Fold(typed);
        var wanted = new List<string[]>();
        foreach (var word in phrase.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var spellings = Spellings(articles, word);
            if (spellings.Length > 0)
                wanted.Add(spellings);
            else if (word.Length > ShortWord)
                return [];
        }

        return wanted.Count == 0 ? [] :
        [
            .. from article in articles
               let scores = wanted.Select(spellings => Score(article, spellings)).ToArray()
               where scores.All(score => score > 0)
               let sections = article.Sections.Skip(1).Where(section => wanted.All(spellings => Has(section, spellings))).ToArray()
               orderby scores.Sum() + (IsAbout(article, phrase) ? WholePhrase : 0) descending, sections.Length descending
               select new HelpHit(article, [.. sections.Take(MostSections)]),
        ];
    }

    /// <summary>The word itself when an article has one that begins with it, else the nearest words that articles have.</summary>
    private static string[] Spellings(IReadOnlyList<Article> articles, string word)
    {
        if (articles.Any(article => article.Words.Keys.Any(known => known.StartsWith(word, StringComparison.Ordinal))))
            return [word];

        var most = word.Length switch { <= ShortWord => 0, < 8 => 1, _ => 2 };
        var near = articles.SelectMany(article => article.Words.Keys).Distinct()
            .Select(known => (Word: known, Mistakes: Spelling.Mistakes(word, known, most))).Where(one => one.Mistakes <= most).ToArray();
        return [.. near.Where(one => one.Mistakes == near.Min(other => other.Mistakes)).Select(one => one.Word)];
    }

    private static double Score(Article article, string[] spellings) => spellings.Max(spelling =>
        article.Words.Where(word => word.Key.StartsWith(spelling, StringComparison.Ordinal))
            .Select(word => word.Value * (word.Key.Length == spelling.Length ? WholeWord : 1)).DefaultIfEmpty().Max());

    private static bool IsAbout(Article article, string phrase) => article.About.Contains(" " + phrase, StringComparison.Ordinal);

    private static bool Has(ArticleSection section, string[] spellings) =>
        spellings.Any(spelling => section.Words.Contains(" " + spelling, StringComparison.Ordinal));
}
