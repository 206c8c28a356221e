using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Accounton.Web.Components;

/// <summary>What a list shows when there is nothing in it: why, and what to do about it.</summary>
[HtmlTargetElement("empty-state", Attributes = "heading")]
public sealed class EmptyStateTagHelper : TagHelper
{
    public required string Heading { get; set; }

    public string Icon { get; set; } = "inbox";

    [ViewContext, HtmlAttributeNotBound]
    public required ViewContext ViewContext { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        var heading = new TagBuilder("h2");
        heading.InnerHtml.Append(Heading);
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClasses("empty-state");
        output.Content.AppendHtml(IconTagHelper.Svg(Icon, ViewContext)).AppendHtml(heading).AppendHtml(content);
    }
}
