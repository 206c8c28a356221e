using Accounton.Localisation;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Accounton.Web.Components;

/// <summary>
/// What is done with the selected rows of a table: stands in the same form as the table, says how many are selected and
/// holds the buttons. With a script it counts along; without one the buttons work all the same.
/// </summary>
[HtmlTargetElement("selection-bar")]
public sealed class SelectionBarTagHelper(Texts texts) : TagHelper
{
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var buttons = new TagBuilder("div");
        buttons.AddCssClass("buttons");
        buttons.InnerHtml.AppendHtml(await output.GetChildContentAsync());

        var count = new TagBuilder("p");
        count.AddCssClass("selection-count");
        count.Attributes["role"] = "status";
        count.Attributes["data-none"] = texts["Selection.None"];
        count.Attributes["data-one"] = texts["Selection.Count.One"];
        count.Attributes["data-other"] = texts["Selection.Count.Other"];

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClasses("selection-bar");
        output.Content.AppendHtml(count).AppendHtml(buttons);
    }
}

/// <summary>The heading over the boxes of a table's rows: selects all of this page. It needs a script, and is not shown without.</summary>
[HtmlTargetElement("select-all", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class SelectAllTagHelper(Texts texts) : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var words = new TagBuilder("span");
        words.AddCssClass("visually-hidden");
        words.InnerHtml.Append(texts["Selection.Column"]);
        var box = new TagBuilder("input")
        {
            TagRenderMode = TagRenderMode.SelfClosing,
            Attributes = { ["type"] = "checkbox", ["aria-label"] = texts["Selection.All"], ["autocomplete"] = "off", ["hidden"] = "hidden" },
        };
        box.AddCssClass("form-check-input select-all");
        output.TagName = "th";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClasses("select-cell");
        output.Attributes.SetAttribute("scope", "col");
        output.Content.AppendHtml(words).AppendHtml(box);
    }
}

/// <summary>The cell with a row's box: <c>&lt;select-row name="ids" value="…" label="Peeters, An" /&gt;</c>.</summary>
[HtmlTargetElement("select-row", Attributes = "name,value,label", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class SelectRowTagHelper(Texts texts) : TagHelper
{
    public required string Name { get; set; }

    public required string Value { get; set; }

    /// <summary>Who or what the row is.</summary>
    public required string Label { get; set; }

    public bool Checked { get; set; }

    public bool Disabled { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var box = new TagBuilder("input")
        {
            TagRenderMode = TagRenderMode.SelfClosing,
            Attributes = { ["type"] = "checkbox", ["name"] = Name, ["value"] = Value, ["aria-label"] = texts["Selection.Row", Label] },
        };
        box.AddCssClass("form-check-input select-row");
        if (Checked)
            box.Attributes["checked"] = "checked";
        if (Disabled)
            box.Attributes["disabled"] = "disabled";
        output.TagName = "td";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClasses("select-cell");
        output.Content.AppendHtml(box);
    }
}
