using Accounton.Localisation;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Accounton.Web.Components;

/// <summary>A step of something that is done in several.</summary>
/// <param name="Href">Where it can be done again; null when it cannot, or not yet.</param>
public sealed record StepperStep(string Text, string? Href = null);

/// <summary>Where somebody is in something of several steps: <c>&lt;stepper steps="…" current="1" /&gt;</c>.</summary>
[HtmlTargetElement("stepper", Attributes = "steps,current", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class StepperTagHelper(Texts texts) : TagHelper
{
    public required IReadOnlyList<StepperStep> Steps { get; set; }

    /// <summary>Which step this page is, the first being 0; all before it are done.</summary>
    public int Current { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public required ViewContext ViewContext { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var list = new TagBuilder("ol");
        foreach (var (index, step) in Steps.Index())
            list.InnerHtml.AppendHtml(Item(index, step));

        // A phone has room for one step only.
        var place = new TagBuilder("p");
        place.AddCssClass("stepper-place");
        place.Attributes["aria-hidden"] = "true";
        place.InnerHtml.Append(texts["Stepper.Place", Current + 1, Steps.Count]);

        output.TagName = "nav";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClasses("stepper");
        output.Attributes.SetAttribute("aria-label", texts["Stepper.Label"]);
        output.Content.AppendHtml(place).AppendHtml(list);
    }

    private TagBuilder Item(int index, StepperStep step)
    {
        var isDone = index < Current;
        var item = new TagBuilder("li");
        if (isDone)
            item.AddCssClass("is-done");
        var inner = new TagBuilder(isDone && step.Href is not null ? "a" : "span");
        if (inner.TagName == "a")
            inner.Attributes["href"] = step.Href;
        if (index == Current)
            inner.Attributes["aria-current"] = "step";

        var mark = new TagBuilder("span");
        mark.AddCssClass("stepper-mark");
        mark.Attributes["aria-hidden"] = "true";
        if (isDone)
            mark.InnerHtml.AppendHtml(IconTagHelper.Svg("check", ViewContext));
        else
            mark.InnerHtml.Append(texts.Number(index + 1));
        inner.InnerHtml.AppendHtml(mark).Append(step.Text);
        if (isDone)
            inner.InnerHtml.AppendHtml(Hidden(texts["Stepper.Done"]));
        item.InnerHtml.AppendHtml(inner);
        return item;
    }

    private static TagBuilder Hidden(string text)
    {
        var hidden = new TagBuilder("span");
        hidden.AddCssClass("visually-hidden");
        hidden.InnerHtml.Append($" ({text})");
        return hidden;
    }
}
