using Accounton.Localisation;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Accounton.Web.Components;

/// <summary>
/// A button that asks first. Its content, which says what will happen, is inside the form that is then sent.
/// The browser opens the dialog by itself (a popover), so no script is needed.
/// </summary>
[HtmlTargetElement("confirm", Attributes = "action,text,heading")]
public sealed class ConfirmTagHelper(Texts texts, IHtmlGenerator generator) : TagHelper
{
    /// <summary>Where the form is posted.</summary>
    public required string Action { get; set; }

    /// <summary>The words on the button that asks; on the one that does it too, unless it has its own.</summary>
    public required string Text { get; set; }

    /// <summary>The question.</summary>
    public required string Heading { get; set; }

    public string? ConfirmText { get; set; }

    /// <summary>Style classes of the button that asks.</summary>
    public string ButtonClass { get; set; } = "btn btn-secondary";

    /// <summary>Danger for what cannot simply be done again.</summary>
    public State State { get; set; } = State.Danger;

    [ViewContext, HtmlAttributeNotBound]
    public required ViewContext ViewContext { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var id = ComponentIds.New("confirm");
        var ask = Button(Text, ButtonClass, "button");
        ask.Attributes["popovertarget"] = id;

        var heading = new TagBuilder("h2") { Attributes = { ["id"] = id + "-heading" } };
        heading.InnerHtml.Append(Heading);

        var cancel = Button(texts["Confirm.Cancel"], "btn btn-secondary", "button");
        cancel.Attributes["popovertarget"] = id;
        cancel.Attributes["popovertargetaction"] = "hide";
        cancel.Attributes["autofocus"] = "autofocus";

        var buttons = new TagBuilder("div");
        buttons.AddCssClass("confirm-buttons");
        buttons.InnerHtml
            .AppendHtml(cancel)
            .AppendHtml(Button(ConfirmText ?? Text, State is State.Danger ? "btn btn-danger" : "btn btn-primary", "submit"));

        var form = new TagBuilder("form") { Attributes = { ["method"] = "post", ["action"] = Action } };
        form.InnerHtml
            .AppendHtml(heading)
            .AppendHtml(await output.GetChildContentAsync())
            .AppendHtml(buttons)
            .AppendHtml(generator.GenerateAntiforgery(ViewContext));

        var dialog = new TagBuilder("dialog") { Attributes = { ["id"] = id, ["popover"] = "auto", ["aria-labelledby"] = id + "-heading" } };
        dialog.AddCssClass("confirm");
        dialog.InnerHtml.AppendHtml(form);

        output.TagName = null;
        output.Content.AppendHtml(ask).AppendHtml(dialog);
    }

    private static TagBuilder Button(string text, string style, string type)
    {
        var button = new TagBuilder("button") { Attributes = { ["type"] = type } };
        button.AddCssClass(style);
        button.InnerHtml.Append(text);
        return button;
    }
}
