using Accounton.Localisation;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Accounton.Web.Components;

/// <summary>
/// Something of which only a part may be seen, such as a national number. Where it may be shown whole, a button asks for it
/// by a post, because that is an act that is written down: <c>&lt;masked-value mask="…" label="…" reveal="/clients/…" /&gt;</c>.
/// </summary>
[HtmlTargetElement("masked-value", Attributes = "mask,label", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class MaskedValueTagHelper(Texts texts, IHtmlGenerator generator) : TagHelper
{
    /// <summary>The value with what may not be seen replaced, such as <c>85.07.30-•••.••</c>.</summary>
    public required string Mask { get; set; }

    /// <summary>What it is.</summary>
    public required string Label { get; set; }

    /// <summary>The whole value, once it was asked for.</summary>
    public string? Whole { get; set; }

    /// <summary>Where asking for the whole value is posted; null where it may not be seen.</summary>
    public string? Reveal { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public required ViewContext ViewContext { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        // A null in a view comes as an empty text.
        Whole = string.IsNullOrEmpty(Whole) ? null : Whole;
        Reveal = string.IsNullOrEmpty(Reveal) ? null : Reveal;
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClasses("masked-value");
        output.Content.AppendHtml(
            Element("span", "masked-text", string.IsNullOrEmpty(Whole) ? Mask : Whole, silent: string.IsNullOrEmpty(Whole)));
        if (!string.IsNullOrEmpty(Whole))
            return;

        output.Content.AppendHtml(Element("span", "visually-hidden", texts["Masked.Hidden"]));
        if (string.IsNullOrEmpty(Reveal))
            return;
        var button = Element("button", "btn btn-link btn-sm", texts["Masked.Show"]);
        button.Attributes["type"] = "submit";
        button.Attributes["aria-label"] = texts["Masked.ShowOf", Label];
        var form = new TagBuilder("form") { Attributes = { ["method"] = "post", ["action"] = Reveal } };
        form.InnerHtml.AppendHtml(button).AppendHtml(generator.GenerateAntiforgery(ViewContext));
        output.TagName = "div";
        output.Content.AppendHtml(form);
    }

    private static TagBuilder Element(string name, string style, string text, bool silent = false)
    {
        var element = new TagBuilder(name);
        element.AddCssClass(style);
        element.InnerHtml.Append(text);
        if (silent)
            element.Attributes["aria-hidden"] = "true";
        return element;
    }
}
