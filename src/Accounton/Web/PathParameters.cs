using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Accounton.Web;

/// <summary>
/// What stands in an action's path is read from the path alone. Otherwise a field of a form goes before it: one that is named
/// <c>id</c> would mean something else than the address says, and one named <c>code</c> broke the error page.
/// </summary>
public sealed class PathParameters : IActionModelConvention
{
    public void Apply(ActionModel action)
    {
        var names = Templates(action).SelectMany(template => RoutePatternFactory.Parse(template).Parameters)
            .Select(parameter => parameter.Name)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var parameter in action.Parameters.Where(parameter => names.Contains(parameter.Name)))
            (parameter.BindingInfo ??= new()).BindingSource ??= BindingSource.Path;
    }

    private static IEnumerable<string> Templates(ActionModel action) =>
        from controller in action.Controller.Selectors.Select(selector => selector.AttributeRouteModel).DefaultIfEmpty()
        from own in action.Selectors.Select(selector => selector.AttributeRouteModel).DefaultIfEmpty()
        select AttributeRouteModel.CombineTemplates(controller?.Template, own?.Template) into template
        where template is not null
        select template;
}
