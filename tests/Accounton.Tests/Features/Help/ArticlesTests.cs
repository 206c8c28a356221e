using System.Text.RegularExpressions;
using Accounton.Features.Connections;
using Accounton.Features.Help;
using Accounton.Localisation;
using Accounton.Vendors;
using Accounton.Vendors.AdminPulse;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Accounton.Tests.Features.Help;

/// <summary>The articles against each other, and against what they explain.</summary>
public sealed partial class ArticlesTests
{
    private static readonly Articles Articles = new();

    public static TheoryData<string> Slugs => [.. Articles.In(Language.Dutch).Select(article => article.Slug)];

    public static TheoryData<string> Languages => [.. Language.All.Select(language => language.Code)];

    /// <summary>Everything an office can read on its card, after a linking attempt, or in its history.</summary>
    public static TheoryData<string> Faults =>
    [
        .. Enum.GetNames<VendorFault>().Select(fault => $"fault-{fault}"),
        .. Enum.GetNames<LinkFailure>().Select(failure => $"link-{failure}"),
        .. typeof(SyncFault).GetFields().Select(code => $"fault-{code.GetRawConstantValue()}"),
    ];

    [Theory, MemberData(nameof(Languages))]
    public void Article_any_existsInEveryLanguage(string language)
    {
        Assert.Equal(Articles.In(Language.Dutch).Select(Facts), Articles.In(Language.Find(language)!).Select(Facts));

        static (string, HelpTopic) Facts(Article article) => (article.Slug, article.Topic);
    }

    [Theory, MemberData(nameof(Slugs))]
    public void Article_any_hasTheSameHeadingsInEveryLanguage(string slug)
    {
        var dutch = Outline(Language.Dutch);
        Assert.NotEmpty(dutch);
        Assert.All(dutch, heading => Assert.Matches(AnchorForm(), heading.Anchor));
        Assert.Equal(dutch.Distinct(), dutch);
        Assert.All(Language.All, language => Assert.Equal(dutch, Outline(language)));

        (string Anchor, int Level)[] Outline(Language language) =>
            [.. Articles.Find(language, slug)!.Sections.Skip(1).Select(section => (section.Anchor, section.Level))];
    }

    [Theory, MemberData(nameof(Slugs))]
    public void Article_any_isWrittenInItsOwnLanguage(string slug)
    {
        var texts = Language.All.Select(language => Articles.Find(language, slug)!).ToArray();

        Assert.Equal(texts.Length, texts.Select(article => article.Title).Distinct().Count());
        Assert.All(texts, article => Assert.InRange(article.Summary.Length, 20, 200));
    }

    [Theory, MemberData(nameof(Languages))]
    public void Link_any_leadsToAnArticleAndAHeadingOfIt(string language)
    {
        var known = Articles.In(Language.Find(language)!)
            .SelectMany(article => article.Sections.Select(
                section => section.Anchor.Length == 0 ? article.Path : $"{article.Path}#{section.Anchor}")).ToHashSet();
        var links = Bodies(language).SelectMany(body => body.QuerySelectorAll("a")).Select(link => link.GetAttribute("href")!).ToArray();

        Assert.NotEmpty(links);
        Assert.All(links, link => Assert.Contains(link, known));
    }

    [Theory, MemberData(nameof(Languages))]
    public void Picture_ofAnArticle_isThereInItsLanguageWithWordsAndASize(string language) =>
        Assert.All(Pictures(language), picture =>
        {
            Assert.StartsWith($"/help/{language}/", picture.GetAttribute("src"), StringComparison.Ordinal);
            Assert.Contains(FileOf(picture), PictureFiles(language));
            Assert.InRange(picture.GetAttribute("alt")!.Length, 20, 200);
            Assert.All((string[])["width", "height"], side => Assert.InRange(int.Parse(picture.GetAttribute(side)!, null), 50, 2000));
            Assert.Equal("lazy", picture.GetAttribute("loading"));
        });

    [Theory, MemberData(nameof(Languages))]
    public void Picture_onDisk_isUsedByAnArticle(string language) =>
        Assert.Equal(
            Pictures(language).Select(FileOf).Distinct().Order(StringComparer.Ordinal),
            PictureFiles(language).Order(StringComparer.Ordinal));

    [Fact]
    public void Pictures_together_areSmall() =>
        Assert.InRange(
            Directory.EnumerateFiles(PictureFolder, "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length), 1, 1_500_000);

    [Theory, MemberData(nameof(Faults))]
    public void Fault_anOfficeCanSee_isExplained(string anchor) =>
        Assert.All(Language.All, language =>
            Assert.Contains(Articles.Find(language, ConnectionHelp.Article)!.Sections, section => section.Anchor == anchor));

    [Fact]
    public void Help_ofAScreen_isAnArticle()
    {
        var slugs = Articles.In(Language.Dutch).Select(article => article.Slug).ToArray();
        var used = Source.Files(".cshtml").SelectMany(file => HelpOfAView().Matches(file.Text))
            .Select(match => match.Groups[1].Value).ToArray();

        Assert.NotEmpty(used);
        Assert.All(used, slug => Assert.Contains(slug, slugs));
    }

    [Theory]
    [InlineData("[a](javascript:alert(1)) <b onclick=x>b</b>")]
    public void Markdown_withHtml_isTextOnly(string text)
    {
        var article = ArticleText.Parse(Language.English, "x", $"---\ntitle: T\ntopic: Using\nsummary: S\nversion: 1\n---\n{text}\n");

        Assert.Empty(new HtmlParser().ParseDocument(article.Body.ToString()!).QuerySelectorAll("b"));
    }

    private static string PictureFolder => Path.Combine(Source.Application, "wwwroot", "help");

    private static IEnumerable<string> PictureFiles(string language) =>
        Directory.EnumerateFiles(Path.Combine(PictureFolder, language)).Select(file => Path.GetFileName(file));

    private static string FileOf(IElement picture) => picture.GetAttribute("src")!.Split('/')[^1];

    private static IElement[] Pictures(string language) => [.. Bodies(language).SelectMany(body => body.QuerySelectorAll("img"))];

    private static IEnumerable<IElement> Bodies(string language) =>
        Articles.In(Language.Find(language)!).Select(article => (IElement)new HtmlParser().ParseDocument(article.Body.ToString()!).Body!);

    [GeneratedRegex("^[A-Za-z-]+$")]
    private static partial Regex AnchorForm();

    [GeneratedRegex("""(?:<page-header [^>]*\bhelp="|href="/help/)([a-z-]+)""")]
    private static partial Regex HelpOfAView();
}
