using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Accounton.Web;

/// <summary>What the fields of an action's form are called on the screen, where the model's own display names say so.</summary>
public sealed class FormLabels(IModelMetadataProvider metadata)
{
    /// <summary>By the names that the fields may be posted with: with and without the parameter's own name.</summary>
    public IReadOnlyDictionary<string, string> Of(Endpoint? endpoint)
    {
        var labels = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var action = endpoint?.Metadata.GetMetadata<ControllerActionDescriptor>();
        foreach (var parameter in action?.Parameters ?? [])
        {
            foreach (var property in metadata.GetMetadataForType(parameter.ParameterType).Properties)
            {
                if (property is not { DisplayName: { } label, PropertyName: { } name })
                    continue;
                labels[name] = label;
                labels[$"{parameter.Name}.{name}"] = label;
            }
        }

        return labels;
    }
}
