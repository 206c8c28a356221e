using System.Globalization;
using Accounton.Localisation;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Accounton.Web.Components;

/// <summary>A moment as a person says it, with the full moment on hover and for machines.</summary>
[HtmlTargetElement("when", Attributes = "value", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class WhenTagHelper(Texts texts) : TagHelper
{
    public DateTimeOffset Value { get; set; }

    /// <summary>Something is to happen then, and has not happened yet.</summary>
    public bool Due { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "time";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("datetime", Value.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        output.Attributes.SetAttribute("title", texts.Moment(Value));
        output.Content.SetContent(Due ? texts.WhenDue(Value) : texts.When(Value));
    }
}
