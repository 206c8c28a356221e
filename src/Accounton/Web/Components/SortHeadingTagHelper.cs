using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Accounton.Web.Components;

/// <summary>How a table is sorted by a column.</summary>
public enum Sorted
{
    No,
    Ascending,
    Descending,
}

/// <summary>
/// The heading of a column that the table can be sorted by: <c>&lt;sort-heading text="…" href="?sort=name"
/// sorted="Ascending" /&gt;</c>.
/// </summary>
[HtmlTargetElement("sort-heading", Attributes = "text,href", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class SortHeadingTagHelper : TagHelper
{
    public required string Text { get; set; }

    /// <summary>The list sorted by this column; the other way round when it is already.</summary>
    public required string Href { get; set; }

    public Sorted Sorted { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public required ViewContext ViewContext { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var link = new TagBuilder("a") { Attributes = { ["href"] = Href } };
        link.InnerHtml.Append(Text).AppendHtml(IconTagHelper.Svg(Sorted is Sorted.Ascending ? "chevron-up" : "chevron-down", ViewContext));
        output.TagName = "th";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClasses("sort-heading");
        output.Attributes.SetAttribute("scope", "col");
        if (Sorted is not Sorted.No)
            output.Attributes.SetAttribute("aria-sort", Sorted.ToString().ToLowerInvariant());
        output.Content.AppendHtml(link);
    }
}
