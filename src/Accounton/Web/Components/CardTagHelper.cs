using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Accounton.Web.Components;

/// <summary>A part of a page that stands on its own: <c>&lt;card heading="…"&gt;</c>.</summary>
[HtmlTargetElement("card")]
public sealed class CardTagHelper : TagHelper
{
    public string? Heading { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        output.TagName = "section";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClasses("panel");
        if (Heading is null)
            return;
        var id = ComponentIds.New("card");
        var heading = new TagBuilder("h2") { Attributes = { ["id"] = id } };
        heading.InnerHtml.Append(Heading);
        output.Attributes.SetAttribute("aria-labelledby", id);
        output.Content.AppendHtml(heading).AppendHtml(content);
    }
}
