using System.Text.RegularExpressions;
using Accounton.Tests.Running;
using AngleSharp.Html.Dom;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Accounton.Tests.Web;

/// <summary>
/// The names that a route reads from a query or a form: those its action binds, and those of the forms on our pages that lead to it,
/// with what stands in them.
/// </summary>
internal sealed class RouteInputs
{
    private const int Deepest = 3;

    /// <summary>What Hangfire's dashboard reads, which tells no one.</summary>
    private static readonly string[] OfTheDashboard = ["from", "count", "period", "jobs[]", "statistics", "metrics[]"];

    private readonly Dictionary<string, Dictionary<string, string>> _fields = [];
    private readonly HashSet<(string Key, string Name)> _files = [];

    /// <summary>By name, with what a form of ours would send.</summary>
    public IReadOnlyDictionary<string, string> Of(string key) => _fields[key];

    public IEnumerable<string> FilesOf(string key) => from file in _files where file.Key == key select file.Name;

    public static async Task<RouteInputs> ReadAsync(RoutesSite site)
    {
        var inputs = new RouteInputs();
        foreach (var (key, route) in Routes.Table)
            inputs._fields[key] = new(route.Fields?.Invoke(site) ?? [], StringComparer.OrdinalIgnoreCase);
        inputs.ReadActions(site);
        foreach (var (key, route) in Routes.Table.Where(route => route.Key.StartsWith("GET ", StringComparison.Ordinal)))
        {
            foreach (var who in (Visitor[])[site.Nobody, site.Client, site.Admin, site.Operator])
            {
                using var answer = await who.AsIsAsync(HttpMethod.Get, site.Fill(route.Address));
                if (answer.Content.Headers.ContentType?.MediaType == "text/html")
                    inputs.ReadForms(Visitor.Parse(await answer.Content.ReadAsStringAsync()), site.Fill(route.Address));
            }
        }

        return inputs;
    }

    private void ReadActions(RoutesSite site)
    {
        var metadata = site.App.Services.GetRequiredService<IModelMetadataProvider>();
        foreach (var endpoint in site.Routes)
        {
            var verb = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods[0] ?? "GET";
            var fields = _fields[$"{verb} /{endpoint.RoutePattern.RawText!.TrimStart('/')}"];
            foreach (var parameter in endpoint.Metadata.GetMetadata<ControllerActionDescriptor>()?.Parameters ?? [])
            {
                foreach (var name in Under(parameter.Name, metadata.GetMetadataForType(parameter.ParameterType), 0))
                    fields.TryAdd(name, "");
            }
        }

        foreach (var name in OfTheDashboard)
        {
            _fields["GET /jobs/{**path}"].TryAdd(name, "");
            _fields["POST /jobs/{**path}"].TryAdd(name, "");
        }
    }

    private void ReadForms(IHtmlDocument page, string address)
    {
        foreach (var form in page.Forms)
        {
            var path = form.GetAttribute("action") is { Length: > 0 } action ? action : address;
            if (Routes.Table.Keys.FirstOrDefault(key => Leads(key, form.Method, path.Split('?', '#')[0])) is not { } key)
                continue;

            foreach (var control in form.Elements)
            {
                if (control.GetAttribute("name") is not { Length: > 0 } name || name == "__RequestVerificationToken")
                    continue;
                if (control is IHtmlInputElement { Type: "file" })
                    _files.Add((key, name));
                else if (_fields[key].GetValueOrDefault(name) is null or "")
                    _fields[key][name] = control switch
                    {
                        IHtmlInputElement input => input.Value,
                        IHtmlSelectElement select => select.Value ?? "",
                        IHtmlTextAreaElement area => area.Value,
                        _ => control.GetAttribute("value") ?? "",
                    };
            }
        }
    }

    private static bool Leads(string key, string method, string path) =>
        key.Split(' ', 2) is [var verb, var pattern] && verb.Equals(method, StringComparison.OrdinalIgnoreCase)
        && Regex.IsMatch(path, $"^{Regex.Replace(pattern, @"\{[^/]*\}(?=/|$)", "[^/]+")}$");

    private static IEnumerable<string> Under(string name, ModelMetadata metadata, int depth) =>
        metadata.ModelType == typeof(CancellationToken)
        ? []
        : metadata.ModelType.IsAssignableTo(typeof(System.Collections.IDictionary))
        ? [name, $"{name}[LastName]", $"{name}[]", $"{name}[a].b", $"{name}[0].Key"]
        : !metadata.IsComplexType || depth == Deepest
        ? [name]
        : metadata.IsCollectionType
        ? [name, $"{name}[]", .. Under($"{name}[0]", metadata.ElementMetadata!, depth + 1)]
        : metadata.Properties.Where(property => !property.IsReadOnly)
            .SelectMany(
                property => Under(property.PropertyName!, property, depth + 1).SelectMany(inner => (string[])[inner, $"{name}.{inner}"]));
}
