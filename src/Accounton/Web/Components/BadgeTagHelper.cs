using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Accounton.Web.Components;

/// <summary>A state in a word or two. The colour repeats what the word says.</summary>
public sealed class BadgeTagHelper : TagHelper
{
    public State State { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClasses("state", State);
    }
}
