using System.Globalization;
using Accounton.Data;
using Accounton.Localisation;
using Markdig;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Microsoft.AspNetCore.Html;

namespace Accounton.Features.Help;

/// <summary>
/// Makes an article of its file: lines with title, topic, summary, keywords and version between two rules, then Markdown.
/// </summary>
public static class ArticleText
{
    private const string Rule = "---";

    // How much a word says of what an article is about, by where it stands.
    private const int InTitle = 6;
    private const int InKeywords = 6;
    private const int InHeading = 3;
    private const int InText = 1;

    // No HTML of its own: what an article can show is what Markdown has, and headings with an anchor.
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UseGenericAttributes().Build();

    public static Article Parse(Language language, string slug, string text)
    {
        var parts = text.ReplaceLineEndings("\n").Split($"{Rule}\n", 3);
        var facts = parts[1].Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(':', 2, StringSplitOptions.TrimEntries)).ToDictionary(fact => fact[0], fact => fact[1]);
        var document = Markdown.Parse(parts[2], Pipeline);
        foreach (var picture in document.Descendants<LinkInline>().Where(link => link.IsImage))
            picture.GetAttributes().AddProperty("loading", "lazy");
        var sections = Sections(document, facts);
        var keywords = facts.GetValueOrDefault("keywords", "");
        return new Article(
            slug,
            language,
            Enum.Parse<HelpTopic>(facts["topic"]),
            facts["title"],
            facts["summary"],
            int.Parse(facts["version"], CultureInfo.InvariantCulture),
            new HtmlString(document.ToHtml(Pipeline)),
            sections,
            string.Concat(keywords.Split(',').Prepend(facts["title"]).Select(phrase => " " + Fold(phrase))),
            Words(facts, keywords, sections));
    }

    /// <summary>
    /// Folded as names are, but with a word on either side of an apostrophe: <c>l'article</c> is found by <c>article</c>.
    /// </summary>
    public static string Fold(string? text) => NormalText.Fold(text?.Replace('\'', ' ').Replace('’', ' '), int.MaxValue);

    private static Dictionary<string, int> Words(Dictionary<string, string> facts, string keywords, List<ArticleSection> sections)
    {
        var words = new Dictionary<string, int>(StringComparer.Ordinal);
        Add(facts["title"], InTitle);
        Add(keywords, InKeywords);
        Add(facts["summary"], InHeading);
        foreach (var section in sections.Skip(1))
        {
            Add(section.Heading, InHeading);
            Add(section.Words, InText);
        }

        return words;

        void Add(string text, int weight)
        {
            foreach (var word in Fold(text).Split(' ', StringSplitOptions.RemoveEmptyEntries))
                words[word] = Math.Max(weight, words.GetValueOrDefault(word));
        }
    }

    private static List<ArticleSection> Sections(MarkdownDocument document, Dictionary<string, string> facts)
    {
        var sections = new List<ArticleSection>();
        var anchor = "";
        var level = 1;
        var heading = facts["title"];
        var words = new List<string> { facts["title"], facts["summary"] };
        foreach (var block in document.Descendants<LeafBlock>())
        {
            if (block is HeadingBlock start)
            {
                Close();
                anchor = start.GetAttributes().Id ?? "";
                level = start.Level;
                heading = TextOf(start);
                words = [];
            }

            words.Add(TextOf(block));
        }

        Close();
        return sections;

        void Close() => sections.Add(new ArticleSection(anchor, level, heading, " " + Fold(string.Join(' ', words))));
    }

    private static string TextOf(LeafBlock block) => string.Concat(
        block.Inline?.Descendants().Select(inline => inline switch
        {
            LiteralInline literal => literal.Content.ToString(),
            CodeInline code => code.Content,
            LineBreakInline => " ",
            _ => "",
        }) ?? []);
}
