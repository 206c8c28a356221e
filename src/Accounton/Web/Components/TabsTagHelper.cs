using Accounton.Localisation;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Accounton.Web.Components;

/// <summary>One of several lists that share a page.</summary>
/// <param name="Count">How many there are in it, where that is known.</param>
/// <param name="CountText">In the place of the count, when it reads otherwise: <c>1.000+</c>.</param>
public sealed record Tab(string Text, string Href, bool IsCurrent, long? Count = null, string? CountText = null);

/// <summary>Links between the lists of a page, each with its number: <c>&lt;tabs label="…" items="…" /&gt;</c>.</summary>
[HtmlTargetElement("tabs", Attributes = "label,items", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class TabsTagHelper(Texts texts) : TagHelper
{
    /// <summary>What the lists are of.</summary>
    public required string Label { get; set; }

    public required IReadOnlyList<Tab> Items { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var list = new TagBuilder("ul");
        foreach (var tab in Items)
            list.InnerHtml.AppendHtml(Item(tab));
        output.TagName = "nav";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClasses("tabs");
        output.Attributes.SetAttribute("aria-label", Label);
        output.Content.AppendHtml(list);
    }

    private TagBuilder Item(Tab tab)
    {
        var link = new TagBuilder("a") { Attributes = { ["href"] = tab.Href } };
        if (tab.IsCurrent)
            link.Attributes["aria-current"] = "page";
        link.InnerHtml.Append(tab.Text);
        if ((tab.CountText ?? (tab.Count is { } number ? texts.Number(number) : null)) is { } count)
        {
            var mark = new TagBuilder("span");
            mark.AddCssClass("count");
            mark.InnerHtml.Append(count);
            link.InnerHtml.Append(" ").AppendHtml(mark);
        }

        var item = new TagBuilder("li");
        item.InnerHtml.AppendHtml(link);
        return item;
    }
}
