using System.Collections.Frozen;
using System.Reflection;
using Accounton.Localisation;

namespace Accounton.Features.Help;

/// <summary>All help articles, read once from the files that are built into the application.</summary>
public sealed class Articles
{
    private const string Root = "Help/";

    private static readonly Lazy<FrozenDictionary<Language, IReadOnlyList<Article>>> All = new(Read);

    /// <summary>By topic, and within one in the same order in every language.</summary>
    public IReadOnlyList<Article> In(Language language) => All.Value[language];

    public Article? Find(Language language, string slug) => In(language).FirstOrDefault(article => article.Slug == slug);

    private static FrozenDictionary<Language, IReadOnlyList<Article>> Read()
    {
        var assembly = typeof(Articles).Assembly;
        var articles =
            from resource in assembly.GetManifestResourceNames()
            let path = resource.Replace('\\', '/')
            where path.StartsWith(Root, StringComparison.Ordinal)
            let parts = path[Root.Length..].Split('/', '.')
            select ArticleText.Parse(Language.Find(parts[0])!, parts[1], Text(assembly, resource));
        return articles.GroupBy(article => article.Language).ToFrozenDictionary(
            group => group.Key,
            IReadOnlyList<Article> (group) =>
                [.. group.OrderBy(article => article.Topic).ThenBy(article => article.Slug, StringComparer.Ordinal)]);
    }

    private static string Text(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
