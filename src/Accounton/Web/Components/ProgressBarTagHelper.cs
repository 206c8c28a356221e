using System.Globalization;
using Accounton.Localisation;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Accounton.Web.Components;

/// <summary>How far something is, in words and as a bar. Without a total the bar only says that it goes on.</summary>
[HtmlTargetElement("progress-bar", Attributes = "label", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ProgressBarTagHelper(Texts texts) : TagHelper
{
    public required string Label { get; set; }

    public long? Value { get; set; }

    public long? Max { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var words = new TagBuilder("div");
        words.AddCssClass("progress-words");
        words.InnerHtml.AppendHtml(Words("span", Label));
        if (Value is { } done)
            words.InnerHtml.AppendHtml(
                Words("span", Max is { } all ? texts["Progress.Of", texts.Number(done), texts.Number(all)] : texts.Number(done)));

        var bar = new TagBuilder("progress") { Attributes = { ["aria-label"] = Label } };
        if (Max is > 0 && Value is { } value)
        {
            bar.Attributes["max"] = Max.Value.ToString(CultureInfo.InvariantCulture);
            bar.Attributes["value"] = Math.Min(value, Max.Value).ToString(CultureInfo.InvariantCulture);
        }

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClasses("progress-bar-block");
        output.Content.AppendHtml(words).AppendHtml(bar);
    }

    private static TagBuilder Words(string name, string text)
    {
        var element = new TagBuilder(name);
        element.InnerHtml.Append(text);
        return element;
    }
}
