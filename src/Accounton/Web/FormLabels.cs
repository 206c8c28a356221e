using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Accounton.Web;

/// <summary>What the fields of an action's form are called on the screen, where the model's own display names say so.</summary>
public sealed class FormLabels(IModelMetadataProvider metadata)
{
    /// <summary>
    /// By the names that the fields may be posted with: with and without their prefix, which is the
    /// parameter's own name unless it says another.
    /// </summary>
    public IReadOnlyDictionary<string, string> Get(Endpoint? endpoint)
    {
        var labels = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var action = endpoint?.Metadata.GetMetadata<ControllerActionDescriptor>();
        foreach (var parameter in action?.Parameters ?? [])
        {
            var prefix = parameter.BindingInfo?.BinderModelName ?? parameter.Name;
            foreach (var property in metadata.GetMetadataForType(parameter.ParameterType).Properties)
            {
                if (property is not { DisplayName: { } label, PropertyName: { } name })
                    continue;
                labels[name] = label;
                labels[$"{prefix}.{name}"] = label;
            }
        }

        return labels;
    }
}
