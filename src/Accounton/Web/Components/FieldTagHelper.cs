using System.Globalization;
using Accounton.Localisation;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Accounton.Web.Components;

/// <summary>
/// A form control with its label, hint and error, tied together for those who cannot see them.
/// Attributes it does not know go to the control.
/// </summary>
[HtmlTargetElement("field", Attributes = "for", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class FieldTagHelper(IHtmlGenerator generator, Texts texts) : TagHelper
{
    public required ModelExpression For { get; set; }

    /// <summary>The label; else the property's display name, which is a key of the catalogues.</summary>
    public string? Label { get; set; }

    /// <summary>What to fill in, or where to find it.</summary>
    public string? Hint { get; set; }

    /// <summary>The input's type; <c>textarea</c> too. Else what the property's own type asks for.</summary>
    public string? Type { get; set; }

    /// <summary>Whether it has to be filled in, where the property itself does not know.</summary>
    public bool? Required { get; set; }

    /// <summary>Makes it a list to choose from.</summary>
    public IEnumerable<SelectListItem>? Options { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public required ViewContext ViewContext { get; set; }

    private string Name => ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name);

    private string Id => TagBuilder.CreateSanitizedId(Name, generator.IdAttributeDotReplacement);

    private bool IsRequired => Required ?? For.Metadata.IsRequired;

    private bool IsCheckbox => Type is null && Options is null && For.Metadata.UnderlyingOrModelType == typeof(bool);

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var errors = ViewContext.ModelState.TryGetValue(Name, out var state) ? state.Errors : [];
        // What was sent for a yes or no may be neither, which the generator of check boxes cannot show again.
        if (IsCheckbox && errors.Count > 0)
            ViewContext.ModelState.SetModelValue(Name, rawValue: null, attemptedValue: null);
        var descriptions = new List<string>();
        var label = LabelElement();
        var hint = (IHtmlContent?)null;
        if (!string.IsNullOrEmpty(Hint))
            hint = Described("field-hint", "-hint", Hint, descriptions);

        IHtmlContent? error = errors.Count == 0
            ? null
            : Described("field-error", "-error", string.Join(" ", errors.Select(one => one.ErrorMessage)), descriptions);

        var control = Control(output.Attributes.ToDictionary(given => given.Name, given => (object?)Text(given.Value)));
        if (descriptions.Count > 0)
            control.MergeAttribute("aria-describedby", string.Join(" ", descriptions), replaceExisting: true);
        if (errors.Count > 0)
            control.MergeAttribute("aria-invalid", "true", replaceExisting: true);
        else if (IsRequired && !IsCheckbox && Type is not ("file" or "color"))
            control.MergeAttribute("aria-required", "true");

        output.Attributes.Clear();
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClasses(IsCheckbox ? "field-check" : "field");
        if (IsCheckbox)
        {
            output.Content.AppendHtml(control).AppendHtml(label).AppendHtml(hint).AppendHtml(error);
            output.Content.AppendHtml(generator.GenerateHiddenForCheckbox(ViewContext, For.ModelExplorer, For.Name));
        }
        else
        {
            output.Content.AppendHtml(label).AppendHtml(hint).AppendHtml(control).AppendHtml(error);
        }
    }

    private TagBuilder LabelElement()
    {
        var label = new TagBuilder("label") { Attributes = { ["for"] = Id } };
        label.InnerHtml.Append(Label ?? For.Metadata.GetDisplayName());
        if (IsRequired || IsCheckbox)
            return label;
        var optional = new TagBuilder("span");
        optional.AddCssClass("field-optional");
        optional.InnerHtml.Append(texts["Field.Optional"]);
        label.InnerHtml.Append(" ").AppendHtml(optional);
        return label;
    }

    private TagBuilder Described(string style, string suffix, string text, List<string> descriptions)
    {
        descriptions.Add(Id + suffix);
        var element = new TagBuilder("p") { Attributes = { ["id"] = Id + suffix } };
        element.AddCssClass(style);
        element.InnerHtml.Append(text);
        return element;
    }

    private TagBuilder Control(IDictionary<string, object?> attributes)
    {
        var type = Type ?? InputType();
        // A password or key is never sent back to the browser.
        var value = type == "password" ? null : For.Model;
        var control = this switch
        {
            { Options: { } options } => generator.GenerateSelect(
                ViewContext, For.ModelExplorer, null, For.Name, options, allowMultiple: false, attributes),
            { IsCheckbox: true } => generator.GenerateCheckBox(ViewContext, For.ModelExplorer, For.Name, null, attributes),
            _ when type == "textarea" => generator.GenerateTextArea(
                ViewContext, For.ModelExplorer, For.Name, rows: 4, columns: 0, attributes),
            _ when type == "password" => generator.GeneratePassword(ViewContext, For.ModelExplorer, For.Name, null, attributes),
            _ => generator.GenerateTextBox(ViewContext, For.ModelExplorer, For.Name, value, Format(type), attributes),
        };
        if (Options is null && !IsCheckbox && type != "textarea")
            control.MergeAttribute("type", type, replaceExisting: true);
        if (type == "file")
            control.Attributes.Remove("value");
        if (type == "email")
            control.MergeAttribute("spellcheck", "false");
        control.AddCssClass(IsCheckbox ? "form-check-input" : Options is not null ? "form-select" : "form-control");
        return control;
    }

    private string InputType() =>
        For.Metadata.DataTypeName switch
        {
            "EmailAddress" => "email",
            "Password" => "password",
            "PhoneNumber" => "tel",
            "Url" => "url",
            "MultilineText" => "textarea",
            _ when For.Metadata.UnderlyingOrModelType == typeof(DateOnly) => "date",
            _ => "text",
        };

    /// <summary>A date input takes and gives ISO dates in every language.</summary>
    private static string? Format(string type) => type == "date" ? "{0:yyyy-MM-dd}" : null;

    private static string? Text(object? value) => value switch
    {
        HtmlString html => html.Value,
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
