using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Accounton.Web.Components;

/// <summary>
/// A sentence that needs attention, with its remedy. It is no live region of its own, so that a part that is drawn anew
/// every second does not repeat it aloud: what comes later is announced by the notices area at the top.
/// </summary>
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
        output.Content.SetHtmlContent(IconTagHelper.Svg(
            State switch { State.Success => "check", State.Warning or State.Danger => "warning", _ => "info" },
            ViewContext));
        output.Content.AppendHtml(body);
    }
}
