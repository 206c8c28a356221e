using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Mvc.TagHelpers;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Accounton.Web.Components;

/// <summary>Style classes of components, beside those a view adds.</summary>
internal static class ComponentClasses
{
    public static void AddClasses(this TagHelperOutput output, string name, State? state = null)
    {
        output.AddClass(name, HtmlEncoder.Default);
        if (state is not null)
            output.AddClass($"is-{state.Value.ToString().ToLowerInvariant()}", HtmlEncoder.Default);
    }
}
