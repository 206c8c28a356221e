using System.Net;
using Accounton.Tests.Running;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.DependencyInjection;

namespace Accounton.Tests.Web;

/// <summary>Whatever stands in a query or a field, nothing fails. The routes and their fields are the application's own list.</summary>
public sealed class InputTests
{
    private static readonly string[] Values =
    [
        "a\0b", "\uD800", "0001-01-01", "9999-12-31", "-2147483648", "2147483647", "99999999999999999999", "\u0663\u0661", "Rene\u0301\u200B", "\U00020000", "\uFFFF", "/é", "%", "'\"<",
    ];

    [Theory, InlineData("Sqlite"), InlineData("PostgreSql")]
    public async Task Request_withAnyText_neverFails(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var app = new App(database);
        var admin = await Visitor.ComeAsync(app, App.Admin);
        var failed = new List<string>();
        foreach (var action in Actions(app))
        {
            var address = "/" + action.AttributeRouteInfo!.Template;
            var isPost = action.EndpointMetadata.OfType<Microsoft.AspNetCore.Routing.IHttpMethodMetadata>().Any(m => m.HttpMethods.Contains("POST"));
            var names = Names(app, action);
            foreach (var value in names.Count == 0 ? [] : isPost ? [.. Values.Skip(1), new string('x', 100_000)] : Values)
            {
                using var answer = isPost
                    ? await admin.PostAsync(address, names.ToDictionary(name => name, _ => value))
                    : await admin.GetAsync($"{address}?{string.Join('&', names.Select(name => $"{name}={Encoded(value)}"))}");
                if (answer.StatusCode >= HttpStatusCode.InternalServerError || answer.Headers.Location?.OriginalString.All(char.IsAscii) == false)
                    failed.Add($"{address} {Encoded(value)[..Math.Min(30, Encoded(value).Length)]} {(int)answer.StatusCode}");
            }
        }

        Assert.Empty(failed);
    }

    [Fact]
    public async Task Form_withNul_saysWhatIsWrong()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var app = new App(database);
        var admin = await Visitor.ComeAsync(app, App.Admin);

        using var answer = await admin.PostAsync("/clients/search", new() { ["search"] = "a\0b" });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("Dit formulier kon niet worden gelezen", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static IEnumerable<ControllerActionDescriptor> Actions(App app) =>
        app.Services.GetRequiredService<IActionDescriptorCollectionProvider>().ActionDescriptors.Items.OfType<ControllerActionDescriptor>()
            .Where(a => a.AttributeRouteInfo?.Template is { } template && !template.Contains('{', StringComparison.Ordinal) && template != "sign-out"
                && a.ControllerTypeInfo.Namespace?.StartsWith("Accounton.Development", StringComparison.Ordinal) != true);

    private static List<string> Names(App app, ControllerActionDescriptor action)
    {
        var metadata = app.Services.GetRequiredService<IModelMetadataProvider>();
        return [.. action.Parameters.SelectMany(p => Under(p.Name, metadata.GetMetadataForType(p.ParameterType), 0)).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    private static IEnumerable<string> Under(string name, ModelMetadata metadata, int depth) =>
        metadata.ModelType == typeof(CancellationToken) ? []
        : !metadata.IsComplexType || metadata.IsCollectionType || depth > 2 ? [name]
        : metadata.Properties.Where(p => !p.IsReadOnly).SelectMany(p => Under(p.PropertyName!, p, depth + 1).SelectMany(inner => (string[])[inner, $"{name}.{inner}"]));

    private static string Encoded(string value) => value == "\uD800" ? "%ED%A0%80" : Uri.EscapeDataString(value);
}
