using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Accounton.Web.Components;

/// <summary>A sentence that needs attention, with its remedy. A danger interrupts a screen reader, the rest waits its turn.</summary>
public sealed class NoticeTagHelper : TagHelper
{
    public State State { get; set; } = State.Info;

    /// <summary>A few words in bold before the text.</summary>
    public string? Heading { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public required ViewContext ViewContext { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var body = new TagBuilder("div");
        body.AddCssClass("notice-body");
        if (Heading is not null)
        {
            var heading = new TagBuilder("strong");
            heading.InnerHtml.Append(Heading);
            body.InnerHtml.AppendHtml(heading);
        }

        body.InnerHtml.AppendHtml(await output.GetChildContentAsync());
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClasses("notice", State);
        output.Attributes.SetAttribute("role", State is State.Danger ? "alert" : "status");
        output.Content.SetHtmlContent(IconTagHelper.Svg(
            State switch { State.Success => "check", State.Warning or State.Danger => "warning", _ => "info" },
            ViewContext));
        output.Content.AppendHtml(body);
    }
}
