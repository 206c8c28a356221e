using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.Razor;

namespace Accounton.Web;

/// <summary>
/// A view lies beside its controller, or in a folder above it: the namespace is the folder. What several features share is in
/// Features/Shared.
/// </summary>
public sealed class FeatureViews : IViewLocationExpander
{
    private const string Root = "Accounton.";
    private const string Shared = "/Features/Shared/{0}.cshtml";
    private const string Folder = "feature";

    public void PopulateValues(ViewLocationExpanderContext context)
    {
        var type = (context.ActionContext.ActionDescriptor as ControllerActionDescriptor)?.ControllerTypeInfo;
        context.Values[Folder] = type?.Namespace is { } space && space.StartsWith(Root, StringComparison.Ordinal)
            ? space[Root.Length..].Replace('.', '/')
            : null;
    }

    public IEnumerable<string> ExpandViewLocations(ViewLocationExpanderContext context, IEnumerable<string> viewLocations) =>
        context.Values.TryGetValue(Folder, out var folder) && folder is not null
            ? FromInsideOut(folder).Select(room => $"/{room}/{{0}}.cshtml").Concat(viewLocations)
            : viewLocations;

    /// <summary>The folder itself, then those around it, up to the feature's own.</summary>
    private static IEnumerable<string> FromInsideOut(string folder)
    {
        var parts = folder.Split('/');
        return Enumerable.Range(0, Math.Max(1, parts.Length - 1)).Select(left => string.Join('/', parts[..^left]));
    }

    /// <summary>Shared stays as the one location MVC insists on.</summary>
    public static void Configure(RazorViewEngineOptions options)
    {
        options.ViewLocationFormats.Clear();
        options.ViewLocationFormats.Add(Shared);
        options.ViewLocationExpanders.Add(new FeatureViews());
    }
}
