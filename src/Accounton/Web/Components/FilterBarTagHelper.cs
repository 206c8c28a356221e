using Accounton.Localisation;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Accounton.Web.Components;

/// <summary>
/// Above a list: what it is searched for and narrowed to, as a form whose answer has an address of its own. Holds
/// <see cref="FilterSearchTagHelper"/> and <see cref="FilterChoiceTagHelper"/>, and hidden fields for what has to stay.
/// </summary>
[HtmlTargetElement("filter-bar", Attributes = "action")]
public sealed class FilterBarTagHelper(Texts texts, IHtmlGenerator generator) : TagHelper
{
    public required string Action { get; set; }

    /// <summary>Sent as a post, where something may be typed that belongs in no address; who takes it leads on to the list's own.</summary>
    public bool IsPosted { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public required ViewContext ViewContext { get; set; }

    /// <summary>The words on the button, when it only searches.</summary>
    public string? Submit { get; set; }

    /// <summary>The address of the whole list; null or empty while nothing is narrowed.</summary>
    public string? Clear { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var controls = await output.GetChildContentAsync();
        var button = new TagBuilder("button") { Attributes = { ["type"] = "submit" } };
        button.AddCssClass("btn btn-secondary");
        button.InnerHtml.Append(Submit ?? texts["Filter.Apply"]);
        var buttons = new TagBuilder("div");
        buttons.AddCssClass("filter-buttons");
        buttons.InnerHtml.AppendHtml(button);
        // A view that gives null gives an empty text.
        if (!string.IsNullOrEmpty(Clear))
        {
            var clear = new TagBuilder("a") { Attributes = { ["href"] = Clear } };
            clear.AddCssClass("btn btn-link");
            clear.InnerHtml.Append(texts["Filter.Clear"]);
            buttons.InnerHtml.AppendHtml(clear);
        }

        output.TagName = "form";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClasses("filter-bar");
        output.Attributes.SetAttribute("method", IsPosted ? "post" : "get");
        output.Attributes.SetAttribute("action", Action);
        output.Attributes.SetAttribute("role", "search");
        output.Content.AppendHtml(controls).AppendHtml(buttons);
        if (IsPosted)
            output.Content.AppendHtml(generator.GenerateAntiforgery(ViewContext));
    }
}

/// <summary>What is searched for.</summary>
[HtmlTargetElement("filter-search", Attributes = "name,label", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class FilterSearchTagHelper : TagHelper
{
    public required string Name { get; set; }

    public required string Label { get; set; }

    public string? Value { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var input = new TagBuilder("input")
        {
            TagRenderMode = TagRenderMode.SelfClosing,
            Attributes =
            {
                ["type"] = "search", ["name"] = Name, ["id"] = "filter-" + Name,
                ["value"] = Value ?? "", ["maxlength"] = "100", ["autocomplete"] = "off",
            },
        };
        input.AddCssClass("form-control");
        FilterControl.Write(output, "filter-search", Name, Label, input);
    }
}

/// <summary>One of a few things the list is narrowed to.</summary>
[HtmlTargetElement("filter-choice", Attributes = "name,label,options", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class FilterChoiceTagHelper(Texts texts) : TagHelper
{
    public required string Name { get; set; }

    public required string Label { get; set; }

    public required IEnumerable<SelectListItem> Options { get; set; }

    /// <summary>The value of the chosen option; null or empty for all.</summary>
    public string? Value { get; set; }

    /// <summary>What choosing none is called.</summary>
    public string? All { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var select = new TagBuilder("select") { Attributes = { ["name"] = Name, ["id"] = "filter-" + Name } };
        select.AddCssClass("form-select");
        foreach (var option in Options.Prepend(new SelectListItem(All ?? texts["Filter.All"], "")))
        {
            var element = new TagBuilder("option") { Attributes = { ["value"] = option.Value } };
            if (option.Value == (Value ?? ""))
                element.Attributes["selected"] = "selected";
            element.InnerHtml.Append(option.Text);
            select.InnerHtml.AppendHtml(element);
        }

        FilterControl.Write(output, "filter-choice", Name, Label, select);
    }
}

/// <summary>A control of the bar under its label.</summary>
internal static class FilterControl
{
    public static void Write(TagHelperOutput output, string style, string name, string text, TagBuilder control)
    {
        var label = new TagBuilder("label") { Attributes = { ["for"] = "filter-" + name } };
        label.InnerHtml.Append(text);
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClasses(style);
        output.Content.AppendHtml(label).AppendHtml(control);
    }
}
