using Accounton.Localisation;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Accounton.Web.Components;

/// <summary>Previous and next page of a list; its content says what part of the list this is.</summary>
public sealed class PagerTagHelper(Texts texts) : TagHelper
{
    /// <summary>The address of the page before this one; null on the first.</summary>
    public string? Previous { get; set; }

    /// <summary>The address of the page after this one; null on the last.</summary>
    public string? Next { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public required ViewContext ViewContext { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        var previous = Address(Previous);
        var next = Address(Next);
        if (previous is null && next is null && content.IsEmptyOrWhiteSpace)
        {
            output.SuppressOutput();
            return;
        }

        var place = new TagBuilder("span");
        place.AddCssClass("pager-place");
        place.InnerHtml.AppendHtml(content);
        output.TagName = "nav";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClasses("pager");
        output.Attributes.SetAttribute("aria-label", texts["Pager.Label"]);
        output.Content.AppendHtml(place);
        if (previous is not null || next is not null)
            output.Content.AppendHtml(Link(previous, "prev")).AppendHtml(Link(next, "next"));
    }

    // A view that gives null gives an empty text.
    private static string? Address(string? given) => string.IsNullOrEmpty(given) ? null : given;

    private TagBuilder Link(string? address, string rel)
    {
        var (text, icon) = rel == "prev" ? (texts["Pager.Previous"], "chevron-left") : (texts["Pager.Next"], "chevron-right");
        var link = new TagBuilder("a");
        link.AddCssClass("btn btn-secondary btn-sm");
        if (string.IsNullOrEmpty(address))
        {
            link.Attributes["role"] = "link";
            link.Attributes["aria-disabled"] = "true";
            link.AddCssClass("disabled");
        }
        else
        {
            link.Attributes["href"] = address;
            link.Attributes["rel"] = rel;
        }

        if (rel == "prev")
            link.InnerHtml.AppendHtml(IconTagHelper.Svg(icon, ViewContext)).Append(text);
        else
            link.InnerHtml.Append(text).AppendHtml(IconTagHelper.Svg(icon, ViewContext));
        return link;
    }
}
