using Accounton.Localisation;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Accounton.Web.Components;

/// <summary>Above a form that was not accepted: what is wrong with it as a whole, and how many fields to look at.</summary>
[HtmlTargetElement("error-summary", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ErrorSummaryTagHelper(Texts texts) : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public required ViewContext ViewContext { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var state = ViewContext.ModelState;
        if (state.IsValid)
        {
            output.SuppressOutput();
            return;
        }

        var fields = state.Count(entry => entry.Key.Length > 0 && entry.Value?.Errors.Count > 0);
        string[] sentences =
        [
            .. state.TryGetValue("", out var form) ? form.Errors.Select(error => error.ErrorMessage) : [],
            .. fields > 0 ? [texts.Count("Validation.LookAt", fields)] : Array.Empty<string>(),
        ];
        var body = new TagBuilder("div");
        body.AddCssClass("notice-body");
        foreach (var sentence in sentences)
        {
            var line = new TagBuilder("p");
            line.InnerHtml.Append(sentence);
            body.InnerHtml.AppendHtml(line);
        }

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClasses("notice", State.Danger);
        output.Attributes.SetAttribute("role", "alert");
        output.Content.AppendHtml(IconTagHelper.Svg("warning", ViewContext)).AppendHtml(body);
    }
}
