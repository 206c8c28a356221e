using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Accounton.Web.Components;

/// <summary>An icon of the sprite. Beside a text it is silent; standing alone it needs a label.</summary>
[HtmlTargetElement("icon", Attributes = "name", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class IconTagHelper : TagHelper
{
    private const string Sprite = "icons.svg";

    public required string Name { get; set; }

    public string? Label { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public required ViewContext ViewContext { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var assets = ViewContext.HttpContext.GetEndpoint()?.Metadata.GetMetadata<ResourceAssetCollection>();
        output.Content.SetHtmlContent(Svg(Name, Label, assets?[Sprite] ?? Sprite));
        output.TagName = null;
    }

    /// <summary>The icon as other components put it into theirs.</summary>
    public static TagBuilder Svg(string name, ViewContext view) =>
        Svg(name, null, view.HttpContext.GetEndpoint()?.Metadata.GetMetadata<ResourceAssetCollection>()?[Sprite] ?? Sprite);

    private static TagBuilder Svg(string name, string? label, string sprite)
    {
        var use = new TagBuilder("use");
        use.Attributes["href"] = $"/{sprite.TrimStart('/')}#{name}";
        var svg = new TagBuilder("svg");
        svg.AddCssClass("icon");
        svg.Attributes["focusable"] = "false";
        if (label is null)
            svg.Attributes["aria-hidden"] = "true";
        else
        {
            svg.Attributes["role"] = "img";
            svg.Attributes["aria-label"] = label;
        }
        svg.InnerHtml.AppendHtml(use);
        return svg;
    }
}
