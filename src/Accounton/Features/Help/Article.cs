using Accounton.Localisation;
using Microsoft.AspNetCore.Html;

namespace Accounton.Features.Help;

/// <summary>What an article is about, in the order of the help centre.</summary>
public enum HelpTopic
{
    Start = 1,
    Linking = 2,
    Using = 3,

    /// <summary>Written for the clients of an office, who read it among their own pages.</summary>
    Clients = 4,
}

/// <summary>A help article in one language. The slug is the same in all of them.</summary>
/// <param name="About">Title and keywords, folded, each word with a blank before it.</param>
/// <param name="Words">Every word of it, folded, with how much it says of what the article is about.</param>
/// <param name="Version">Raised when the text changes so much that an opinion about the one before no longer counts.</param>
public sealed record Article(
    string Slug,
    Language Language,
    HelpTopic Topic,
    string Title,
    string Summary,
    int Version,
    IHtmlContent Body,
    IReadOnlyList<ArticleSection> Sections,
    string About,
    IReadOnlyDictionary<string, int> Words)
{
    public const int SlugLength = 60;

    public string Path => PathOf(Slug);

    public static string PathOf(string slug) => $"{HelpController.Path}/{slug}";
}

/// <summary>A heading of an article with the text under it.</summary>
/// <param name="Anchor">Its id on the page, the same in every language; empty for what stands above the first heading.</param>
/// <param name="Level">2 for a chapter, 3 for a part of one.</param>
/// <param name="Words">Heading and text, folded, each word with a blank before it.</param>
public sealed record ArticleSection(string Anchor, int Level, string Heading, string Words);
