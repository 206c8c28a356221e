using Accounton.Localisation;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Accounton.Web.Components;

/// <summary>A page above this one.</summary>
public sealed record Crumb(string Href, string Text);

/// <summary>The heading of a page, which names the browser's tab too; its content are the page's actions.</summary>
[HtmlTargetElement("page-header", Attributes = "heading")]
public sealed class PageHeaderTagHelper(Texts texts) : TagHelper
{
    public required string Heading { get; set; }

    /// <summary>One or two sentences: what this page is for.</summary>
    public string? Intro { get; set; }

    /// <summary>The help article about this page, by its slug.</summary>
    public string? Help { get; set; }

    /// <summary>The way back up, outermost first.</summary>
    public IReadOnlyList<Crumb> Crumbs { get; set; } = [];

    [ViewContext, HtmlAttributeNotBound]
    public required ViewContext ViewContext { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ViewContext.ViewData["Title"] = Heading;
        var actions = await output.GetChildContentAsync();
        output.TagName = "header";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClasses("page-header");
        if (Crumbs.Count > 0)
            output.Content.AppendHtml(Trail());

        var words = Element("div", "page-header-words");
        words.InnerHtml.AppendHtml(Element("h1", null, Heading));
        if (!string.IsNullOrEmpty(Intro))
            words.InnerHtml.AppendHtml(Element("p", "page-intro", Intro));
        output.Content.AppendHtml(words);

        if (actions.IsEmptyOrWhiteSpace && Help is null)
            return;
        var buttons = Element("div", "page-actions");
        buttons.InnerHtml.AppendHtml(actions);
        if (Help is not null)
            buttons.InnerHtml.AppendHtml(HelpLink(Help));
        output.Content.AppendHtml(buttons);
    }

    private TagBuilder HelpLink(string article)
    {
        var link = Element("a", "page-help");
        link.Attributes["href"] = "/help/" + article;
        link.InnerHtml.AppendHtml(IconTagHelper.Svg("help", ViewContext)).Append(texts["Layout.Help"]);
        return link;
    }

    private TagBuilder Trail()
    {
        var list = Element("ol", null);
        foreach (var crumb in Crumbs)
        {
            var link = Element("a", null, crumb.Text);
            link.Attributes["href"] = crumb.Href;
            var item = Element("li", null);
            item.InnerHtml.AppendHtml(link);
            list.InnerHtml.AppendHtml(item);
        }

        var trail = Element("nav", "crumbs");
        trail.Attributes["aria-label"] = texts["Layout.Breadcrumb"];
        trail.InnerHtml.AppendHtml(list);
        return trail;
    }

    private static TagBuilder Element(string name, string? style, string? text = null)
    {
        var element = new TagBuilder(name);
        if (style is not null)
            element.AddCssClass(style);
        if (text is not null)
            element.InnerHtml.Append(text);
        return element;
    }
}
