using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Accounton.Web.Components;

/// <summary>Views write <c>hx-get</c>; the page says <c>data-hx-get</c>, which htmx reads just as well and which is valid HTML.</summary>
[HtmlTargetElement(Attributes = Prefix + "*")]
public sealed class HtmxAttributesTagHelper : TagHelper
{
    private const string Prefix = "hx-";

    /// <summary>After those that add such an attribute.</summary>
    public override int Order => int.MaxValue;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        foreach (var (index, attribute) in output.Attributes.ToArray().Index())
        {
            if (attribute.Name.StartsWith(Prefix, StringComparison.Ordinal))
                output.Attributes[index] = new TagHelperAttribute("data-" + attribute.Name, attribute.Value, attribute.ValueStyle);
        }
    }
}
